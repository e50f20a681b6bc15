// How loud one is heard. It moves ten times a second, or once for those who want little to move.
import { useWords } from "../useWords";

export function Level({ level }: { level: number | null }) {
  const words = useWords();
  if (level === null) return null;
  return (
    <meter className="level" min={0} max={1} value={level} aria-label={words.say("voice.level")}>
      {Math.round(level * 100)} %
    </meter>
  );
}
