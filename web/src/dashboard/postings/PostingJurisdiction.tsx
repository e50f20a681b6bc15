// Whose law holds for the candidates of one posting. Its location suggests; a person chooses.
import { Button, Select, Stack, Text } from "@mantine/core";
import type { FormEvent } from "react";
import { keys } from "../keys";
import { Section } from "../parts/Section";
import { SaveBar } from "../settings/lever/SaveBar";
import { useDraft } from "../settings/lever/useDraft";
import { JurisdictionDetails } from "../settings/privacy/JurisdictionDetails";
import {
  type Jurisdiction,
  useJurisdictions,
  useSetJurisdiction,
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
  const draft = useDraft({ id: posting.jurisdiction ?? AS_COMPANY });
  const change = useSetJurisdiction(draft.clear, [keys.everyPlan]);
  const { id } = draft.values;
  const chosen = all.find((each) => each.id === id);
  const suggested = all.find((each) => each.id === posting.suggestedJurisdiction?.id);

  function submit(event: FormEvent) {
    event.preventDefault();
    const jurisdiction = id === AS_COMPANY ? null : id;
    change.send({ postingId: posting.id, jurisdiction });
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Select
          label="Where candidates for this posting are"
          allowDeselect={false}
          value={id}
          onChange={(value) => draft.edit({ id: value ?? AS_COMPANY })}
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
            <Button variant="default" mt="xs" onClick={() => draft.edit({ id: suggested.id })}>
              Take {suggested.name}
            </Button>
          </div>
        )}
        {chosen && <JurisdictionDetails jurisdiction={chosen} />}
        <SaveBar change={change} changed={draft.changed} onUndo={draft.clear} />
      </Stack>
    </form>
  );
}
