// The life of one answer in this page: written (draft kept), sent, tried again while the network or the
// server is away, also by the next page if this one was closed, and let go only once the server has it.
import { useCallback, useMemo, useState } from "react";
import { roomError } from "./api";
import {
  type Attempt,
  attemptFor,
  dropDraft,
  isUnsent,
  keepsDrafts,
  loadDraft,
  loadSignals,
  saveDraft,
} from "./draft";
import type { QuestionStepProps } from "./QuestionStep";
import { useWords } from "./useWords";

export interface Answer {
  text: string;
  /** `waiting`: sending failed for a passing reason and is tried again by itself. */
  phase: "writing" | "sending" | "waiting";
  problem: string | null;
  /** True when the draft survives closing the page. */
  kept: boolean;
  /** What `useRetry` is to be given, unless something is still to be added to the text. */
  retry: { failures: number; again: (() => void) | null; pauseMs: number };
  write(text: string): void;
  /** False when there is nothing to send. */
  send(): boolean;
}

export function useAnswer(props: QuestionStepProps): Answer {
  const { token, room, question, api, onRoom, onReload } = props;
  const { signals } = room;
  const words = useWords();
  const [draft, setDraft] = useState(() => loadDraft(token, question.id));
  const [kept, setKept] = useState(() => draft.text !== "" && keepsDrafts(token));
  // What an earlier visit to this question sent, and does not know to have arrived, is sent again.
  const [phase, setPhase] = useState<Answer["phase"]>(isUnsent(draft) ? "waiting" : "writing");
  const [problem, setProblem] = useState<string | null>(null);
  const [failures, setFailures] = useState(0);
  const [pauseMs, setPauseMs] = useState(0);

  const keep = useCallback(
    (text: string, attempt: Attempt | null) => {
      setDraft({ text, attempt });
      setKept(saveDraft(token, question.id, { text, attempt }) && text !== "");
    },
    [token, question.id],
  );

  const deliver = useCallback(
    async (attempt: Attempt) => {
      setPhase("sending");
      setProblem(null);
      try {
        const counted = signals ? loadSignals(token, question.id) : null;
        const next = await api.answer(attempt.key, question.id, attempt.text, counted);
        if (next.state === "paused") {
          // Not known whether it was kept: its draft and key stay, so that sending it again is one answer.
          onRoom(next, null);
          return;
        }
        dropDraft(token, question.id);
        onRoom(next, { words: "question.saved", values: { number: question.number } });
      } catch (caught) {
        const error = roomError(caught);
        if (error.passing) {
          setPhase("waiting");
          setFailures((count) => count + 1);
          setPauseMs(error.pauseMs);
          setProblem(
            error.status === 0
              ? words.say("question.offline")
              : words.say("question.unsentBecause", {
                  reason: words.refusal(error.code, error.message),
                }),
          );
        } else if (error.status === 404 || error.status === 410) {
          // It is over, as the page then says; the text stays for who is let in again.
          await onReload(null);
          setPhase("writing");
        } else if (error.status === 409) {
          // Someone was faster: another tab, another device, or an earlier try that did arrive.
          await onReload({ words: "question.answered", values: { number: question.number } });
          setPhase("writing");
        } else {
          setPhase("writing");
          setProblem(words.refusal(error.code, error.message));
        }
      }
    },
    [api, token, question, signals, onRoom, onReload, words],
  );

  const again = useMemo(() => {
    const { attempt } = draft;
    return phase === "waiting" && attempt !== null ? () => void deliver(attempt) : null;
  }, [phase, draft, deliver]);

  return {
    text: draft.text,
    phase,
    problem,
    kept,
    retry: { failures, again, pauseMs },
    write(text) {
      keep(text, draft.attempt);
      setPhase("writing");
      setProblem(null);
    },
    send() {
      if (phase === "sending") return true;
      const text = draft.text.trim();
      if (text === "") {
        setProblem(words.say("question.empty"));
        return false;
      }
      const attempt = attemptFor(text, draft.attempt);
      keep(draft.text, attempt);
      void deliver(attempt);
      return true;
    },
  };
}
