// Shows the step the interview is at. What step that is, the server says; ours is what the server need not know:
// what was read before consent, and whether the practice question is behind them.
import { useCallback, useEffect, useState } from "react";
import { type RoomApi, type RoomError, type RoomState, roomError } from "./api";
import { Disclosure } from "./Disclosure";
import { dropDrafts, hasPractised, savePractised } from "./draft";
import { Closed, Declined, Expired, ThankYou } from "./Ended";
import { Loading, Waiting } from "./Loading";
import { Paused } from "./Paused";
import { Practice } from "./Practice";
import { QuestionStep } from "./QuestionStep";
import { Schedule } from "./Schedule";
import { DATA_HASH } from "./Screen";
import { Trouble } from "./Trouble";
import { Welcome } from "./Welcome";
import { addressed } from "./wording";
import { YourData } from "./YourData";

type Visit =
  | { at: "loading" }
  | { at: "trouble"; error: RoomError; failures: number }
  /** `notice` is said once, above the question that follows. */
  | { at: "room"; room: RoomState; notice: string | null };

/** Whether nothing is left to do in it. */
export function isOver(room: RoomState): boolean {
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
        setVisit((visit) => {
          const before = visit.at === "trouble" ? visit.failures : 0;
          return { at: "trouble", error: roomError(error), failures: before + 1 };
        });
      }
    },
    [api, go],
  );
  const open = useCallback(() => void load(null), [load]);
  useEffect(open, [open]);
  const hash = useHash();

  return (
    <>
      {/* Stays while steps come and go: only such a region is read out reliably. */}
      <p role="status" className="visually-hidden">
        {visit.at === "room" && visit.notice}
      </p>
      {visit.at === "loading" && <Loading />}
      {visit.at === "trouble" && <Trouble {...visit} onRetry={open} />}
      {visit.at === "room" &&
        (hash === DATA_HASH ? (
          <YourData token={token} room={visit.room} api={api} onRoom={go} />
        ) : (
          <Step {...visit} token={token} api={api} onRoom={go} onReload={load} />
        ))}
    </>
  );
}

/** What stands behind the page's address, also when the browser goes back. */
function useHash(): string {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = () => setHash(location.hash);
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, []);
  return hash;
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
  const { room, token } = props;
  const [before, setBefore] = useState<"welcome" | "schedule" | "disclosure">("welcome");
  const [practised, setPractised] = useState(() => hasPractised(token));
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
        if (room.answered === 0 && !practised) {
          const begin = () => {
            savePractised(token);
            setPractised(true);
          };
          return <Practice {...props} onDone={begin} />;
        }
        return <QuestionStep key={room.question.id} {...props} question={room.question} />;
      }
      if (before === "disclosure") return <Disclosure {...props} />;
      if (before === "schedule") {
        return <Schedule {...props} onBack={() => setBefore("welcome")} />;
      }
      return (
        <Welcome
          {...props}
          onStart={() => setBefore("disclosure")}
          onSchedule={() => setBefore("schedule")}
        />
      );
  }
}
