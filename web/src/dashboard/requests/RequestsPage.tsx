// What candidates asked for that waits for a person.
import { Group, Paper, Skeleton, Stack, Text } from "@mantine/core";
import { readFragment } from "../../gql";
import { Failure } from "../parts/Failure";
import { Notice } from "../parts/Notice";
import { PageTitle } from "../parts/PageTitle";
import { mayAnswer, useViewer } from "../viewer";
import { RequestList } from "./RequestList";
import { requestFragment, useOpenRequests } from "./requests";

export function RequestsPage() {
  const allowed = mayAnswer(useViewer());
  return (
    <Stack gap="lg">
      {allowed ? (
        <OpenRequests />
      ) : (
        <>
          <PageTitle>Requests</PageTitle>
          <Notice tone="quiet">
            Only Team Members and Admins see all requests, and answer them. You find those of your
            postings at their interviews.
          </Notice>
        </>
      )}
    </Stack>
  );
}

function OpenRequests() {
  const list = useOpenRequests();
  const count = list.data?.length ?? 0;
  return (
    <>
      <Group justify="space-between" align="baseline">
        <PageTitle>Requests</PageTitle>
        <Text size="sm" c="dimmed" role="status">
          {count > 0 && (count === 1 ? "1 waits for an answer" : `${count} wait for an answer`)}
        </Text>
      </Group>
      <Text c="dimmed" maw={640}>
        What candidates ask from the pages of their interview. A question that the posting answers
        was answered with its words; the rest waits here for a person. Asking changes no score.
      </Text>
      {list.isPending && (
        <Skeleton height={180} radius="lg" role="status" aria-label="Loading the requests" />
      )}
      {list.isError && (
        <Failure
          what="The requests could not be loaded"
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      )}
      {list.data && count === 0 && (
        <Paper withBorder radius="lg" p="xl">
          <Text c="dimmed" ta="center" py="lg">
            Nobody waits for an answer.
          </Text>
        </Paper>
      )}
      {/* Stays while a look fails: it holds what is being written. */}
      {list.data && (
        <RequestList
          named
          requests={list.data.map((each) => readFragment(requestFragment, each))}
        />
      )}
    </>
  );
}
