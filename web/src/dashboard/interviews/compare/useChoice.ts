// Who is chosen in the list of interviews to be compared: a few of one posting.
import { useState } from "react";

/** Fewer are no comparison, more have no room side by side. */
export const COMPARED_MIN = 2;
export const COMPARED_MAX = 4;

export interface Chosen {
  id: string;
  name: string;
  posting: { id: string; title: string };
}

export interface Choice {
  /** In the order they were chosen. */
  chosen: Chosen[];
  has: (id: string) => boolean;
  /** Whether it can be chosen, or is: all are of one posting. */
  allows: (one: Chosen) => boolean;
  toggle: (one: Chosen) => void;
  clear: () => void;
}

export function useChoice(): Choice {
  const [chosen, setChosen] = useState<Chosen[]>([]);
  const has = (id: string) => chosen.some((each) => each.id === id);
  return {
    chosen,
    has,
    allows: ({ id, posting }) =>
      has(id) ||
      (chosen.length < COMPARED_MAX && chosen.every((each) => each.posting.id === posting.id)),
    toggle: (one) =>
      setChosen((before) =>
        before.some(({ id }) => id === one.id)
          ? before.filter(({ id }) => id !== one.id)
          : [...before, one],
      ),
    clear: () => setChosen([]),
  };
}

/** Where they are compared. */
export function comparePath(chosen: Chosen[]): string {
  return `/interviews/compare?ids=${chosen.map(({ id }) => id).join(",")}`;
}
