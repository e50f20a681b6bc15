// What the list is narrowed to. It is kept in the address, so that it survives a reload and can be sent to a
// colleague.
import { useDebouncedCallback } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import type { PipelineState } from "../../gql/graphql";
import { isPipelineState } from "./states";

const TYPING_PAUSE_MS = 300;

export interface Filter {
  /** What is searched for; follows `typed` after a pause. */
  search: string;
  state: PipelineState | null;
  typed: string;
  type(text: string): void;
  /** Empty for any state. */
  choose(state: string): void;
}

export function useFilter(): Filter {
  const [params, setParams] = useSearchParams();
  const search = params.get("q") ?? "";
  const state = params.get("state");
  const [typed, setTyped] = useState(search);

  // The router shows a change later than it is made: a second one must not undo the first.
  const newest = useRef(params);
  useEffect(() => {
    newest.current = params;
  }, [params]);
  function change(name: "q" | "state", value: string) {
    const next = new URLSearchParams(newest.current);
    if (value === "") next.delete(name);
    else next.set(name, value);
    newest.current = next;
    setParams(next, { replace: true });
  }

  const written = useRef(search);
  const write = useDebouncedCallback((text: string) => {
    written.current = text.trim();
    change("q", written.current);
  }, TYPING_PAUSE_MS);
  // A link changed the address, such as the one in the menu that shows all.
  useEffect(() => {
    if (search === written.current) return;
    written.current = search;
    setTyped(search);
  }, [search]);

  return {
    search,
    state: isPipelineState(state) ? state : null,
    typed,
    type(text) {
      setTyped(text);
      write(text);
    },
    choose: (chosen) => change("state", chosen),
  };
}
