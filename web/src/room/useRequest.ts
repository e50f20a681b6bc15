// The life of something asked of the company: written (draft kept), sent, tried again while the network or the server
// is away, and let go only once the server has it. What was sent and is not known to have arrived is sent again, with
// its key, when it is opened next.
import { useCallback, useContext, useMemo, useState } from "react";
import { Asking } from "./Asking";
import { type CandidateRequest, type RequestKind, roomError } from "./api";
import {
  type Attempt,
  attemptFor,
  dropDraft,
  isUnsent,
  loadDraft,
  requestDraft,
  saveDraft,
} from "./draft";
import { useRetry } from "./useRetry";
import { useWords } from "./useWords";

export interface RequestInHand {
  text: string;
  /** `waiting`: sending failed for a passing reason and is tried again by itself. */
  phase: "writing" | "sending" | "waiting";
  problem: string | null;
  /** Once the server has it. */
  made: CandidateRequest | null;
  write(text: string): void;
  /** False when there is nothing to send. */
  send(): boolean;
  /** Has a person answer what the posting has answered: the same request still. */
  passOn(): void;
}

interface Wanted {
  kind: RequestKind;
  /** Whether it may go without words. */
  wordless?: boolean;
  onMade?: (made: CandidateRequest) => void;
}

export function useRequest({ kind, wordless = false, onMade }: Wanted): RequestInHand {
  const asking = useContext(Asking);
  if (asking === null) throw new Error("asked outside of an interview");
  const { token, api } = asking;
  const words = useWords();
  const place = requestDraft(kind);
  const [draft, setDraft] = useState(() => loadDraft(token, place));
  const [phase, setPhase] = useState<RequestInHand["phase"]>(
    isUnsent(draft) ? "waiting" : "writing",
  );
  const [problem, setProblem] = useState<string | null>(null);
  const [failures, setFailures] = useState(0);
  const [pauseMs, setPauseMs] = useState(0);
  const [made, setMade] = useState<CandidateRequest | null>(null);
  const [toPerson, setToPerson] = useState(false);

  const keep = useCallback(
    (text: string, attempt: Attempt | null) => {
      setDraft({ text, attempt });
      saveDraft(token, place, { text, attempt });
    },
    [token, place],
  );

  const deliver = useCallback(
    async ({ key, text }: Attempt, passOn: boolean) => {
      setPhase("sending");
      setProblem(null);
      try {
        const answered = await api.ask({ key, kind, text, passOn });
        dropDraft(token, place);
        setPhase("writing");
        setFailures(0);
        setMade(answered);
        onMade?.(answered);
      } catch (caught) {
        const error = roomError(caught);
        const refusal = words.refusal(error.code, error.message);
        setPhase(error.passing ? "waiting" : "writing");
        if (!error.passing) {
          setProblem(refusal);
          return;
        }
        setFailures((count) => count + 1);
        setPauseMs(error.pauseMs);
        setProblem(
          error.status === 0
            ? words.say("request.offline")
            : words.say("request.unsentBecause", { reason: refusal }),
        );
      }
    },
    [api, token, kind, place, onMade, words],
  );

  const again = useMemo(() => {
    const { attempt } = draft;
    return phase === "waiting" && attempt !== null ? () => void deliver(attempt, toPerson) : null;
  }, [phase, draft, toPerson, deliver]);
  useRetry(failures, again, pauseMs);

  return {
    text: draft.text,
    phase,
    problem,
    made,
    write(text) {
      keep(text, draft.attempt);
      setPhase("writing");
      setProblem(null);
    },
    send() {
      if (phase === "sending") return true;
      const text = draft.text.trim();
      if (text === "" && !wordless) {
        setProblem(words.say("problem.NOTHING_ASKED"));
        return false;
      }
      const attempt = attemptFor(text, draft.attempt);
      keep(draft.text, attempt);
      void deliver(attempt, false);
      return true;
    },
    passOn() {
      if (phase === "sending" || draft.attempt === null) return;
      setToPerson(true);
      void deliver(draft.attempt, true);
    },
  };
}
