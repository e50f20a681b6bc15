// Whether anybody sees scores, or only what candidates said.
import { Stack, Switch } from "@mantine/core";
import { type FormEvent, useRef } from "react";
import { graphql } from "../../../gql";
import { keys } from "../../keys";
import { Section } from "../../parts/Section";
import { request } from "../../request";
import { mayGovern, useViewer } from "../../viewer";
import { SaveBar } from "../lever/SaveBar";
import { useChange } from "../lever/useChange";
import { useDraft } from "../lever/useDraft";

const setEvidenceOnlyMutation = graphql(`
  mutation SetEvidenceOnly($input: SetEvidenceOnlyInput!) {
    setEvidenceOnly(input: $input) {
      ... on Tenant {
        __typename
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

export function EvidenceSection({ stored }: { stored: boolean }) {
  const disabled = !mayGovern(useViewer());
  const field = useRef<HTMLInputElement>(null);
  const draft = useDraft({ evidenceOnly: stored });
  const { evidenceOnly } = draft.values;
  const change = useChange(
    async (wanted: boolean) =>
      (await request(setEvidenceOnlyMutation, { input: { evidenceOnly: wanted } })).setEvidenceOnly,
    leave,
    // Scores are on nearly every page.
    [keys.everything],
  );

  /** The buttons go; one goes on from the switch. */
  function leave() {
    draft.clear();
    field.current?.focus();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    change.send(evidenceOnly);
  }

  return (
    <Section title="Scores" lead="Whether the AI's scores are shown to anybody.">
      <form onSubmit={submit}>
        <Stack gap="md">
          <Switch
            ref={field}
            label="Evidence only"
            description="Pages, reports and notes in Lever then have no score or level and nothing that people rated, no feedback form is filled in, and nobody is moved for a good score; what was written before stays as it is."
            disabled={disabled}
            checked={evidenceOnly}
            onChange={(event) => draft.edit({ evidenceOnly: event.currentTarget.checked })}
          />
          {!disabled && <SaveBar change={change} changed={draft.changed} onUndo={leave} />}
        </Stack>
      </form>
    </Section>
  );
}
