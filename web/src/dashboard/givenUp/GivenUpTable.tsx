// What was given up, as rows with what can be done about each.
import { Anchor, Button, Group, Paper, Table, Text, VisuallyHidden } from "@mantine/core";
import { Link } from "react-router";
import { sentence } from "../../shared/sentence";
import { When } from "../parts/When";
import type { GivenUp } from "./givenUp";

interface GivenUpTableProps {
  rows: GivenUp[];
  disabled: boolean;
  onRetry: (row: GivenUp) => void;
  onDrop: (row: GivenUp) => void;
}

export function GivenUpTable({ rows, ...rest }: GivenUpTableProps) {
  return (
    <Paper withBorder radius="lg" className="table-paper">
      <Table verticalSpacing="sm" horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">What, and why not</Table.Th>
            <Table.Th scope="col" visibleFrom="sm">
              Interview
            </Table.Th>
            <Table.Th scope="col" visibleFrom="sm">
              Given up
            </Table.Th>
            <Table.Th scope="col">
              <VisuallyHidden>Decide</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <GivenUpRow key={row.id} row={row} {...rest} />
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

type GivenUpRowProps = Omit<GivenUpTableProps, "rows"> & { row: GivenUp };

function GivenUpRow({ row, disabled, onRetry, onDrop }: GivenUpRowProps) {
  // Told apart by ear, too.
  const name = nameOf(row);
  return (
    <Table.Tr>
      <Table.Td>
        <Text fw={600} className="sentence">
          {row.what}
        </Text>
        <Text size="sm" className="wrap">
          {sentence(row.error)}
        </Text>
        <Text size="xs" c="dimmed" hiddenFrom="sm" component="div" mt={4}>
          <InterviewLink row={row} /> · <GaveUp row={row} />
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <InterviewLink row={row} />
      </Table.Td>
      <Table.Td visibleFrom="sm" className="nowrap">
        <Text size="sm" c="dimmed" component="span">
          <GaveUp row={row} />
        </Text>
      </Table.Td>
      <Table.Td>
        <Group gap="xs" justify="flex-end">
          <Button
            variant="default"
            size="xs"
            disabled={disabled}
            aria-label={`Try again: ${name}`}
            onClick={() => onRetry(row)}
          >
            Try again
          </Button>
          <Button
            variant="default"
            size="xs"
            disabled={disabled}
            aria-label={`Drop: ${name}`}
            onClick={() => onDrop(row)}
          >
            Drop
          </Button>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

function nameOf({ what, interview }: GivenUp): string {
  return interview ? `${what}, ${interview.candidateName}` : what;
}

function InterviewLink({ row: { interview } }: { row: GivenUp }) {
  if (!interview) {
    return (
      <Text size="sm" c="dimmed" component="span">
        None
      </Text>
    );
  }
  return (
    <Anchor
      component={Link}
      to={`/interviews/${interview.id}/timeline`}
      size="sm"
      underline="always"
    >
      {interview.candidateName === "" ? "Interview" : interview.candidateName}
    </Anchor>
  );
}

function GaveUp({ row: { diedAt, attempts } }: { row: GivenUp }) {
  const tries = attempts === 1 ? "1 try" : `${attempts.toLocaleString("en")} tries`;
  return (
    <>
      {diedAt && <When at={diedAt} />}, {tries}
    </>
  );
}
