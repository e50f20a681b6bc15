// Has a plan made anew from the posting as it is now.
import { Button, Group, Text } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { graphql } from "../../gql";
import { Refusal } from "../form/Refusal";
import { useChange } from "../form/useChange";
import { keys } from "../keys";
import { request } from "../request";
import type { Posting } from "./posting";

const regenerateMutation = graphql(`
  mutation RegeneratePlan($input: RegeneratePlanInput!) {
    regeneratePlan(input: $input) {
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

export function Regenerate({ posting }: { posting: Posting }) {
  const { id, plan, proposal } = posting;
  const regenerate = useChange(
    async () => (await request(regenerateMutation, { input: { postingId: id } })).regeneratePlan,
    undefined,
    [keys.everyPlan],
  );
  const status = proposal?.status;
  return (
    <>
      <Group gap="sm">
        <Button
          variant="default"
          className="wrap"
          loading={regenerate.pending}
          disabled={status === "MAKING"}
          leftSection={<IconRefresh size={16} aria-hidden />}
          onClick={() => regenerate.send()}
        >
          {plan ? "Make anew from the posting" : "Make the plan now"}
        </Button>
        <Text size="sm" role="status">
          {regenerate.done !== null && (plan ? words(status) : "The plan is being made.")}
        </Text>
      </Group>
      <Refusal problem={regenerate.problem} />
    </>
  );
}

function words(status: NonNullable<Posting["proposal"]>["status"] | undefined): string | null {
  switch (status) {
    case "MAKING":
      return "It is being made.";
    case "OPEN":
      return "It is made, and stands above for you to decide.";
    case "SAME":
      return "It is made, and would change nothing.";
    default:
      return null;
  }
}
