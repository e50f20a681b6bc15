// Whose law holds for the candidates of one posting. Its location suggests; a person chooses.
import { Button, Select, Text } from "@mantine/core";
import { DraftForm, useDraftForm } from "../form/DraftForm";
import { keys } from "../keys";
import { Section } from "../parts/Section";
import { JurisdictionDetails } from "../settings/privacy/JurisdictionDetails";
import {
  type Jurisdiction,
  setJurisdiction,
  useJurisdictions,
} from "../settings/privacy/jurisdictions";
import type { Posting } from "./posting";

/** Of no jurisdiction: they are short words. */
const AS_COMPANY = "";

export function PostingJurisdiction({ posting }: { posting: Posting }) {
  const all = useJurisdictions();
  if (!all.data) return null;
  return (
    <Section
      title="Jurisdiction"
      lead="What candidates for this posting are told, and what follows from it."
    >
      <Choose posting={posting} all={all.data} />
    </Section>
  );
}

function Choose({ posting, all }: { posting: Posting; all: readonly Jurisdiction[] }) {
  const stored = posting.jurisdiction ?? AS_COMPANY;
  const form = useDraftForm({ id: stored }, setJurisdiction, [keys.everyPlan]);
  const { id } = form.values;
  const chosen = all.find((each) => each.id === id);
  const suggested = all.find((each) => each.id === posting.suggestedJurisdiction?.id);

  function save() {
    const jurisdiction = id === AS_COMPANY ? null : id;
    form.change.send({ postingId: posting.id, jurisdiction });
  }

  return (
    <DraftForm form={form} onSave={save}>
      <Select
        label="Where candidates for this posting are"
        allowDeselect={false}
        value={id}
        onChange={(value) => form.edit({ id: value ?? AS_COMPANY })}
        data={[
          { value: AS_COMPANY, label: "As chosen for the company" },
          ...all.map((each) => ({ value: each.id, label: each.name })),
        ]}
      />
      {suggested && suggested.id !== id && (
        <div>
          <Text size="sm">
            Its location, {posting.location}, suggests {suggested.name}.
          </Text>
          <Button variant="default" mt="xs" onClick={() => form.edit({ id: suggested.id })}>
            Take {suggested.name}
          </Button>
        </div>
      )}
      {chosen && <JurisdictionDetails jurisdiction={chosen} />}
    </DraftForm>
  );
}
