// A long list that is all here, shown page by page.
import { useState } from "react";

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
