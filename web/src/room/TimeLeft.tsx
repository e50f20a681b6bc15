// What is left of the time for an answer, where the company has set one, and the way to more of it. Nothing happens
// when it is over but that the page says so: writing and sending go on as before.
import { useEffect, useId, useState } from "react";
import type { AnswerLimit } from "./api";
import type { QuestionStepProps } from "./QuestionStep";
import { type Phase, useAnswerTime } from "./useAnswerTime";
import { useShown } from "./useShown";
import { useWords } from "./useWords";
import type { Key } from "./words";

/** Below this, seconds are shown. */
const MINUTE_S = 60;

/** What is said once a phase begins. */
const SAID: Record<Phase, Key | null> = { plenty: null, soon: "time.soon", over: "time.over" };

interface TimeLeftProps extends Pick<QuestionStepProps, "token" | "question" | "api"> {
  limit: AnswerLimit;
}

export function TimeLeft(props: TimeLeftProps) {
  const words = useWords();
  const time = useAnswerTime(props);
  const noteId = useId();
  const shown = useShown();
  const [isThere, setThere] = useState(false);
  useEffect(() => setThere(shown), [shown]);
  if (time === null) return null;
  const { minutes, secondsLeft, phase, news } = time;
  const said = news ?? SAID[phase];
  return (
    <div className={`time ${phase}`}>
      {phase !== "over" && (
        <span className="left" role="timer">
          {secondsLeft > MINUTE_S
            ? words.say("time.minutes", { minutes: Math.ceil(secondsLeft / 60) })
            : words.say("time.seconds", { seconds: secondsLeft })}
        </span>
      )}
      {/* There before its words, which come once each: only such a region is read out reliably. */}
      <p role="status">{isThere && said !== null && words.say(said)}</p>
      <button type="button" className="secondary" aria-describedby={noteId} onClick={time.take}>
        {words.say("time.more")}
      </button>
      <span id={noteId} className="fine">
        {words.say("time.moreNote", { minutes })}
      </span>
    </div>
  );
}
