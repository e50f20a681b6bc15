// One question and its answer. The answer leaves this page only when the server says that it has it.
import { useId } from "react";
import { AnswerForm } from "./AnswerForm";
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
  const hintId = useId();

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
      <AnswerForm
        label="Your answer"
        hintId={hintId}
        text={answer.text}
        phase={answer.phase}
        problem={answer.problem}
        note={answer.kept ? "Not sent yet. Draft kept on this device" : "Not sent yet"}
        action="Send answer"
        onWrite={answer.write}
        onSend={answer.send}
      />
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
