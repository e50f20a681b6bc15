// Trying again by itself, while the network or the server is away.
import { useEffect } from "react";

/** Pauses before the first try and after each that failed, in order; the last one repeats. */
const PAUSES_MS = [0, 2_000, 5_000, 15_000, 30_000] as const;

/**
 * Calls `again` after a pause that grows with `failures`, and at once when the browser is back online. Not at all
 * while `again` is null.
 */
export function useRetry(failures: number, again: (() => void) | null): void {
  useEffect(() => {
    if (again === null) return;
    const pause = PAUSES_MS[Math.min(failures, PAUSES_MS.length - 1)];
    const timer = setTimeout(again, pause);
    window.addEventListener("online", again);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("online", again);
    };
  }, [failures, again]);
}
