// The field that something is asked in, and its button.
import { type FormEvent, useId, useRef } from "react";
import type { RequestInHand } from "./useRequest";
import { useWords } from "./useWords";

/** As the server counts it. */
const CHARACTERS_MAX = 2_000;

interface RequestFormProps {
  request: RequestInHand;
  label: string;
  /** What the button says while nothing is on its way. */
  action: string;
  /** Whether it may go without words. */
  wordless?: boolean;
  /** Beside the button. */
  onBack?: () => void;
}

export function RequestForm({ request, label, action, wordless, onBack }: RequestFormProps) {
  const { text, phase, problem, write, send } = request;
  const words = useWords();
  const field = useRef<HTMLTextAreaElement>(null);
  const fieldId = useId();
  const statusId = useId();

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!send()) field.current?.focus();
  }

  return (
    <form noValidate onSubmit={submit} className="request">
      <label htmlFor={fieldId} className="label">
        {label}
      </label>
      <textarea
        id={fieldId}
        ref={field}
        rows={4}
        dir="auto"
        required={wordless !== true}
        maxLength={CHARACTERS_MAX}
        value={text}
        readOnly={phase === "sending"}
        aria-describedby={statusId}
        aria-invalid={phase === "writing" && problem !== null}
        onChange={(event) => write(event.currentTarget.value)}
      />
      <RequestStatus id={statusId} request={request} />
      <div className="actions">
        <button type="submit" className="primary" disabled={phase === "sending"}>
          {phase === "sending" && words.say("question.sending")}
          {phase === "waiting" && words.say("question.tryNow")}
          {phase === "writing" && action}
        </button>
        {onBack !== undefined && (
          <button type="button" className="secondary" onClick={onBack}>
            {words.say("human.back")}
          </button>
        )}
      </div>
    </form>
  );
}

interface RequestStatusProps {
  id?: string;
  request: Pick<RequestInHand, "phase" | "problem">;
}

/** Why it could not be sent, read out at once. */
export function RequestStatus({ id, request: { phase, problem } }: RequestStatusProps) {
  return (
    <div id={id} role="alert">
      {problem !== null && (
        <p className={phase === "waiting" ? "problem passing" : "problem"}>{problem}</p>
      )}
    </div>
  );
}
