// Interviews as rows; the whole row leads to the interview.
import { Checkbox, Group, Paper, Table, Text, VisuallyHidden } from "@mantine/core";
import { Link } from "react-router";
import { type FragmentType, graphql, readFragment } from "../../gql";
import type { InterviewRowFragment } from "../../gql/graphql";
import { When } from "../parts/When";
import { nameOf } from "./candidateName";
import type { Choice } from "./compare/useChoice";
import { PausedMark } from "./PausedMark";
import { ScoreText } from "./ScoreText";
import { StateBadge } from "./StateBadge";

const rowFragment = graphql(`
  fragment InterviewRow on Interview {
    id
    candidateName
    posting {
      id
      title
      location
    }
    state
    pausedReason
    scorecard {
      id
      overall
      leverScore
    }
    updatedAt
  }
`);

interface InterviewTableProps {
  rows: ({ id: string } & FragmentType<typeof rowFragment>)[];
  /** What is chosen to be compared. */
  choice: Choice;
}

export function InterviewTable({ rows, choice }: InterviewTableProps) {
  return (
    <Paper withBorder radius="lg" className="table-paper">
      <Table highlightOnHover verticalSpacing="sm" horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col" className="box">
              <VisuallyHidden>Compare</VisuallyHidden>
            </Table.Th>
            <Table.Th scope="col">Candidate</Table.Th>
            <Table.Th scope="col" visibleFrom="sm">
              Posting
            </Table.Th>
            <Table.Th scope="col" visibleFrom="sm">
              State
            </Table.Th>
            <Table.Th scope="col">Score</Table.Th>
            <Table.Th scope="col" visibleFrom="sm">
              Updated
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <InterviewRow key={row.id} row={row} choice={choice} />
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

interface InterviewRowProps {
  row: FragmentType<typeof rowFragment>;
  choice: Choice;
}

function InterviewRow({ choice, ...props }: InterviewRowProps) {
  const row = readFragment(rowFragment, props.row);
  const title = row.posting?.title ?? "No posting";
  return (
    <Table.Tr className="row">
      <Table.Td className="box">
        <CompareBox row={row} choice={choice} />
      </Table.Td>
      <Table.Td>
        <Link to={`/interviews/${row.id}`} className="row-link">
          {nameOf(row)}
        </Link>
        <Text size="xs" c="dimmed" hiddenFrom="sm" lineClamp={2}>
          {title}
        </Text>
        <Group hiddenFrom="sm" mt={6} gap={6}>
          <StateBadge state={row.state} />
          {row.pausedReason && <PausedMark />}
        </Group>
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Text size="sm" lineClamp={1}>
          {title}
        </Text>
        {row.posting?.location && (
          <Text size="xs" c="dimmed" lineClamp={1}>
            {row.posting.location}
          </Text>
        )}
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Group gap={6}>
          <StateBadge state={row.state} />
          {row.pausedReason && <PausedMark />}
        </Group>
      </Table.Td>
      <Table.Td>
        {row.scorecard ? (
          <ScoreText
            overall={row.scorecard.overall ?? null}
            lever={row.scorecard.leverScore ?? null}
          />
        ) : (
          <Text size="sm" c="dimmed" aria-label="No score yet">
            –
          </Text>
        )}
      </Table.Td>
      <Table.Td visibleFrom="sm" className="nowrap">
        <Text size="sm" c="dimmed" component="span">
          <When at={row.updatedAt} />
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}

/** Only who was scored can be compared. */
function CompareBox({ row, choice }: { row: InterviewRowFragment; choice: Choice }) {
  const { id, posting, scorecard } = row;
  if (!scorecard || !posting) return null;
  const one = { id, name: nameOf(row), posting };
  return (
    <Checkbox
      aria-label={`Compare ${one.name}`}
      title="Choose to compare"
      checked={choice.has(id)}
      disabled={!choice.allows(one)}
      onChange={() => choice.toggle(one)}
    />
  );
}
