// The last pages: after the last question, after asking for a person, after the link has run out.
import { sentence } from "../shared/sentence";
import { deadline } from "../shared/time";
import type { RoomState } from "./api";
import { Screen } from "./Screen";
import { addressed } from "./wording";

export function ThankYou({ room }: { room: RoomState }) {
  return (
    <Screen
      room={room}
      title="Thank you"
      eyebrow="All done"
      heading={`${addressed("Thank you", room.firstName)}.`}
    >
      <p className="lead">
        That was the last question. All {room.answered} answers have arrived safely.
      </p>
      <h2>What happens next</h2>
      <ol className="next">
        <li>
          <strong>Your answers become a report.</strong> It quotes your own words and goes to the
          hiring team at {room.company}.
        </li>
        <li>
          <strong>A person reads it and decides.</strong> {room.interviewer} doesn't accept or
          reject anyone.
        </li>
        <li>
          <strong>{room.company} gets back to you</strong> at the address this invitation came to.
        </li>
      </ol>
      <p className="fine">There is nothing more to do. You can close this page.</p>
    </Screen>
  );
}

export function Declined({ room }: { room: RoomState }) {
  return (
    <Screen
      room={room}
      title="A person takes over"
      eyebrow="All done"
      heading="A person takes over from here."
    >
      <p className="lead">
        We have told {room.company} that you would rather talk to a person. They will get in touch
        with you about {room.posting.title}.
      </p>
      <p>Asking for a person does not count against you. You can close this page.</p>
    </Screen>
  );
}

export function Expired({ room }: { room: RoomState }) {
  return (
    <Screen room={room} title="Link has run out" heading="This invitation has run out.">
      <p className="lead">
        It was open until {deadline(room.expiresAt)}.
        {room.answered > 0 && ` The ${room.answered} answers you sent are kept.`}
      </p>
      <p>
        If you would still like to take the interview, reply to the mail it came with, and{" "}
        {room.company} can send you another.
      </p>
    </Screen>
  );
}

export function Closed({ room }: { room: RoomState }) {
  return (
    <Screen room={room} title="Interview closed" heading="This interview is closed.">
      <p className="lead">
        This interview is over. {sentence(room.reason ?? `${room.company} has closed it`)}
      </p>
      <p>If you think this is a mistake, reply to the mail the invitation came with.</p>
    </Screen>
  );
}
