// The clock of one answer. The server has it; this page counts down from the server's last word. More time counts here at
// once, also without a connection: it is kept with the draft, and told as soon as the server can be reached.
import { useCallback, useEffect, useMemo, useState } from "react";
import { uuid } from "../shared/uuid";
import { type AnswerLimit, type Question, type RoomApi, roomError } from "./api";
import { loadTime, saveTime } from "./draft";
import { useRetry } from "./useRetry";
import { useShown } from "./useShown";

/** Who has less left than a fifth of the time is told so; and never later than this. */
const WARN_SHARE = 5;
const WARN_S = 20;
const TICK_MS = 1_000;

/** `soon`: more may be wanted; `over`: nothing is left. */
export type Phase = "plenty" | "soon" | "over";

export interface AnswerTime {
  minutes: number;
  secondsLeft: number;
  phase: Phase;
  /** Said instead of what the phase says: more was taken just now. */
  news: "time.taken" | null;
  /** Takes as much once more. */
  take: () => void;
}

interface AnswerTimeProps {
  token: string;
  question: Question;
  api: RoomApi;
  limit: AnswerLimit;
}

interface Clock {
  /** By this device's clock; null until the server has begun to count. */
  endsAt: number | null;
  /** What the server is to be told, in order: keys of more time that was taken; null: that the question is shown. */
  untold: (string | null)[];
}

export function phaseOf(minutes: number, secondsLeft: number): Phase {
  if (secondsLeft <= 0) return "over";
  return secondsLeft <= Math.max((minutes * 60) / WARN_SHARE, WARN_S) ? "soon" : "plenty";
}

/** Null where there is no limit after all. */
export function useAnswerTime({ token, question, api, limit }: AnswerTimeProps): AnswerTime | null {
  const { minutes } = limit;
  const shown = useShown();
  const [clock, setClock] = useState<Clock | null>(() => {
    const { endsAt, keys } = loadTime(token, question.id);
    const told = limit.secondsLeft === null ? null : Date.now() + limit.secondsLeft * 1000;
    return { endsAt: endsAt ?? told, untold: keys.length > 0 ? keys : [null] };
  });
  const [now, setNow] = useState(() => Date.now());
  const [isTaken, setTaken] = useState(false);
  const [isSending, setSending] = useState(false);
  const [failures, setFailures] = useState(0);
  const [pauseMs, setPauseMs] = useState(0);

  useEffect(() => {
    if (clock === null) return;
    const keys = clock.untold.filter((key) => key !== null);
    saveTime(token, question.id, { endsAt: clock.endsAt, keys });
  }, [token, question.id, clock]);

  const tell = useCallback(
    async (key: string | null) => {
      setSending(true);
      try {
        const room = await api.time(question.id, key);
        const at = Date.now();
        setNow(at);
        setFailures(0);
        setPauseMs(0);
        setClock((clock) => {
          const secondsLeft = room.limit?.secondsLeft ?? null;
          if (clock === null || secondsLeft === null) return null;
          const untold = clock.untold.filter((other) => other !== key);
          // What was taken meanwhile is not in it yet.
          const endsAt = untold.length > 0 ? clock.endsAt : at + secondsLeft * 1000;
          return { endsAt, untold };
        });
      } catch (caught) {
        const error = roomError(caught);
        if (error.passing) {
          setFailures((count) => count + 1);
          setPauseMs(error.pauseMs);
        } else {
          // The question has its answer, or the interview is over: that is told by what else is asked.
          setClock((clock) => clock && { ...clock, untold: [] });
        }
      } finally {
        setSending(false);
      }
    },
    [api, question.id],
  );
  const again = useMemo(() => {
    const next = clock?.untold[0];
    return next === undefined || isSending ? null : () => void tell(next);
  }, [clock, isSending, tell]);
  // Who does not see the question has not been shown it.
  useRetry(failures, shown ? again : null, pauseMs);

  const endsAt = clock?.endsAt ?? null;
  const secondsLeft =
    endsAt === null ? minutes * 60 : Math.max(0, Math.ceil((endsAt - now) / 1000));
  const isRunning = endsAt !== null && secondsLeft > 0;
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [isRunning]);
  const phase = phaseOf(minutes, secondsLeft);
  // That more was taken is said until it is nearly over, too.
  useEffect(() => {
    if (phase !== "plenty") setTaken(false);
  }, [phase]);

  if (clock === null) return null;
  return {
    minutes,
    secondsLeft,
    phase,
    news: isTaken && phase === "plenty" ? "time.taken" : null,
    take() {
      const at = Date.now();
      const each = minutes * 60_000;
      const taken = uuid();
      setNow(at);
      setTaken(true);
      setClock((clock) => {
        if (clock === null) return null;
        const endsAt = Math.max(clock.endsAt ?? at + each, at) + each;
        // Taking more tells that the question is shown, too.
        return { endsAt, untold: [...clock.untold.filter((key) => key !== null), taken] };
      });
    },
  };
}
