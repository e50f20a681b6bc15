// A form whose changes are kept only once they are saved, with its end; and where one goes on then.
import { Stack } from "@mantine/core";
import type { QueryKey } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, type RefObject, useRef } from "react";
import { useUnsaved } from "../parts/useUnsaved";
import { SaveBar } from "./SaveBar";
import { type Answer, type Change, useChange } from "./useChange";
import { type Draft, useDraft } from "./useDraft";

const FIELDS = "input:not([type=hidden]), select, textarea";

interface Form {
  element: RefObject<HTMLFormElement | null>;
  changed: boolean;
  change: Pick<Change<never[], unknown>, "pending" | "done" | "problem">;
  /** Forgets what was changed. */
  leave: () => void;
}

type Edited<Values, Given extends unknown[]> = Form &
  Omit<Draft<Values>, "mark" | "settle" | "rebase" | "clear"> & { change: Change<Given, unknown> };

/** What is edited of what is stored; `save` keeps it, and what is `stale` then is read anew. */
export function useDraftForm<Values extends object, Given extends unknown[]>(
  stored: Values,
  save: (...given: Given) => Promise<Answer<{ __typename: string }>>,
  stale?: QueryKey[],
): Edited<Values, Given> {
  const element = useRef<HTMLFormElement>(null);
  const { mark, settle, rebase, clear, ...draft } = useDraft(stored);
  const { send, ...change } = useChange(save, keep, stale, rebase);

  /** The buttons go; one goes on from the first field, unless one has gone elsewhere meanwhile. */
  function keep() {
    settle();
    const form = element.current;
    const at = document.activeElement ?? document.body;
    if (at === document.body || (form?.contains(at) && !at.matches(FIELDS))) begin();
  }
  function leave() {
    clear();
    begin();
  }
  function begin() {
    element.current?.querySelector<HTMLElement>(FIELDS)?.focus({ preventScroll: true });
  }

  return {
    ...draft,
    element,
    change: {
      ...change,
      send: (...given) => {
        mark();
        send(...given);
      },
    },
    leave,
  };
}

interface DraftFormProps {
  form: Form;
  onSave: () => void;
  /** Why it cannot be saved as it stands. */
  hindrance?: string | null;
  /** What the button says; "Save" unless given. */
  save?: string;
  /** It is shown, and not to be changed. */
  readOnly?: boolean;
  /** Its end is there only while there is something to save, or to say of it. */
  brief?: boolean;
  gap?: "xs" | "sm" | "md" | "lg";
  className?: string;
  children: ReactNode;
}

export function DraftForm(props: DraftFormProps) {
  const { form, hindrance = null, readOnly = false, brief = false, gap = "md" } = props;
  const { change, changed } = form;
  useUnsaved(changed);
  const ends = !brief || changed || change.done !== null || change.problem !== null;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (changed && hindrance === null) props.onSave();
  }

  return (
    <form ref={form.element} onSubmit={submit} className={props.className}>
      <Stack gap={gap}>
        {props.children}
        {ends && !readOnly && (
          <SaveBar
            change={change}
            changed={changed}
            hindrance={hindrance}
            save={props.save}
            onUndo={form.leave}
          />
        )}
      </Stack>
    </form>
  );
}
