// Trying again by itself, while the network or the server is away, or wants a pause.
import { useEffect } from "react";

/** Pauses before the first try and after each that failed, in order; the last one repeats. */
const PAUSES_MS = [0, 2_000, 5_000, 15_000, 30_000] as const;

/**
 * Calls `again` after a pause that grows with `failures` and is never shorter than the server asked for (`pauseMs`),
 * and at once when the browser is back online, unless the server asked for a pause. Not at all while `again` is null.
 */
export function useRetry(failures: number, again: (() => void) | null, pauseMs = 0): void {
  useEffect(() => {
    if (again === null) return;
    const own = PAUSES_MS[Math.min(failures, PAUSES_MS.length - 1)] ?? 0;
    const timer = setTimeout(again, Math.max(own, pauseMs));
    if (pauseMs === 0) window.addEventListener("online", again);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("online", again);
    };
  }, [failures, again, pauseMs]);
}
