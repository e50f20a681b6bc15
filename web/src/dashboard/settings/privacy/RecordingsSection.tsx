// Whether what candidates say is kept as sound, too.
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

const setKeepRecordingsMutation = graphql(`
  mutation SetKeepRecordings($input: SetKeepRecordingsInput!) {
    setKeepRecordings(input: $input) {
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

export function RecordingsSection({ stored }: { stored: boolean }) {
  const disabled = !mayGovern(useViewer());
  const field = useRef<HTMLInputElement>(null);
  const draft = useDraft({ keepRecordings: stored });
  const { keepRecordings } = draft.values;
  const change = useChange(
    async (wanted: boolean) =>
      (await request(setKeepRecordingsMutation, { input: { keepRecordings: wanted } }))
        .setKeepRecordings,
    leave,
    [keys.privacy],
  );

  /** The buttons go; one goes on from the switch. */
  function leave() {
    draft.clear();
    field.current?.focus();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    change.send(keepRecordings);
  }

  return (
    <Section
      title="Recordings"
      lead="Whether what candidates say is kept as sound, besides the text that they send."
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <Switch
            ref={field}
            label="Keep recordings"
            description="Only of candidates who speak to the speech endpoint of this installation and were told so before they agreed. Recordings are sealed, can be heard by Team Members and above, and are erased with the interview. What was kept before stays."
            disabled={disabled}
            checked={keepRecordings}
            onChange={(event) => draft.edit({ keepRecordings: event.currentTarget.checked })}
          />
          {!disabled && <SaveBar change={change} changed={draft.changed} onUndo={leave} />}
        </Stack>
      </form>
    </Section>
  );
}
