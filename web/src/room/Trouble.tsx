// When the interview could not be opened at all.
import type { RoomError } from "./api";
import { Screen } from "./Screen";
import { useRetry } from "./useRetry";
import { useWords } from "./useWords";

interface TroubleProps {
  error: RoomError;
  /** How often in a row it could not be opened. */
  failures: number;
  onRetry: () => void;
}

export function Trouble({ error, failures, onRetry }: TroubleProps) {
  const words = useWords();
  useRetry(failures, error.passing ? onRetry : null, error.pauseMs);
  if (error.status === 404) {
    return (
      <Screen
        room={null}
        title={words.say("trouble.invalidTitle")}
        heading={words.say("trouble.invalid")}
      >
        <p className="lead">{words.say("trouble.invalidLead")}</p>
        <p>{words.say("trouble.invalidNote")}</p>
      </Screen>
    );
  }
  if (!error.passing) {
    return (
      <Screen
        room={null}
        title={words.say("trouble.refusedTitle")}
        heading={words.say("trouble.refused")}
      >
        <p className="lead">{words.refusal(error.code, error.message)}</p>
        <p>{words.say("closed.note")}</p>
      </Screen>
    );
  }
  return (
    <Screen room={null} title={words.say("trouble.awayTitle")} heading={words.say("trouble.away")}>
      <p className="lead">
        {error.status === 0
          ? words.say("trouble.offline")
          : words.refusal(error.code, error.message)}{" "}
        {words.say("trouble.again")}
      </p>
      <div className="actions">
        <button type="button" className="primary" onClick={onRetry}>
          {words.say("frame.tryAgain")}
        </button>
      </div>
    </Screen>
  );
}
