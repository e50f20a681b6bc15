// Each message to the company's own system: what it told, of which interview, and what became of it.
import { Anchor, Button, Center, Code, Skeleton, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import { sentence } from "../../../shared/sentence";
import { GIVEN_UP_PAGE } from "../../givenUp/givenUp";
import { nameOf } from "../../interviews/candidateName";
import { Failure } from "../../parts/Failure";
import { Section } from "../../parts/Section";
import { When } from "../../parts/When";
import { type OutboundEvent, useEvents } from "./events";

export function MessagesSection() {
  const events = useEvents();
  const rows = events.data?.pages.flatMap((page) => page.nodes) ?? [];
  return (
    <Section title="Messages">
      {events.isPending && (
        <Skeleton height={120} radius="lg" role="status" aria-label="Loading the messages" />
      )}
      {events.isError && (
        <Failure
          what="The messages could not be loaded"
          error={events.error}
          onRetry={() => void events.refetch()}
        />
      )}
      {events.isSuccess && rows.length === 0 && (
        <Text size="sm" c="dimmed">
          There was nothing to tell yet.
        </Text>
      )}
      {rows.length > 0 && <MessageTable rows={rows} />}
      {events.hasNextPage && (
        <Center>
          <Button
            variant="default"
            loading={events.isFetchingNextPage}
            onClick={() => void events.fetchNextPage()}
          >
            Load more
          </Button>
        </Center>
      )}
    </Section>
  );
}

function MessageTable({ rows }: { rows: OutboundEvent[] }) {
  return (
    <Table verticalSpacing="sm" horizontalSpacing={0}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Message</Table.Th>
          <Table.Th scope="col">What became of it</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.id}>
            <Table.Td pr="md">
              <Text fw={600} size="sm" className="wrap">
                {row.type ?? "A message that cannot be read"}
              </Text>
              <Text size="xs" c="dimmed" className="wrap" component="div">
                <When at={row.createdAt} />
                {row.interview && (
                  <>
                    ,{" "}
                    <Anchor
                      component={Link}
                      to={`/interviews/${row.interview.id}/timeline`}
                      size="xs"
                      underline="always"
                    >
                      {nameOf(row.interview)}
                    </Anchor>
                  </>
                )}
                <br />
                <Code className="code">{row.webhookId}</Code>
              </Text>
            </Table.Td>
            <Table.Td>
              <Became row={row} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Became({ row }: { row: OutboundEvent }) {
  const { status, error } = row;
  return (
    <>
      <Text size="sm" component="div">
        <State row={row} />
      </Text>
      {status === "GIVEN_UP" && (
        <Anchor component={Link} to={GIVEN_UP_PAGE} size="sm" underline="always">
          Decide on it
        </Anchor>
      )}
      {error && status !== "DONE" && (
        <Text size="xs" c="dimmed" className="wrap">
          {sentence(error)}
        </Text>
      )}
    </>
  );
}

function State({ row: { status, attempts, error, endedAt, nextTryAt } }: { row: OutboundEvent }) {
  const ended = endedAt && <When at={endedAt} />;
  switch (status) {
    case "WAITING":
      return error === null ? (
        "On its way"
      ) : (
        <>Not taken; sent again {nextTryAt && <When at={nextTryAt} ahead />}</>
      );
    case "DONE":
      return <>Taken {ended}</>;
    case "GIVEN_UP":
      return (
        <>
          Given up {ended}, after {attempts === 1 ? "1 try" : `${attempts} tries`}
        </>
      );
    case "DROPPED":
      return <>Not sent any more, since {ended}</>;
  }
}
