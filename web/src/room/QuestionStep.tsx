// One question and its answer. The answer leaves this page only when the server says that it has it.
import { useCallback, useId, useRef, useState } from "react";
import { AnswerForm } from "./AnswerForm";
import type { Question } from "./api";
import { type Mode, modeOf, saveMode } from "./draft";
import type { StepProps } from "./Room";
import { Screen } from "./Screen";
import { TimeLeft } from "./TimeLeft";
import { useAnswer } from "./useAnswer";
import { useRetry } from "./useRetry";
import { useShown, useWhenHidden } from "./useShown";
import { useSignals } from "./useSignals";
import { useWords } from "./useWords";
import { listener } from "./voice/browser";
import { ModeSwitch } from "./voice/ModeSwitch";
import { Talk } from "./voice/Talk";
import { useDictation } from "./voice/useDictation";
import { useReading } from "./voice/useReading";

export interface QuestionStepProps extends StepProps {
  question: Question;
}

export function QuestionStep(props: QuestionStepProps) {
  const { token, room, question, notice, api, onRoom } = props;
  const words = useWords();
  const shown = useShown();
  useSignals(room.signals && shown ? { token, questionId: question.id } : null);
  const answer = useAnswer(props);
  const hintId = useId();
  const [mode, setMode] = useState(() => modeOf(token));
  const [isEarly, setEarly] = useState(false);
  const form = useRef<HTMLDivElement>(null);
  const dictation = useDictation({
    ...{ token, room, question, api },
    text: answer.text,
    onWrite: answer.write,
  });
  const reading = useReading(room, question, api);
  const mayTalk = listener(room) !== null;
  const isBusy = dictation.phase !== "idle" || dictation.waits;
  const { failures, again, pauseMs } = answer.retry;
  // What is still being said belongs to the answer.
  useRetry(failures, isBusy ? null : again, pauseMs);
  // Nobody is listened to from behind another page.
  useWhenHidden(() => {
    if (dictation.phase === "starting") dictation.ear?.finish();
    else dictation.ear?.pause();
  });
  const toField = useCallback(() => form.current?.querySelector("textarea")?.focus(), []);

  function choose(next: Mode) {
    setMode(next);
    saveMode(token, next);
    if (next === "write") {
      dictation.ear?.finish();
      reading.stop();
    }
  }
  /** What is still being taken down is read before it is sent. While the microphone opens, nothing was said yet. */
  function send(): boolean {
    const isUnread = isBusy && (dictation.phase !== "starting" || dictation.waits);
    setEarly(isUnread);
    dictation.ear?.finish();
    return isUnread || answer.send();
  }

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
      {mayTalk && <ModeSwitch mode={mode} onChoose={choose} />}
      {mayTalk && (mode === "talk" || isBusy) && (
        <Talk
          room={room}
          question={question}
          reading={reading}
          dictation={dictation}
          hasText={answer.text.trim() !== ""}
          onDone={toField}
        />
      )}
      <div ref={form}>
        <AnswerForm
          label={words.say("question.label")}
          hintId={hintId}
          text={answer.text}
          phase={answer.phase}
          problem={
            isEarly && isBusy
              ? words.say(dictation.waits ? "voice.undecided" : "voice.wait")
              : answer.problem
          }
          note={words.say(answer.kept ? "question.draft" : "question.unsent")}
          action={words.say("question.send")}
          onWrite={answer.write}
          onSend={send}
        >
          {room.limit !== undefined && (
            <TimeLeft token={token} question={question} api={api} limit={room.limit} />
          )}
        </AnswerForm>
      </div>
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
