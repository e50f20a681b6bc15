// While the company has paused its interviews.
import type { StepProps } from "./Room";
import { Screen } from "./Screen";
import { useWords } from "./useWords";

export function Paused({ room, api, onRoom, onReload }: StepProps) {
  const words = useWords();
  return (
    <Screen
      room={room}
      title={words.say("paused.title")}
      heading={words.say("paused.heading")}
      human={{ api, onRoom }}
    >
      <p className="lead">{words.say("paused.lead")}</p>
      <div className="actions">
        <button type="button" className="primary" onClick={() => void onReload(null)}>
          {words.say("frame.tryAgain")}
        </button>
      </div>
    </Screen>
  );
}
