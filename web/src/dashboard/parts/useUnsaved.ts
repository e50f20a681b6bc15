// By which a form says that it holds what would be lost. Who leaves the page is then asked.
import { createContext, useContext, useEffect } from "react";

/** Takes note of one form, until what it gives back is called. */
export const Unsaved = createContext<() => () => void>(() => () => {});

export function useUnsaved(changed: boolean): void {
  const note = useContext(Unsaved);
  useEffect(() => (changed ? note() : undefined), [changed, note]);
}
