// What was given up: an operator has it tried again or drops it, one by one or all.
import { Button, Center, Group, Paper, Skeleton, Stack, Text } from "@mantine/core";
import { IconRefresh, IconTrash } from "@tabler/icons-react";
import { Refusal } from "../form/Refusal";
import { Failure } from "../parts/Failure";
import { Notice } from "../parts/Notice";
import { PageTitle } from "../parts/PageTitle";
import { useAsked } from "../parts/useAsked";
import { mayConfigure, seesSettings, useViewer } from "../viewer";
import { DropDialog } from "./DropDialog";
import { GivenUpTable } from "./GivenUpTable";
import { countWords, type GivenUp, useGivenUp, useRetry } from "./givenUp";

export function GivenUpPage() {
  return seesSettings(useViewer()) ? <GivenUpList /> : <NotYours />;
}

function NotYours() {
  return (
    <Stack gap="lg">
      <PageTitle>Given up</PageTitle>
      <Notice tone="quiet">
        Only Team Members and Admins see what was given up. Admins decide on it.
      </Notice>
    </Stack>
  );
}

function GivenUpList() {
  const allowed = mayConfigure(useViewer());
  const list = useGivenUp();
  const retry = useRetry();
  const dropping = useAsked<GivenUp>();
  const rows = list.data?.pages.flatMap((page) => page.nodes) ?? [];
  const total = list.data?.pages.at(-1)?.totalCount ?? 0;
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="baseline">
        <PageTitle>Given up</PageTitle>
        <Text size="sm" c="dimmed" role="status">
          {list.isSuccess && total > 0 && countWords(total)}
        </Text>
      </Group>
      <Text c="dimmed" maw={640}>
        Whatever fails is tried again by itself for a while. What stays here needs you: see what is
        wrong, mend it, then try again. Or drop what is no longer wanted.
      </Text>
      {!allowed && rows.length > 0 && (
        <Notice tone="quiet">You can look at everything here. Only Admins can decide.</Notice>
      )}
      {rows.length > 0 && (
        <Group gap="sm">
          <Button
            variant="default"
            disabled={!allowed}
            loading={retry.pending}
            leftSection={<IconRefresh size={16} aria-hidden />}
            onClick={() => retry.send(null)}
          >
            Try all again
          </Button>
          <Button
            variant="default"
            disabled={!allowed}
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => dropping.ask(null)}
          >
            Drop all
          </Button>
        </Group>
      )}
      <Refusal problem={retry.problem} />
      <Text size="sm" role="status">
        {retry.done !== null && "Being tried again. What fails once more comes back here."}
      </Text>
      {list.isPending && <TableSkeleton />}
      {list.isError && (
        <Failure
          what="What was given up could not be loaded"
          error={list.error}
          onRetry={() => void list.refetch()}
        />
      )}
      {list.isSuccess && rows.length === 0 && (
        <Paper withBorder radius="lg" p="xl">
          <Text c="dimmed" ta="center" py="lg">
            Nothing was given up.
          </Text>
        </Paper>
      )}
      {rows.length > 0 && (
        <GivenUpTable
          rows={rows}
          disabled={!allowed || retry.pending}
          onRetry={({ id }) => retry.send(id)}
          onDrop={dropping.ask}
        />
      )}
      {list.hasNextPage && (
        <Center>
          <Button
            variant="default"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            Load more
          </Button>
        </Center>
      )}
      <DropDialog
        opened={dropping.opened}
        one={dropping.about}
        total={total}
        onClose={dropping.close}
        onDropped={dropping.closeOf}
      />
    </Stack>
  );
}

function TableSkeleton() {
  return (
    <Stack gap="xs" role="status" aria-label="Loading what was given up">
      {["a", "b", "c"].map((row) => (
        <Skeleton key={row} height={64} radius="md" />
      ))}
    </Stack>
  );
}
