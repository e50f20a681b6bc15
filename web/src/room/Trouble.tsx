// When the interview could not be opened at all.
import type { RoomError } from "./api";
import { Screen } from "./Screen";
import { useRetry } from "./useRetry";

interface TroubleProps {
  error: RoomError;
  /** How often in a row it could not be opened. */
  failures: number;
  onRetry: () => void;
}

export function Trouble({ error, failures, onRetry }: TroubleProps) {
  useRetry(failures, error.passing ? onRetry : null);
  if (error.status === 404) {
    return (
      <Screen room={null} title="Link not valid" heading="This link is not valid.">
        <p className="lead">
          Perhaps a part of it got lost on the way. Please open it again from the mail, or copy the
          whole address into your browser.
        </p>
        <p>If it still doesn't work, reply to that mail and a person will help you.</p>
      </Screen>
    );
  }
  if (!error.passing) {
    return (
      <Screen room={null} title="Interview not open" heading="This interview can't be opened.">
        <p className="lead">{error.message}</p>
        <p>If you think this is a mistake, reply to the mail the invitation came with.</p>
      </Screen>
    );
  }
  return (
    <Screen room={null} title="Not reachable" heading="We can't open your interview right now.">
      <p className="lead">
        {error.status === 0
          ? "You seem to be offline, or the server can't be reached."
          : error.message}{" "}
        Nothing you sent is lost, and we try again by ourselves.
      </p>
      <div className="actions">
        <button type="button" className="primary" onClick={onRetry}>
          Try again
        </button>
      </div>
    </Screen>
  );
}
