// The last pages: after the last question, after asking for a person, after the link has run out.
import { deadline } from "../shared/time";
import type { RoomApi, RoomState } from "./api";
import { zoneOf } from "./draft";
import { Screen } from "./Screen";
import { SelfReport } from "./SelfReport";
import { useWords } from "./useWords";

export function ThankYou({ room, api }: { room: RoomState; api: RoomApi }) {
  const words = useWords();
  const { company, interviewer, firstName } = room;
  return (
    <Screen
      room={room}
      title={words.say("thanks.title")}
      eyebrow={words.say("frame.allDone")}
      heading={
        firstName.trim() === ""
          ? words.say("thanks.heading")
          : words.say("thanks.headingNamed", { name: firstName })
      }
    >
      <p className="lead">{words.say("thanks.lead")}</p>
      <h2>{words.say("thanks.next")}</h2>
      <ol className="next">
        <li>
          <strong>{words.say("thanks.report")}</strong>{" "}
          {words.say("thanks.reportNote", { company })}
        </li>
        <li>
          <strong>{words.say("thanks.person")}</strong>{" "}
          {words.say("thanks.personNote", { interviewer })}
        </li>
        <li>
          <strong>{words.say("thanks.reply", { company })}</strong> {words.say("thanks.replyNote")}
        </li>
      </ol>
      <p className="fine">{words.say("thanks.close")}</p>
      {room.selfReport && <SelfReport api={api} company={company} asks />}
    </Screen>
  );
}

export function Declined({ room }: { room: RoomState }) {
  const words = useWords();
  return (
    <Screen
      room={room}
      title={words.say("declined.title")}
      eyebrow={words.say("frame.allDone")}
      heading={words.say("declined.heading")}
    >
      <p className="lead">
        {words.say("declined.lead", { company: room.company, posting: room.posting.title })}
      </p>
      <p>{words.say("declined.note")}</p>
    </Screen>
  );
}

export function Expired({ token, room }: { token: string; room: RoomState }) {
  const words = useWords();
  const until = deadline(room.expiresAt, zoneOf(token, room.zone), words.locale);
  return (
    <Screen room={room} title={words.say("expired.title")} heading={words.say("expired.heading")}>
      <p className="lead">
        {words.say("expired.lead", { deadline: until })}
        {room.answered > 0 && ` ${words.say("expired.kept")}`}
      </p>
      <p>{words.say("expired.note", { company: room.company })}</p>
    </Screen>
  );
}

export function Closed({ room }: { room: RoomState }) {
  const words = useWords();
  return (
    <Screen room={room} title={words.say("closed.title")} heading={words.say("closed.heading")}>
      <p className="lead">{words.say("closed.lead")}</p>
      <p>{words.say("closed.note")}</p>
    </Screen>
  );
}
