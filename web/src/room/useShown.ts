// Whether a step is what the page shows. While one's own data is looked at the step stays, out of sight.
import { createContext, useContext, useEffect, useRef } from "react";

export const Shown = createContext(true);

export function useShown(): boolean {
  return useContext(Shown);
}

/** Calls `act` when the step goes out of sight. */
export function useWhenHidden(act: () => void): void {
  const shown = useShown();
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  }, [act]);
  useEffect(() => {
    if (!shown) latest.current();
  }, [shown]);
}
