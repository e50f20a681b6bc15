// A long list that is all here, shown page by page.
import { useCallback, useRef, useState } from "react";

/** Rows shown at a time. */
export const PAGE_ROWS = 20;

export interface Pages<Row> {
  rows: Row[];
  /** From 1. */
  page: number;
  count: number;
  go: (page: number) => void;
}

export function usePages<Row>(all: readonly Row[]): Pages<Row> {
  const [wanted, go] = useState(1);
  const count = Math.max(1, Math.ceil(all.length / PAGE_ROWS));
  const page = Math.min(wanted, count);
  return { rows: all.slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS), page, count, go };
}

/** Takes note of a row that has something unsaved, until what it gives back is called. */
export type Hold = (id: string) => () => void;

/** The same where rows are changed: one with something unsaved stays in sight, whatever else is looked for. */
export function useHoldingPages<Row extends { id: string }>(
  all: readonly Row[],
  found = all,
): Pages<Row> & { hold: Hold } {
  const pages = usePages(found);
  const unsaved = useRef(new Set<string>());
  // What is saved goes only when one looks for something else: until then it says so.
  const [held, setHeld] = useState<ReadonlySet<string>>(new Set());
  const hold = useCallback<Hold>((id) => {
    unsaved.current.add(id);
    setHeld((before) => new Set(before).add(id));
    return () => void unsaved.current.delete(id);
  }, []);
  const shown = new Set(pages.rows);
  return {
    ...pages,
    rows: all.filter((row) => shown.has(row) || held.has(row.id)),
    go(page) {
      setHeld(new Set(unsaved.current));
      pages.go(page);
    },
    hold,
  };
}
