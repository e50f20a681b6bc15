// The first step: who asks, about what, how long it takes, and that it is an AI. Begin now, or choose a time.
import { useState } from "react";
import { clockTime, deadline, zoneTitle } from "../shared/time";
import { keepsDrafts, zoneOf } from "./draft";
import { NeedDialog } from "./NeedDialog";
import type { StepProps } from "./Room";
import { PlanLanguage, Screen } from "./Screen";
import { Said, useWords } from "./useWords";
import { listener } from "./voice/browser";

interface WelcomeProps extends StepProps {
  onStart: () => void;
  onSchedule: () => void;
}

export function Welcome(props: WelcomeProps) {
  const { token, room, notice, api, onRoom, onStart, onSchedule } = props;
  const words = useWords();
  const [isKept] = useState(() => keepsDrafts(token));
  const zone = zoneOf(token, room.zone);
  const at = room.scheduledAt === null ? null : Date.parse(room.scheduledAt);
  return (
    <Screen
      room={room}
      title={words.say("welcome.title")}
      eyebrow={words.say("frame.yourInterview")}
      heading={
        room.firstName.trim() === ""
          ? words.say("welcome.heading")
          : words.say("welcome.headingNamed", { name: room.firstName })
      }
      human={{ api, onRoom }}
    >
      {notice !== null && <p className="notice">{words.tell(notice)}</p>}
      {at !== null && (
        <p className="chosen">
          <strong>{words.say("welcome.time", { time: clockTime(at, zone, words.locale) })}</strong>
          <span>{words.say("welcome.timeNote", { zone: zoneTitle(at, zone, words.locale) })}</span>
        </p>
      )}
      <p className="lead">
        <Said
          words="welcome.lead"
          values={{
            posting: (
              <>
                <strong>{room.posting.title}</strong>
                {room.posting.location !== null && ` (${room.posting.location})`}
              </>
            ),
            company: room.company,
          }}
        />
      </p>
      <p className="callout">
        <strong>{words.say("welcome.ai", { interviewer: room.interviewer })}</strong>{" "}
        {words.say("welcome.aiNote", { company: room.company })}
      </p>
      <PlanLanguage room={room} />
      <ul className="facts">
        <li>
          <strong>{words.say("welcome.questions", { questions: room.questions })}</strong>
          <span>
            {words.say(
              listener(room) === null ? "welcome.questionsNote" : "welcome.questionsNoteVoice",
            )}
          </span>
        </li>
        <li>
          <strong>{words.say("welcome.minutes", { minutes: room.minutes })}</strong>
          <span>
            {room.limit === undefined
              ? words.say("welcome.minutesNote")
              : words.say("welcome.minutesLimit", { minutes: room.limit.minutes })}
          </span>
        </li>
        <li>
          <strong>{words.say("welcome.pause")}</strong>
          <span>
            {words.say("welcome.pauseNote", {
              deadline: deadline(room.expiresAt, zone, words.locale),
            })}
          </span>
        </li>
        <li>
          <strong>{words.say("welcome.device")}</strong>
          <span>{words.say(isKept ? "welcome.deviceKeeps" : "welcome.deviceForgets")}</span>
        </li>
        <li>
          <strong>{words.say("welcome.need")}</strong>
          <span>
            {words.say("welcome.needNote")}{" "}
            <NeedDialog room={room} className="inline" button={words.say("welcome.needButton")} />
          </span>
        </li>
      </ul>
      <div className="actions">
        <button type="button" className="primary" onClick={onStart}>
          {words.say("welcome.start")}
        </button>
        <button type="button" className="secondary" onClick={onSchedule}>
          {words.say(at === null ? "welcome.schedule" : "welcome.reschedule")}
        </button>
      </div>
    </Screen>
  );
}
