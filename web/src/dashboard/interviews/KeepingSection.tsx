// What a Super Admin decides about what is kept of the candidate: a legal hold, and erasing it.
import { Button, Group, Switch, Text } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useId, useState } from "react";
import { type FragmentType, graphql, readFragment } from "../../gql";
import type { PipelineState } from "../../gql/graphql";
import { Refusal } from "../form/Refusal";
import { useChange } from "../form/useChange";
import { keys } from "../keys";
import { Announcement } from "../parts/Announcement";
import { Section } from "../parts/Section";
import { request } from "../request";
import { mayGovern, useViewer } from "../viewer";
import { EraseDialog } from "./EraseDialog";
import { STATES } from "./states";

const keepingFragment = graphql(`
  fragment KeepingSection on Interview {
    id
    state
    legalHold
    erasedAt
  }
`);

const setLegalHoldMutation = graphql(`
  mutation SetLegalHold($input: SetLegalHoldInput!) {
    setLegalHold(input: $input) {
      ... on Interview {
        __typename
        legalHold
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

/** Shows nothing to who may not decide it, nor once nothing is left to decide. */
export function KeepingSection(props: { interview: FragmentType<typeof keepingFragment> }) {
  const interview = readFragment(keepingFragment, props.interview);
  const allowed = mayGovern(useViewer());
  /** Just now, on this page. */
  const [erased, setErased] = useState(false);
  if (!allowed) return null;
  if (!interview.erasedAt) return <Keeping {...interview} onErased={() => setErased(true)} />;
  // The dialog is gone.
  return <Announcement takesFocus>{erased ? "It is erased." : null}</Announcement>;
}

interface KeepingProps {
  id: string;
  state: PipelineState;
  legalHold: boolean;
  onErased: () => void;
}

function Keeping({ id, state, legalHold, onErased }: KeepingProps) {
  const [erasing, setErasing] = useState(false);
  const why = useId();
  const hold = useChange(
    async (held: boolean) =>
      (await request(setLegalHoldMutation, { input: { id, held } })).setLegalHold,
    undefined,
    [keys.interview(id)],
  );
  const hindrance = hindranceOf(state, legalHold);
  return (
    <Section title="What is kept" lead="Only Super Admins see this and decide it.">
      <div>
        <Switch
          label="Legal hold"
          description="Nothing of this interview is erased, by whomever and by whatever rule, until this is taken back."
          checked={legalHold}
          onChange={(event) => {
            // Disabling it meanwhile would take the focus away.
            if (!hold.pending) hold.send(event.currentTarget.checked);
          }}
        />
        <Text size="sm" role="status" mt={hold.done === null ? 0 : "xs"}>
          {hold.done !== null &&
            (hold.done.legalHold
              ? "Saved: it is kept until this is taken back."
              : "Saved: it may be erased again.")}
        </Text>
      </div>
      <Refusal problem={hold.problem} />
      <Group gap="sm">
        <Button
          variant="default"
          disabled={hindrance !== null}
          aria-describedby={hindrance === null ? undefined : why}
          leftSection={<IconTrash size={16} aria-hidden />}
          onClick={() => setErasing(true)}
        >
          Erase
        </Button>
        {hindrance !== null && (
          <Text size="sm" c="dimmed" id={why}>
            {hindrance}
          </Text>
        )}
      </Group>
      <EraseDialog id={id} opened={erasing} onClose={() => setErasing(false)} onErased={onErased} />
    </Section>
  );
}

/** Nobody waits for the candidate any more, or the server knows whether anybody does. */
const ANSWERED: ReadonlySet<PipelineState> = new Set([
  "COMPLETED",
  "SCORED",
  "REPORTED",
  "NEEDS_OPERATOR",
]);

/** Why it cannot be erased now; the server refuses the same. */
function hindranceOf(state: PipelineState, held: boolean): string | null {
  if (held) return "It is under legal hold. Take that back first.";
  if (STATES[state].final || ANSWERED.has(state)) return null;
  return "It has not ended. Cancel it first.";
}
