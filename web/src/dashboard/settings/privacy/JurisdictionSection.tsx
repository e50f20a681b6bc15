// Whose law holds for candidates, where a posting has no jurisdiction of its own.
import { Select, Skeleton } from "@mantine/core";
import { DraftForm, useDraftForm } from "../../form/DraftForm";
import { keys } from "../../keys";
import { Failure } from "../../parts/Failure";
import { Section } from "../../parts/Section";
import { mayGovern, useViewer } from "../../viewer";
import { JurisdictionDetails } from "./JurisdictionDetails";
import { type Jurisdiction, setJurisdiction, useJurisdictions } from "./jurisdictions";

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
  const form = useDraftForm({ id: stored }, setJurisdiction, [keys.privacy, keys.everyPlan]);
  const jurisdiction = form.values.id;
  const chosen = all.find(({ id }) => id === jurisdiction);

  return (
    <DraftForm form={form} readOnly={disabled} onSave={() => form.change.send({ jurisdiction })}>
      <Select
        label="Where candidates are"
        description="For who is told of their interview from now on, and for who has not agreed yet."
        allowDeselect={false}
        disabled={disabled}
        value={jurisdiction}
        onChange={(id) => id !== null && form.edit({ id })}
        data={all.map(({ id, name }) => ({ value: id, label: name }))}
      />
      {chosen && <JurisdictionDetails jurisdiction={chosen} />}
    </DraftForm>
  );
}
