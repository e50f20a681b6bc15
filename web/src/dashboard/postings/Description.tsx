// What interviews of a posting are planned from: what Lever describes, or an operator's text in its place.
import { Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { graphql } from "../../gql";
import { DraftForm, useDraftForm } from "../form/DraftForm";
import { keys } from "../keys";
import { Fold } from "../parts/Fold";
import { Section } from "../parts/Section";
import { request } from "../request";
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
        code
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
  const form = useDraftForm(
    { description: own ?? "" },
    async (description: string | null, base: string) => {
      const input = { postingId: id, description, baseDescription: base || null };
      return (await request(descriptionMutation, { input })).setPostingDescription;
    },
    [keys.everyPlan],
  );
  const { change } = form;
  const { description } = form.values;
  const send = (text: string | null) => change.send(text, form.base.description);

  return (
    <Stack gap="sm">
      <DraftForm
        form={form}
        gap="sm"
        onSave={() => send(description.trim() === "" ? null : description)}
      >
        <Textarea
          label="Your own description"
          description="Nothing changes in Lever. Where there is a plan, what your text would change in it is proposed."
          rows={8}
          maxLength={DESCRIPTION_CHARS_MAX}
          value={description}
          onChange={(event) => form.edit({ description: event.currentTarget.value })}
        />
      </DraftForm>
      {own !== null && form.changed && (
        <Fold name="What is saved now">
          <Text size="sm" className="answer">
            {own}
          </Text>
        </Fold>
      )}
      {own !== null && (
        <Group>
          <Button variant="default" disabled={change.pending} onClick={() => send(null)}>
            Use Lever's again
          </Button>
        </Group>
      )}
    </Stack>
  );
}
