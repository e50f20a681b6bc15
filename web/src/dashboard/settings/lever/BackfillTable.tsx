// Who is there already, and who of them would be invited or why not.
import { Anchor, Stack, Table, Text } from "@mantine/core";
import { IconCheck, IconMinus } from "@tabler/icons-react";
import { type FragmentType, graphql, readFragment } from "../../../gql";
import { sentence } from "../../../shared/sentence";
import { PageLinks } from "./PageLinks";
import { usePages } from "./usePages";

const rowFragment = graphql(`
  fragment BackfillRow on BackfillCandidate {
    name
    posting
    url
    wouldBeInvited
    reason
  }
`);

interface BackfillTableProps {
  rows: readonly ({ opportunityId: string } & FragmentType<typeof rowFragment>)[];
}

export function BackfillTable({ rows }: BackfillTableProps) {
  const pages = usePages(rows);
  return (
    <Stack gap="sm">
      <Table verticalSpacing="xs" className="stacking">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Candidate</Table.Th>
            <Table.Th scope="col">Posting</Table.Th>
            <Table.Th scope="col">Would be invited</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {pages.rows.map((row) => (
            <Row key={row.opportunityId} row={row} />
          ))}
        </Table.Tbody>
      </Table>
      <PageLinks of="Candidates" pages={pages} />
    </Stack>
  );
}

function Row(props: { row: FragmentType<typeof rowFragment> }) {
  const { name, posting, url, wouldBeInvited, reason } = readFragment(rowFragment, props.row);
  const shown = name === "" ? "No name" : name;
  return (
    <Table.Tr>
      <Table.Td className="wrap">
        {url ? (
          <Anchor href={url} target="_blank" rel="noreferrer" size="sm">
            {shown}
          </Anchor>
        ) : (
          <Text size="sm">{shown}</Text>
        )}
      </Table.Td>
      <Table.Td className="wrap">
        <Text size="sm">{posting === "" ? "No posting" : posting}</Text>
      </Table.Td>
      <Table.Td className="wrap">
        {wouldBeInvited ? (
          <Text size="sm" fw={600} className="with-icon">
            <IconCheck size={16} aria-hidden /> Yes
          </Text>
        ) : (
          <Text size="sm" c="dimmed" className="with-icon">
            <IconMinus size={16} aria-hidden /> No: {sentence(reason ?? "not by your rules")}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
