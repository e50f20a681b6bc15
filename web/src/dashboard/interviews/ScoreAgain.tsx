// Has an interview scored once more, and waits until the new version is there.
import { Button, Group, Stack, Text } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { graphql } from "../../gql";
import { Refusal } from "../form/Refusal";
import { useChange } from "../form/useChange";
import { keys, POLL_MS } from "../keys";
import { request } from "../request";

const rescoreMutation = graphql(`
  mutation RescoreInterview($input: RescoreInterviewInput!) {
    rescoreInterview(input: $input) {
      ... on Interview {
        __typename
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

interface ScoreAgainProps {
  interviewId: string;
  /** Newest version there is. */
  newest: number;
  /** It was asked for. */
  onAsked: () => void;
}

export function ScoreAgain({ interviewId, newest, onAsked }: ScoreAgainProps) {
  const queryClient = useQueryClient();
  /** The newest version when it was asked for. */
  const [before, setBefore] = useState<number | null>(null);
  const waiting = before !== null && newest <= before;
  const rescore = useChange(async () =>
    (await request(rescoreMutation, { input: { id: interviewId } })).rescoreInterview, () => {
    setBefore(newest);
    onAsked();
  }, [keys.interview(interviewId)]);
  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(
      () => void queryClient.invalidateQueries({ queryKey: keys.interview(interviewId) }),
      POLL_MS,
    );
    return () => clearInterval(timer);
  }, [waiting, queryClient, interviewId]);
  return (
    <Stack gap="xs">
      <Group gap="sm">
        <Button
          variant="default"
          loading={rescore.pending}
          disabled={waiting}
          leftSection={<IconRefresh size={16} aria-hidden />}
          onClick={() => rescore.send()}
        >
          Score again
        </Button>
        <Text size="sm" role="status">
          {waiting && "It is being scored. The report and Lever keep what they have."}
          {before !== null && !waiting && `Version ${newest} is there.`}
        </Text>
      </Group>
      <Refusal problem={rescore.problem} />
    </Stack>
  );
}
