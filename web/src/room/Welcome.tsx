// The first step: who asks, about what, how long it takes, and that it is an AI.
import { deadline } from "../shared/time";
import type { StepProps } from "./Room";
import { Screen } from "./Screen";
import { addressed } from "./wording";

export function Welcome({ room, api, onRoom, onContinue }: StepProps & { onContinue: () => void }) {
  return (
    <Screen
      room={room}
      title="Welcome"
      eyebrow="Your interview"
      heading={`${addressed("Hello", room.firstName)}. Good to have you here.`}
      human={{ api, onRoom }}
    >
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
            {deadline(room.expiresAt)}.
          </span>
        </li>
      </ul>
      <div className="actions">
        <button type="button" className="primary" onClick={onContinue}>
          Continue
        </button>
      </div>
    </Screen>
  );
}
