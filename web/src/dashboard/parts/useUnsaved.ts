// By which a form says that it holds what would be lost. Who leaves the page, or signs out, is then asked.
import { createContext, useContext, useEffect } from "react";

interface Guard {
  /** Whether any form holds something. */
  changed: boolean;
  /** Takes note of one form, until what it gives back is called. */
  note: () => () => void;
  /** Does what loses everything that forms hold, once that may be lost. */
  leave: (go: () => void) => void;
}

export const Unsaved = createContext<Guard>({
  changed: false,
  note: () => () => {},
  leave: (go) => go(),
});

export function useUnsaved(changed: boolean): void {
  const { note } = useContext(Unsaved);
  useEffect(() => (changed ? note() : undefined), [changed, note]);
}

/** For a dialog that asks by itself before the page ends, and then says that this is lost too. */
export function useIsUnsaved(): boolean {
  return useContext(Unsaved).changed;
}

/** For what ends the page without going to another, such as signing out: asks first where a form holds something. */
export function useLeave(): Guard["leave"] {
  return useContext(Unsaved).leave;
}
