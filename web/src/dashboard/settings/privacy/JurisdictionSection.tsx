// Whose law holds for candidates, where a posting has no jurisdiction of its own.
import { Select, Skeleton, Stack } from "@mantine/core";
import { type FormEvent, useRef } from "react";
import { keys } from "../../keys";
import { Failure } from "../../parts/Failure";
import { Section } from "../../parts/Section";
import { mayGovern, useViewer } from "../../viewer";
import { SaveBar } from "../lever/SaveBar";
import { useDraft } from "../lever/useDraft";
import { JurisdictionDetails } from "./JurisdictionDetails";
import { type Jurisdiction, useJurisdictions, useSetJurisdiction } from "./jurisdictions";

export function JurisdictionSection({ stored }: { stored: string }) {
  const all = useJurisdictions();
  return (
    <Section
      title="Jurisdiction"
      lead="What candidates are told before they begin, when they may be scored, and for how long what is kept of them is kept. A posting may have its own, on its page."
    >
      {all.isPending && (
        <Skeleton height={80} role="status" aria-label="Loading the jurisdictions" />
      )}
      {all.isError && (
        <Failure
          what="The jurisdictions could not be loaded"
          error={all.error}
          onRetry={() => void all.refetch()}
        />
      )}
      {all.data && <Choose stored={stored} all={all.data} />}
    </Section>
  );
}

function Choose({ stored, all }: { stored: string; all: readonly Jurisdiction[] }) {
  const disabled = !mayGovern(useViewer());
  const field = useRef<HTMLInputElement>(null);
  const draft = useDraft({ id: stored });
  const chosen = all.find(({ id }) => id === draft.values.id);
  const change = useSetJurisdiction(leave, [keys.privacy, keys.everyPlan]);

  /** The buttons go; one goes on from the field. */
  function leave() {
    draft.clear();
    field.current?.focus();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    change.send({ jurisdiction: draft.values.id });
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Select
          ref={field}
          label="Where candidates are"
          description="For who is told of their interview from now on, and for who has not agreed yet."
          allowDeselect={false}
          disabled={disabled}
          value={draft.values.id}
          onChange={(id) => id !== null && draft.edit({ id })}
          data={all.map(({ id, name }) => ({ value: id, label: name }))}
        />
        {chosen && <JurisdictionDetails jurisdiction={chosen} />}
        {!disabled && <SaveBar change={change} changed={draft.changed} onUndo={leave} />}
      </Stack>
    </form>
  );
}
