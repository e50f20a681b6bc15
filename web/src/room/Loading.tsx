// Between steps: while the interview is fetched, and in the odd case that no question is ready.
import type { StepProps } from "./Room";
import { Screen } from "./Screen";

export function Loading() {
  return (
    <div className="page">
      <main className="sheet">
        <p role="status" className="loading">
          Opening your interview…
        </p>
      </main>
    </div>
  );
}

export function Waiting({ room, api, onRoom, onReload }: StepProps) {
  return (
    <Screen room={room} title="One moment" heading="One moment, please." human={{ api, onRoom }}>
      <p className="lead">Your next question is not ready yet. Everything you sent is safe.</p>
      <div className="actions">
        <button type="button" className="primary" onClick={() => void onReload(null)}>
          Check again
        </button>
      </div>
    </Screen>
  );
}
