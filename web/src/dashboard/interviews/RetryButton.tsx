// Has an interview tried again that was given up.
import { Button, Stack, Text } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { graphql } from "../../gql";
import { sentence } from "../../shared/sentence";
import { keys } from "../keys";
import { Notice } from "../parts/Notice";
import { request } from "../request";
import { mayConfigure, useViewer } from "../viewer";

const retryMutation = graphql(`
  mutation RetryInterview($input: RetryInterviewInput!) {
    retryInterview(input: $input) {
      ... on Interview {
        __typename
        id
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

export function RetryButton({ id }: { id: string }) {
  const allowed = mayConfigure(useViewer());
  const queryClient = useQueryClient();
  const retry = useMutation({
    mutationFn: async () => (await request(retryMutation, { input: { id } })).retryInterview,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.interview(id) }),
  });
  const problem =
    retry.error?.message ?? (retry.data?.__typename === "Problem" ? retry.data.message : null);
  return (
    <Stack gap="xs" align="flex-start">
      <Button
        variant="default"
        size="xs"
        disabled={!allowed}
        loading={retry.isPending}
        leftSection={<IconRefresh size={15} aria-hidden />}
        onClick={() => retry.mutate()}
      >
        Try again
      </Button>
      {retry.data?.__typename === "Interview" && (
        <Text size="sm" role="status">
          Being tried again.
        </Text>
      )}
      {problem !== null && (
        <Notice tone="bad" role="alert">
          {sentence(problem)}
        </Notice>
      )}
    </Stack>
  );
}
