// What was given up: an operator has it tried again or drops it, one by one, all of a kind or all.
import { Button, Center, Group, NativeSelect, Paper, Skeleton, Stack, Text } from "@mantine/core";
import { IconRefresh, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import type { DeadLetterKind } from "../../gql/graphql";
import { Refusal } from "../form/Refusal";
import { Failure } from "../parts/Failure";
import { Notice } from "../parts/Notice";
import { PageTitle } from "../parts/PageTitle";
import { useAsked } from "../parts/useAsked";
import { mayConfigure, seesSettings, useViewer } from "../viewer";
import { DropDialog } from "./DropDialog";
import { GivenUpTable } from "./GivenUpTable";
import {
  countWords,
  GIVEN_UP_KINDS,
  type GivenUp,
  isGivenUpKind,
  useGivenUp,
  useRetry,
} from "./givenUp";

const KIND_CHOICES = Object.entries(GIVEN_UP_KINDS).map(([value, label]) => ({ value, label }));

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
  const [kind, setKind] = useState<DeadLetterKind | null>(null);
  // Once chosen from, it stays, whatever is left.
  const [chosen, setChosen] = useState(false);
  const list = useGivenUp(kind);
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
      {!allowed && total > 0 && (
        <Notice tone="quiet">You can look at everything here. Only Admins can decide.</Notice>
      )}
      {(total > 0 || chosen) && (
        <NativeSelect
          label="Show"
          maw={260}
          value={kind ?? ""}
          onChange={({ currentTarget: { value } }) => {
            setKind(isGivenUpKind(value) ? value : null);
            setChosen(true);
          }}
          data={[{ value: "", label: "Everything" }, ...KIND_CHOICES]}
        />
      )}
      {/* What was said and asked of one kind is not about another. */}
      <Listed key={kind} kind={kind} allowed={allowed} />
    </Stack>
  );
}

/** What was given up of a kind, or of all, and what can be done about it. */
function Listed({ kind, allowed }: { kind: DeadLetterKind | null; allowed: boolean }) {
  const list = useGivenUp(kind);
  const retry = useRetry();
  const dropping = useAsked<GivenUp>();
  const rows = list.data?.pages.flatMap((page) => page.nodes) ?? [];
  const total = list.data?.pages.at(-1)?.totalCount ?? 0;
  return (
    <>
      {rows.length > 0 && (
        <Group gap="sm">
          <Button
            variant="default"
            disabled={!allowed}
            loading={retry.pending}
            leftSection={<IconRefresh size={16} aria-hidden />}
            onClick={() => retry.send({ kind })}
          >
            {kind === null ? "Try all again" : "Try these again"}
          </Button>
          <Button
            variant="default"
            disabled={!allowed}
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => dropping.ask(null)}
          >
            {kind === null ? "Drop all" : "Drop these"}
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
            {kind === null ? "Nothing was given up." : "Nothing of this kind was given up."}
          </Text>
        </Paper>
      )}
      {rows.length > 0 && (
        <GivenUpTable
          rows={rows}
          disabled={!allowed || retry.pending}
          onRetry={({ id }) => retry.send({ id })}
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
        kind={kind}
        total={total}
        onClose={dropping.close}
        onDropped={dropping.closeOf}
      />
    </>
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
