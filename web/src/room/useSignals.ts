// Counts what is pasted into an answer, and how often the page is left while its question is open. Only where the
// company wants it and the candidate was told; nothing of what is pasted is looked at or kept.
import { useEffect } from "react";
import type { Signals } from "./api";
import { loadSignals, saveSignals } from "./draft";

interface Counted {
  token: string;
  questionId: string;
}

/** Counts nothing while `counted` is null. */
export function useSignals(counted: Counted | null): void {
  const token = counted?.token;
  const questionId = counted?.questionId;
  useEffect(() => {
    if (token === undefined || questionId === undefined) return;
    const listening = new AbortController();
    const { signal } = listening;
    /** Going to another tab is told twice, and is one. */
    let away = document.hidden;

    function count(more: Partial<Signals>) {
      if (token === undefined || questionId === undefined) return;
      const before = loadSignals(token, questionId);
      saveSignals(token, questionId, {
        pastes: before.pastes + (more.pastes ?? 0),
        pastedCharacters: before.pastedCharacters + (more.pastedCharacters ?? 0),
        focusLost: before.focusLost + (more.focusLost ?? 0),
      });
    }
    function leave() {
      if (!away) count({ focusLost: 1 });
      away = true;
    }
    function paste(event: ClipboardEvent) {
      // What is written to the company in a dialog is none of an answer.
      if (!(event.target instanceof Element) || event.target.closest("main textarea") === null) {
        return;
      }
      const text = event.clipboardData?.getData("text/plain") ?? "";
      count({ pastes: 1, pastedCharacters: Array.from(text).length });
    }

    document.addEventListener("paste", paste, { signal });
    document.addEventListener(
      "visibilitychange",
      () => {
        if (document.hidden) leave();
        else away = false;
      },
      { signal },
    );
    window.addEventListener("blur", leave, { signal });
    window.addEventListener(
      "focus",
      () => {
        away = false;
      },
      { signal },
    );
    // Closing the page or loading it again is no going elsewhere.
    window.addEventListener(
      "pagehide",
      () => {
        away = true;
      },
      { signal },
    );
    return () => listening.abort();
  }, [token, questionId]);
}
