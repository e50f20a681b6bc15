// One question and its answer. The answer leaves this page only when the server says that it has it.
import { type FormEvent, type KeyboardEvent, useId, useRef } from "react";
import type { Question, QuestionKind } from "./api";
import type { StepProps } from "./Room";
import { Screen } from "./Screen";
import { useAnswer } from "./useAnswer";

const HINTS: Record<QuestionKind, string> = {
  opener: "A few sentences are plenty.",
  past_behaviour:
    "A real example helps most: what the situation was, what you did yourself, how it turned out.",
  situational: "There is no trick in this one. Say what you would do, and why.",
  closer: "Anything you like. Short is fine.",
};

export interface QuestionStepProps extends StepProps {
  question: Question;
}

export function QuestionStep(props: QuestionStepProps) {
  const { room, question, notice, api, onRoom } = props;
  const answer = useAnswer(props);
  const field = useRef<HTMLTextAreaElement>(null);
  const labelId = useId();
  const hintId = useId();
  const statusId = useId();

  function submit(event?: FormEvent) {
    event?.preventDefault();
    if (!answer.send()) field.current?.focus();
  }
  function keys(event: KeyboardEvent) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
  }

  return (
    <Screen
      room={room}
      title={`Question ${question.number} of ${room.questions}`}
      eyebrow={<Progress number={question.number} of={room.questions} />}
      heading={question.text}
      human={{ api, onRoom }}
    >
      {notice !== null && <p className="notice">{notice}</p>}
      <p id={hintId} className="hint">
        {HINTS[question.kind]}
      </p>
      <form noValidate onSubmit={submit}>
        <label htmlFor={labelId} className="label">
          Your answer
        </label>
        <textarea
          id={labelId}
          ref={field}
          rows={9}
          required
          value={answer.text}
          readOnly={answer.phase === "sending"}
          aria-describedby={`${hintId} ${statusId}`}
          aria-invalid={answer.phase === "writing" && answer.problem !== null}
          aria-keyshortcuts="Control+Enter"
          onChange={(event) => answer.write(event.currentTarget.value)}
          onKeyDown={keys}
        />
        <div className="below">
          {answer.text !== "" && (
            <>
              <span className="fine">
                {answer.kept ? "Draft kept on this device" : "Not sent yet"}
              </span>
              <span className="fine">{answer.text.length.toLocaleString("en")} characters</span>
            </>
          )}
        </div>
        <div id={statusId} role="alert">
          {answer.problem !== null && (
            <p className={answer.phase === "waiting" ? "problem passing" : "problem"}>
              {answer.problem}
            </p>
          )}
        </div>
        <div className="actions">
          <button type="submit" className="primary" disabled={answer.phase === "sending"}>
            {answer.phase === "sending" && "Sending…"}
            {answer.phase === "waiting" && "Try now"}
            {answer.phase === "writing" && "Send answer"}
          </button>
          <span className="shortcut">
            or <kbd>Ctrl</kbd> <kbd>Enter</kbd>
          </span>
        </div>
      </form>
    </Screen>
  );
}

function Progress({ number, of }: { number: number; of: number }) {
  return (
    <div className="progress">
      <span>
        Question {number} of {of}
      </span>
      <span className="beads" aria-hidden="true">
        {Array.from({ length: of }, (_, index) => index + 1).map((bead) => (
          <span
            key={bead}
            className={bead < number ? "bead done" : bead === number ? "bead now" : "bead"}
          />
        ))}
      </span>
    </div>
  );
}
