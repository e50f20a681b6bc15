// The field an answer is written in, and its button. Ctrl+Enter sends, too.
import { type FormEvent, type KeyboardEvent, type ReactNode, useId, useRef } from "react";
import type { Answer } from "./useAnswer";
import { useWords } from "./useWords";

interface AnswerFormProps extends Pick<Answer, "text" | "phase" | "problem"> {
  label: string;
  /** The id of what explains the field. */
  hintId: string;
  /** Where the text is meanwhile, once there is some. */
  note: string;
  /** What the button says while nothing is on its way. */
  action: string;
  onWrite: (text: string) => void;
  /** False when there is nothing to send. */
  onSend: () => boolean;
  /** What stands above the button. */
  children?: ReactNode;
}

export function AnswerForm(props: AnswerFormProps) {
  const { label, hintId, text, phase, problem, note, action, onWrite, onSend, children } = props;
  const words = useWords();
  const field = useRef<HTMLTextAreaElement>(null);
  const fieldId = useId();
  const statusId = useId();

  function submit(event?: FormEvent) {
    event?.preventDefault();
    if (!onSend()) field.current?.focus();
  }
  function keys(event: KeyboardEvent) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
  }

  return (
    <form noValidate onSubmit={submit}>
      <label htmlFor={fieldId} className="label">
        {label}
      </label>
      <textarea
        id={fieldId}
        ref={field}
        rows={9}
        dir="auto"
        required
        value={text}
        readOnly={phase === "sending"}
        aria-describedby={`${hintId} ${statusId}`}
        aria-invalid={phase === "writing" && problem !== null}
        aria-keyshortcuts="Control+Enter"
        onChange={(event) => onWrite(event.currentTarget.value)}
        onKeyDown={keys}
      />
      <div className="below">
        {text !== "" && (
          <>
            <span className="fine">{note}</span>
            <span className="fine">
              {words.say("question.characters", {
                count: text.length.toLocaleString(words.locale),
              })}
            </span>
          </>
        )}
      </div>
      <div id={statusId} role="alert">
        {problem !== null && (
          <p className={phase === "waiting" ? "problem passing" : "problem"}>{problem}</p>
        )}
      </div>
      {children}
      <div className="actions">
        <button type="submit" className="primary" disabled={phase === "sending"}>
          {phase === "sending" && words.say("question.sending")}
          {phase === "waiting" && words.say("question.tryNow")}
          {phase === "writing" && action}
        </button>
        <span className="shortcut">
          {words.say("question.or")} <kbd>{words.say("question.control")}</kbd>{" "}
          <kbd>{words.say("question.enter")}</kbd>
        </span>
      </div>
    </form>
  );
}
