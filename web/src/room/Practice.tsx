// A question to get used to the page by. What is written here is never sent, and kept nowhere.
import { useId, useState } from "react";
import { AnswerForm } from "./AnswerForm";
import type { StepProps } from "./Room";
import { Screen } from "./Screen";
import { EMPTY_ANSWER } from "./wording";

const QUESTION = "Which everyday thing works really well for you, and why?";

export function Practice({
  room,
  notice,
  api,
  onRoom,
  onDone,
}: StepProps & { onDone: () => void }) {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [done, setDone] = useState(false);
  const hintId = useId();

  function send() {
    const isThere = text.trim() !== "";
    setProblem(isThere ? null : EMPTY_ANSWER);
    setDone(isThere);
    return isThere;
  }

  if (done) {
    return (
      <Screen
        key="done"
        room={room}
        title="Practice done"
        eyebrow="Practice"
        heading="That is all there is to it."
        human={{ api, onRoom }}
      >
        <p className="lead">
          A real answer is saved before the next question shows. What you wrote just now was sent to
          nobody, and is gone when you go on.
        </p>
        <div className="actions">
          <button type="button" className="primary" onClick={onDone}>
            Go to question 1
          </button>
          <button type="button" className="secondary" onClick={() => setDone(false)}>
            Practise again
          </button>
        </div>
      </Screen>
    );
  }
  return (
    <Screen
      key="practice"
      room={room}
      title="Practice"
      eyebrow="Practice"
      heading={QUESTION}
      human={{ api, onRoom }}
    >
      {notice !== null && <p className="notice">{notice}</p>}
      <p id={hintId} className="callout">
        <strong>This one does not count.</strong> It is only for getting used to the page. What you
        write here is not sent, not kept and not scored.
      </p>
      <AnswerForm
        label="Your practice answer"
        hintId={hintId}
        text={text}
        phase="writing"
        problem={problem}
        note="Only on this page"
        action="Send practice answer"
        onWrite={(written) => {
          setText(written);
          setProblem(null);
        }}
        onSend={send}
      />
      <div className="actions">
        <button type="button" className="secondary" onClick={onDone}>
          Skip practice
        </button>
      </div>
    </Screen>
  );
}
