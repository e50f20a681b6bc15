// What a person has changed in a form and not saved yet, laid over what is stored. What others change
// meanwhile shows in the fields one has not touched.
import { useState } from "react";

export interface Draft<Values> {
  /** As shown. */
  values: Values;
  /** Only what differs from what is stored. */
  changes: Partial<Values>;
  changed: boolean;
  edit: (changes: Partial<Values>) => void;
  clear: () => void;
}

export function useDraft<Values extends object>(stored: Values): Draft<Values> {
  const [edited, setEdited] = useState<Partial<Values>>({});
  const names = Object.keys(edited) as (keyof Values)[];
  const differing = names.filter((name) => !isSame(edited[name], stored[name]));
  const changes = Object.fromEntries(
    differing.map((name) => [name, edited[name]]),
  ) as Partial<Values>;
  return {
    values: { ...stored, ...changes },
    changes,
    changed: differing.length > 0,
    edit: (more) => setEdited((before) => ({ ...before, ...more })),
    clear: () => setEdited({}),
  };
}

/** Lists are compared as sets: the order of what was chosen does not matter. */
function isSame(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return one.length === other.length && one.every((each) => other.includes(each));
}
