// What the posting, as it is now, would make of the plan: an operator approves or dismisses it.
import { Button, Group, List, Loader, Stack, Text, Title } from "@mantine/core";
import { graphql } from "../../gql";
import type { PlanConflictKind } from "../../gql/graphql";
import { Refusal } from "../form/Refusal";
import { useChange } from "../form/useChange";
import { keys } from "../keys";
import { Notice } from "../parts/Notice";
import { Section } from "../parts/Section";
import { When } from "../parts/When";
import { request } from "../request";
import { mayConfigure, useViewer } from "../viewer";
import { ChangeList } from "./ChangeList";
import { FaultList } from "./faults";
import { LengthWarning } from "./PlanFacts";
import type { Posting } from "./posting";
import { Sides } from "./Sides";

const approveMutation = graphql(`
  mutation ApprovePlanProposal($input: PlanProposalInput!) {
    approvePlanProposal(input: $input) {
      ... on PlanOutcome {
        __typename
        published
        faults {
          severity
          questionId
          forbidden
          message
        }
      }
      ... on Problem {
        __typename
        code
        message
      }
    }
  }
`);

const dismissMutation = graphql(`
  mutation DismissPlanProposal($input: PlanProposalInput!) {
    dismissPlanProposal(input: $input) {
      ... on Posting {
        __typename
      }
      ... on Problem {
        __typename
        code
        message
      }
    }
  }
`);

type PlanProposal = NonNullable<Posting["proposal"]>;

const CONFLICTS: Record<PlanConflictKind, string> = {
  BOTH_CHANGED: "An operator changed this question, and the posting would change it too.",
  NO_REASON_ANYMORE:
    "An operator changed this question, and the posting gives no reason to ask it any more.",
  REMOVED_BUT_CHANGED:
    "An operator removed this question, and the posting would have it asked in other words.",
};

interface ProposalProps {
  postingId: string;
  proposal: PlanProposal;
  /** Says what was decided, once this is gone. */
  onDecided: (words: string) => void;
}

export function Proposal({ postingId, proposal, onDecided }: ProposalProps) {
  if (proposal.status === "MAKING") {
    return (
      <Notice tone="quiet" role="status" icon={<Loader size="xs" aria-hidden />}>
        A plan is being made from the posting as it is now. You will see here what it would change.
      </Notice>
    );
  }
  if (proposal.status !== "OPEN") return null;
  return <OpenProposal postingId={postingId} proposal={proposal} onDecided={onDecided} />;
}

function OpenProposal({ postingId, proposal, onDecided }: ProposalProps) {
  const allowed = mayConfigure(useViewer());
  const { baseVersion, updatedAt, changes, conflicts, questions, minutes } = proposal;
  const input = { postingId, baseVersion, updatedAt };
  const approve = useChange(
    async () => (await request(approveMutation, { input })).approvePlanProposal,
    ({ published }) => {
      if (published) onDecided("The proposed plan is published.");
    },
    [keys.everyPlan],
  );
  const dismiss = useChange(
    async () => (await request(dismissMutation, { input })).dismissPlanProposal,
    () => onDecided("The plan stays as it is."),
    [keys.everyPlan],
  );
  return (
    <Section
      title="A changed plan waits for you"
      lead={
        <>
          Made from the posting as it is now, <When at={updatedAt} />. What operators changed is
          kept. Nobody is asked by it until it is approved.
        </>
      }
    >
      <ChangeList changes={[...changes]} questions={questions} />
      {conflicts.length > 0 && (
        <Stack gap="sm">
          <Title order={3} size="h5">
            Where operators and the posting disagree
          </Title>
          <Text size="sm" c="dimmed">
            The proposal has it as operators do. Edit the plan afterwards if you want it otherwise.
          </Text>
          <List spacing="md" size="sm" listStyleType="none" className="wide-items">
            {conflicts.map(({ kind, questionId, kept, offered }) => (
              <List.Item key={questionId}>
                <Stack gap={6}>
                  <Text size="sm" fw={600}>
                    {CONFLICTS[kind]}
                  </Text>
                  <Sides
                    sides={[
                      ["Kept", kept ?? null],
                      ["From the posting", offered ?? null],
                    ]}
                  />
                </Stack>
              </List.Item>
            ))}
          </List>
        </Stack>
      )}
      <LengthWarning minutes={minutes ?? 0} questions={questions.length} />
      <FaultList faults={approve.done?.faults ?? []} />
      <Refusal problem={approve.problem ?? dismiss.problem} />
      {allowed ? (
        <Group gap="sm">
          <Button
            loading={approve.pending}
            disabled={dismiss.pending}
            onClick={() => approve.send()}
          >
            Approve
          </Button>
          <Button
            variant="default"
            loading={dismiss.pending}
            disabled={approve.pending}
            onClick={() => dismiss.send()}
          >
            Dismiss
          </Button>
        </Group>
      ) : (
        <Text size="sm" c="dimmed">
          Only Admins can decide.
        </Text>
      )}
    </Section>
  );
}
