// One question and its answer. The answer leaves this page only when the server says that it has it.
import { useId } from "react";
import { AnswerForm } from "./AnswerForm";
import type { Question } from "./api";
import type { StepProps } from "./Room";
import { Screen } from "./Screen";
import { useAnswer } from "./useAnswer";
import { useSignals } from "./useSignals";
import { useWords } from "./useWords";

export interface QuestionStepProps extends StepProps {
  question: Question;
}

export function QuestionStep(props: QuestionStepProps) {
  const { token, room, question, notice, api, onRoom } = props;
  const words = useWords();
  useSignals(room.signals ? { token, questionId: question.id } : null);
  const answer = useAnswer(props);
  const hintId = useId();

  return (
    <Screen
      room={room}
      title={words.say("question.progress", { number: question.number, of: room.questions })}
      eyebrow={<Progress number={question.number} of={room.questions} />}
      heading={
        <span lang={question.language} dir="auto">
          {question.text}
        </span>
      }
      human={{ api, onRoom }}
    >
      {notice !== null && <p className="notice">{words.tell(notice)}</p>}
      <p id={hintId} className="hint">
        {words.say(question.followUp ? "question.follow_up" : `question.${question.kind}`)}
      </p>
      <AnswerForm
        label={words.say("question.label")}
        hintId={hintId}
        text={answer.text}
        phase={answer.phase}
        problem={answer.problem}
        note={words.say(answer.kept ? "question.draft" : "question.unsent")}
        action={words.say("question.send")}
        onWrite={answer.write}
        onSend={answer.send}
      />
    </Screen>
  );
}

function Progress({ number, of }: { number: number; of: number }) {
  const words = useWords();
  return (
    <div className="progress">
      <span>{words.say("question.progress", { number, of })}</span>
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
