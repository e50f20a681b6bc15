// Postings as rows; the whole row leads to the plan.
import { Badge, Paper, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import { type ListedPosting, planPage } from "./posting";

export function PostingTable({ rows }: { rows: ListedPosting[] }) {
  return (
    <Paper withBorder radius="lg" className="table-paper">
      <Table highlightOnHover verticalSpacing="sm" horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Posting</Table.Th>
            <Table.Th scope="col" visibleFrom="sm">
              Plan
            </Table.Th>
            <Table.Th scope="col" visibleFrom="sm">
              Length
            </Table.Th>
            <Table.Th scope="col" visibleFrom="sm">
              Skills asked about
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <PostingRow key={row.id} posting={row} />
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

function PostingRow({ posting }: { posting: ListedPosting }) {
  const { plan, proposal } = posting;
  const place = [posting.team, posting.location].filter(Boolean).join(" · ");
  const version = plan ? `Version ${plan.version}` : "None yet";
  const length = plan ? `${plan.minutes} minutes` : "–";
  const asked = plan?.coverage ? `${Math.round(plan.coverage.share * 100)}%` : "–";
  return (
    <Table.Tr className="row">
      <Table.Td className="wrap">
        <Link to={planPage(posting.id)} className="row-link">
          {posting.title}
        </Link>
        {place !== "" && (
          <Text size="xs" c="dimmed">
            {place}
          </Text>
        )}
        <Text size="xs" c="dimmed" hiddenFrom="sm">
          {plan ? `${version} · ${length} · asks about ${asked} of the skills` : "No plan yet"}
        </Text>
        {proposal?.status === "OPEN" && (
          <Badge variant="default" tt="none" fw={550} mt={4} className="wrap">
            A change waits for you
          </Badge>
        )}
      </Table.Td>
      <Table.Td visibleFrom="sm" className="nowrap">
        {version}
      </Table.Td>
      <Table.Td visibleFrom="sm" className="nowrap">
        {length}
      </Table.Td>
      <Table.Td visibleFrom="sm">{asked}</Table.Td>
    </Table.Tr>
  );
}
