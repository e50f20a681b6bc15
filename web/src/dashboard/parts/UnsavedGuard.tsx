// Asks once more before what any form holds is lost: by another page of the dashboard, or by closing the tab. One for
// all of them, for the router holds back who leaves only once.
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { useBlocker } from "react-router";
import { DiscardDialog } from "./DiscardDialog";
import { Unsaved } from "./useUnsaved";

export function UnsavedGuard({ children }: { children: ReactNode }) {
  /** How many forms have something to lose. */
  const [count, setCount] = useState(0);
  const changed = count > 0;
  const note = useCallback(() => {
    setCount((before) => before + 1);
    return () => setCount((before) => before - 1);
  }, []);
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

  return (
    <Unsaved value={note}>
      {children}
      <DiscardDialog
        opened={blocker.state === "blocked"}
        onKeep={() => blocker.reset?.()}
        onDiscard={() => blocker.proceed?.()}
      />
    </Unsaved>
  );
}
