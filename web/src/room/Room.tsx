// Shows the step the interview is at. What step that is, the server says; only "has read the welcome"
// is ours.
import { useCallback, useEffect, useState } from "react";
import { type RoomApi, type RoomError, type RoomState, roomError } from "./api";
import { Disclosure } from "./Disclosure";
import { dropDrafts } from "./draft";
import { Closed, Declined, Expired, ThankYou } from "./Ended";
import { Loading, Waiting } from "./Loading";
import { Paused } from "./Paused";
import { QuestionStep } from "./QuestionStep";
import { Trouble } from "./Trouble";
import { Welcome } from "./Welcome";
import { addressed } from "./wording";

type Visit =
  | { at: "loading" }
  | { at: "trouble"; error: RoomError }
  /** `notice` is said once, above the question that follows. */
  | { at: "room"; room: RoomState; notice: string | null };

function isOver(room: RoomState): boolean {
  return room.state !== "invited" && room.state !== "in_progress" && room.state !== "paused";
}

/** For someone who closed the page in the middle and is back. */
function welcomeBack(room: RoomState): string | null {
  if (isOver(room) || room.state === "paused" || !room.consented) return null;
  return `${addressed("Welcome back", room.firstName)}. Here is where you left off.`;
}

export function Room({ token, api }: { token: string; api: RoomApi }) {
  const [visit, setVisit] = useState<Visit>({ at: "loading" });

  const go = useCallback(
    (room: RoomState, notice: string | null) => {
      if (isOver(room)) dropDrafts(token);
      setVisit({ at: "room", room, notice });
    },
    [token],
  );
  const load = useCallback(
    async (notice: string | null) => {
      try {
        const room = await api.read();
        go(room, room.state === "paused" ? null : (notice ?? welcomeBack(room)));
      } catch (error) {
        setVisit({ at: "trouble", error: roomError(error) });
      }
    },
    [api, go],
  );
  useEffect(() => void load(null), [load]);

  return (
    <>
      {/* Stays while steps come and go: only such a region is read out reliably. */}
      <p role="status" className="visually-hidden">
        {visit.at === "room" && visit.notice}
      </p>
      {visit.at === "loading" && <Loading />}
      {visit.at === "trouble" && <Trouble error={visit.error} onRetry={() => void load(null)} />}
      {visit.at === "room" && (
        <Step {...visit} token={token} api={api} onRoom={go} onReload={load} />
      )}
    </>
  );
}

/** What every open step is given. */
export interface StepProps {
  token: string;
  room: RoomState;
  notice: string | null;
  api: RoomApi;
  /** The server's latest word, and what to say about it. */
  onRoom: (room: RoomState, notice: string | null) => void;
  /** Asks the server where things stand. */
  onReload: (notice: string | null) => Promise<void>;
}

function Step(props: StepProps) {
  const { room } = props;
  const [welcomed, setWelcomed] = useState(false);
  switch (room.state) {
    case "completed":
      return <ThankYou room={room} />;
    case "declined":
      return <Declined room={room} />;
    case "expired":
      return <Expired room={room} />;
    case "closed":
      return <Closed room={room} />;
    case "paused":
      return <Paused {...props} />;
    case "invited":
    case "in_progress":
      if (room.consented) {
        if (room.question === null) return <Waiting {...props} />;
        return <QuestionStep key={room.question.id} {...props} question={room.question} />;
      }
      if (welcomed) return <Disclosure {...props} />;
      return <Welcome {...props} onContinue={() => setWelcomed(true)} />;
  }
}
