// What interviews of a posting are planned from: what Lever describes, or an operator's text in its place.
import { Button, Group, Stack, Text, Textarea } from "@mantine/core";
import type { FormEvent } from "react";
import { graphql } from "../../gql";
import { keys } from "../keys";
import { Fold } from "../parts/Fold";
import { Section } from "../parts/Section";
import { request } from "../request";
import { SaveBar } from "../settings/lever/SaveBar";
import { useChange } from "../settings/lever/useChange";
import { useDraft } from "../settings/lever/useDraft";
import { mayConfigure, useViewer } from "../viewer";
import type { Posting } from "./posting";

const descriptionMutation = graphql(`
  mutation SetPostingDescription($input: SetPostingDescriptionInput!) {
    setPostingDescription(input: $input) {
      ... on Posting {
        __typename
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

/** As the server allows. */
const DESCRIPTION_CHARS_MAX = 40_000;

export function Description({ posting }: { posting: Posting }) {
  const allowed = mayConfigure(useViewer());
  const own = posting.description ?? null;
  return (
    <Section
      title="Job description"
      lead={
        own === null
          ? "Interviews are planned from what Lever describes."
          : "Interviews are planned from your own text, in place of what Lever describes."
      }
    >
      <Stack gap="md">
        <Fold name="What Lever describes">
          <Text size="sm" className="answer">
            {posting.leverDescription === ""
              ? "Lever describes nothing."
              : (posting.leverDescription ?? "What was kept of it cannot be read.")}
          </Text>
        </Fold>
        {allowed && <OwnDescription id={posting.id} own={own} />}
        {!allowed && own !== null && (
          <Text size="sm" className="answer">
            {own}
          </Text>
        )}
      </Stack>
    </Section>
  );
}

function OwnDescription({ id, own }: { id: string; own: string | null }) {
  const draft = useDraft({ description: own ?? "" });
  const change = useChange(
    async (description: string | null) =>
      (await request(descriptionMutation, { input: { postingId: id, description } }))
        .setPostingDescription,
    draft.clear,
    [keys.everyPlan],
  );
  const { description } = draft.values;

  function submit(event: FormEvent) {
    event.preventDefault();
    change.send(description.trim() === "" ? null : description);
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Textarea
          label="Your own description"
          description="Nothing changes in Lever. Where there is a plan, what your text would change in it is proposed."
          rows={8}
          maxLength={DESCRIPTION_CHARS_MAX}
          value={description}
          onChange={(event) => draft.edit({ description: event.currentTarget.value })}
        />
        <SaveBar change={change} changed={draft.changed} onUndo={draft.clear} />
        {own !== null && (
          <Group>
            <Button variant="default" disabled={change.pending} onClick={() => change.send(null)}>
              Use Lever's again
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}
