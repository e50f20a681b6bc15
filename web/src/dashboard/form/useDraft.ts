// What a person has changed in a form and not saved yet, laid over what is stored. What others change
// meanwhile shows in the fields one has not touched.
import { useRef, useState } from "react";

export interface Draft<Values> {
  /** As shown. */
  values: Values;
  /** Only what differs from what is stored. */
  changes: Partial<Values>;
  changed: boolean;
  /** What was stored when one began to change it. */
  base: Values;
  edit: (changes: Partial<Values>) => void;
  /** Remembers what is sent to be stored. */
  mark: () => void;
  /** Forgets what is still as it was sent: it is stored. */
  settle: () => void;
  /** Takes what is stored for what one began with, until one goes on: one was told of it. */
  rebase: () => void;
  /** Forgets everything. */
  clear: () => void;
}

export function useDraft<Values extends object>(stored: Values): Draft<Values> {
  const [edited, setEdited] = useState<Partial<Values>>({});
  const [begunWith, setBegunWith] = useState<Partial<Values>>({});
  const changes = differing(edited, stored);
  const values = { ...stored, ...changes };
  const sent = useRef(values);
  return {
    values,
    changes,
    changed: Object.keys(changes).length > 0,
    base: { ...stored, ...picked(begunWith, changes) },
    edit: (more) => {
      setEdited((before) => ({ ...before, ...more }));
      setBegunWith((before) => ({ ...picked(stored, more), ...picked(before, changes) }));
    },
    mark: () => {
      sent.current = values;
    },
    settle: () => {
      setEdited((now) => differing(now, sent.current));
      setBegunWith({});
    },
    rebase: () => setBegunWith({}),
    clear: () => setEdited({}),
  };
}

/** What of `edited` is not as in `others`. */
function differing<Values extends object>(
  edited: Partial<Values>,
  others: Values,
): Partial<Values> {
  const names = Object.keys(edited) as (keyof Values)[];
  const which = names.filter((name) => !isSame(edited[name], others[name]));
  return Object.fromEntries(which.map((name) => [name, edited[name]])) as Partial<Values>;
}

/** Only what `names` has a name for. */
function picked<Values extends object>(
  values: Partial<Values>,
  names: Partial<Values>,
): Partial<Values> {
  const those = Object.entries(values).filter(([name]) => name in names);
  return Object.fromEntries(those) as Partial<Values>;
}

/** Lists are compared as sets: the order of what was chosen does not matter. */
function isSame(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return one.length === other.length && one.every((each) => other.includes(each));
}
