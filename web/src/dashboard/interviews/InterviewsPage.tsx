// All interviews of the tenant: newest activity first, searched and filtered, page by page.
import {
  Anchor,
  Button,
  Center,
  Group,
  NativeSelect,
  Skeleton,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { graphql } from "../../gql";
import type { PipelineState } from "../../gql/graphql";
import { keys, POLL_CALM_MS } from "../keys";
import { nextCursor } from "../paging";
import { Failure } from "../parts/Failure";
import { PageTitle } from "../parts/PageTitle";
import { request } from "../request";
import { mayConfigure, useViewer } from "../viewer";
import { ChoiceBar } from "./compare/ChoiceBar";
import { useChoice } from "./compare/useChoice";
import { InterviewTable } from "./InterviewTable";
import { InviteByHand } from "./InviteByHand";
import { NoInterviews } from "./NoInterviews";
import { STATE_NAMES, STATES } from "./states";
import { useFilter } from "./useFilter";

const PAGE_ROWS = 50;
/** The server counts no further. */
const COUNT_MAX = 10_000;

const interviewsQuery = graphql(`
  query Interviews($first: Int!, $after: String, $state: PipelineState, $search: String) {
    interviews(first: $first, after: $after, state: $state, search: $search) {
      nodes {
        id
        ...InterviewRow
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
`);

function useInterviews(search: string, state: PipelineState | null) {
  return useInfiniteQuery({
    queryKey: keys.interviews(search, state),
    queryFn: async ({ pageParam }) =>
      (
        await request(interviewsQuery, {
          first: PAGE_ROWS,
          after: pageParam,
          state,
          search: search === "" ? null : search,
        })
      ).interviews,
    initialPageParam: null as string | null,
    getNextPageParam: nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: POLL_CALM_MS,
  });
}

export function InterviewsPage() {
  const { search, state, typed, type, choose } = useFilter();
  const interviews = useInterviews(search, state);
  const rows = interviews.data?.pages.flatMap((page) => page.nodes) ?? [];
  const total = interviews.data?.pages.at(-1)?.totalCount ?? 0;
  const allowed = mayConfigure(useViewer());
  const choice = useChoice();
  const filtered = search !== "" || state !== null;

  return (
    <Stack gap="lg">
      <Group justify="space-between" align="baseline">
        <PageTitle>Interviews</PageTitle>
        <Group gap="md">
          <Text size="sm" c="dimmed" role="status">
            {interviews.isSuccess && howMany(total)}
          </Text>
          {total > 0 && (
            <>
              <Anchor size="sm" href={asFile("csv", search, state)} download>
                Download as CSV
              </Anchor>
              <Anchor size="sm" href={asFile("json", search, state)} download>
                Download as JSON
              </Anchor>
            </>
          )}
        </Group>
      </Group>
      {allowed && <InviteByHand />}
      <Group gap="sm" role="search" aria-label="Interviews">
        <TextInput
          className="grow"
          aria-label="Search by candidate or posting"
          placeholder="Search by candidate or posting"
          type="search"
          leftSection={<IconSearch size={16} aria-hidden />}
          value={typed}
          onChange={(event) => type(event.currentTarget.value)}
        />
        <NativeSelect
          aria-label="Filter by state"
          value={state ?? ""}
          onChange={(event) => choose(event.currentTarget.value)}
          data={[
            { value: "", label: "Any state" },
            ...STATE_NAMES.map((name) => ({ value: name, label: STATES[name].words })),
          ]}
        />
      </Group>
      {interviews.isPending && <TableSkeleton />}
      {interviews.isError && (
        <Failure
          what="The interviews could not be loaded"
          error={interviews.error}
          onRetry={() => void interviews.refetch()}
        />
      )}
      {interviews.isSuccess && rows.length === 0 && <NoInterviews filtered={filtered} />}
      {rows.length > 0 && <InterviewTable rows={rows} choice={choice} />}
      {interviews.hasNextPage && (
        <Center>
          <Button
            variant="default"
            loading={interviews.isFetchingNextPage}
            onClick={() => void interviews.fetchNextPage()}
          >
            Load more
          </Button>
        </Center>
      )}
      <ChoiceBar choice={choice} />
    </Stack>
  );
}

/** Where the server gives all that is listed as a file. */
function asFile(ending: "csv" | "json", search: string, state: PipelineState | null): string {
  const wanted = new URLSearchParams();
  if (state !== null) wanted.set("state", state);
  if (search !== "") wanted.set("search", search);
  return wanted.size === 0 ? `/interviews.${ending}` : `/interviews.${ending}?${wanted}`;
}

function howMany(total: number): string {
  if (total === 1) return "1 interview";
  return `${total.toLocaleString("en")}${total < COUNT_MAX ? "" : " or more"} interviews`;
}

function TableSkeleton() {
  return (
    <Stack gap="xs" role="status" aria-label="Loading interviews">
      {["a", "b", "c", "d", "e"].map((row) => (
        <Skeleton key={row} height={52} radius="md" />
      ))}
    </Stack>
  );
}
