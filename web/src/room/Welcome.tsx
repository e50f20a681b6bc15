// The first step: who asks, about what, how long it takes, and that it is an AI. Begin now, or choose a time.
import { useState } from "react";
import { clockTime, deadline, zoneTitle } from "../shared/time";
import { keepsDrafts, zoneOf } from "./draft";
import type { StepProps } from "./Room";
import { Screen } from "./Screen";
import { addressed } from "./wording";

interface WelcomeProps extends StepProps {
  onStart: () => void;
  onSchedule: () => void;
}

export function Welcome(props: WelcomeProps) {
  const { token, room, notice, api, onRoom, onStart, onSchedule } = props;
  const [isKept] = useState(() => keepsDrafts(token));
  const zone = zoneOf(token);
  const at = room.scheduledAt === null ? null : Date.parse(room.scheduledAt);
  return (
    <Screen
      room={room}
      title="Welcome"
      eyebrow="Your interview"
      heading={`${addressed("Hello", room.firstName)}. Good to have you here.`}
      human={{ api, onRoom }}
    >
      {notice !== null && <p className="notice">{notice}</p>}
      {at !== null && (
        <p className="chosen">
          <strong>Your time: {clockTime(at, zone)}</strong>
          <span>{zoneTitle(at, zone)}. You can also begin earlier, or later.</span>
        </p>
      )}
      <p className="lead">
        This is your interview for <strong>{room.posting.title}</strong>
        {room.posting.location !== null && ` (${room.posting.location})`} at {room.company}.
      </p>
      <p className="callout">
        <strong>{room.interviewer} is an AI.</strong> It asks the questions and takes your answers
        down. People at {room.company} read them and decide what happens next.
      </p>
      <ul className="facts">
        <li>
          <strong>{room.questions} questions</strong>
          <span>One at a time, answered in writing, in your own words.</span>
        </li>
        <li>
          <strong>About {room.minutes} minutes</strong>
          <span>No timer. Nothing cuts you off.</span>
        </li>
        <li>
          <strong>Pause whenever you want</strong>
          <span>
            Every answer you send is kept. The link brings you back to where you were, until{" "}
            {deadline(room.expiresAt, zone)}.
          </span>
        </li>
        <li>
          <strong>On this device</strong>
          <span>
            {isKept
              ? "A computer or a phone will do. If the connection breaks, what you wrote stays in this browser."
              : "This browser keeps no drafts, as in a private window. It works, but please leave the page open while you write."}
          </span>
        </li>
      </ul>
      <div className="actions">
        <button type="button" className="primary" onClick={onStart}>
          Start now
        </button>
        <button type="button" className="secondary" onClick={onSchedule}>
          {at === null ? "Choose a time for later" : "Change the time"}
        </button>
      </div>
    </Screen>
  );
}
