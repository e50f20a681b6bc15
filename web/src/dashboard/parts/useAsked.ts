// What a dialog asks about, where it may be about any of many things.
import { useState } from "react";

interface Asked<Thing> {
  opened: boolean;
  /** Kept while the dialog closes, so that its title stays. Null before the first time, and for all things. */
  about: Thing | null;
}

export function useAsked<Thing extends { id: string }>() {
  const [asked, setAsked] = useState<Asked<Thing>>({ opened: false, about: null });
  const close = (before: Asked<Thing>) => ({ ...before, opened: false });
  return {
    ...asked,
    ask: (about: Thing | null) => setAsked({ opened: true, about }),
    close: () => setAsked(close),
    /** The same, unless it is about something else by now: an answer may come late. */
    closeOf: (about: Thing | null) =>
      setAsked((before) => (before.about?.id === about?.id ? close(before) : before)),
  };
}
