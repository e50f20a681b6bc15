// Between steps: while the interview is fetched, and in the odd case that no question is ready.
import type { StepProps } from "./Room";
import { Screen } from "./Screen";
import { useWords } from "./useWords";

export function Loading() {
  const words = useWords();
  return (
    <div className="page">
      <main className="sheet">
        <p role="status" className="loading">
          {words.say("frame.loading")}
        </p>
      </main>
    </div>
  );
}

export function Waiting({ room, api, onRoom, onReload }: StepProps) {
  const words = useWords();
  return (
    <Screen
      room={room}
      title={words.say("waiting.title")}
      heading={words.say("waiting.heading")}
      human={{ api, onRoom }}
    >
      <p className="lead">{words.say("waiting.lead")}</p>
      <div className="actions">
        <button type="button" className="primary" onClick={() => void onReload(null)}>
          {words.say("waiting.again")}
        </button>
      </div>
    </Screen>
  );
}
