// Asks once more before what any form holds is lost: by another page of the dashboard, by signing out, or by closing
// the tab. One for all of them, for the router holds back who leaves only once.
import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { useBlocker } from "react-router";
import { DiscardDialog } from "./DiscardDialog";
import { Unsaved } from "./useUnsaved";

export function UnsavedGuard({ children }: { children: ReactNode }) {
  /** How many forms have something to lose. */
  const [count, setCount] = useState(0);
  const changed = count > 0;
  /** What waits for the answer. */
  const [held, setHeld] = useState<(() => void) | null>(null);
  const note = useCallback(() => {
    setCount((before) => before + 1);
    return () => setCount((before) => before - 1);
  }, []);
  const guard = useMemo(
    () => ({ changed, note, leave: (go: () => void) => (changed ? setHeld(() => go) : go()) }),
    [note, changed],
  );
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      changed && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!changed) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [changed]);

  function keep() {
    setHeld(null);
    blocker.reset?.();
  }
  function discard() {
    setHeld(null);
    held?.();
    blocker.proceed?.();
  }

  return (
    <Unsaved value={guard}>
      {children}
      <DiscardDialog
        opened={held !== null || blocker.state === "blocked"}
        onKeep={keep}
        onDiscard={discard}
      />
    </Unsaved>
  );
}
