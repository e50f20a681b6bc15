// Whether to write or to talk. Either way the answer is a text.
import type { Mode } from "../draft";
import { useWords } from "../useWords";

export function ModeSwitch(props: { mode: Mode; onChoose: (mode: Mode) => void }) {
  const { mode, onChoose } = props;
  const words = useWords();
  return (
    <fieldset className="mode">
      <legend>{words.say("voice.mode")}</legend>
      {(["write", "talk"] as const).map((each) => (
        <label key={each}>
          <input type="radio" name="mode" checked={mode === each} onChange={() => onChoose(each)} />
          <span>{words.say(each === "write" ? "voice.write" : "voice.talk")}</span>
        </label>
      ))}
    </fieldset>
  );
}
