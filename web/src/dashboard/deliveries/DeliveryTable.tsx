// What happened in Lever as rows: what, when we heard of it, and the interview there is of the candidate.
import { Anchor, Code, Paper, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import { sentence } from "../../shared/sentence";
import { nameOf } from "../interviews/candidateName";
import { When } from "../parts/When";
import { DELIVERY_EVENTS, type Delivery } from "./deliveries";

export function DeliveryTable({ rows }: { rows: Delivery[] }) {
  return (
    <Paper withBorder radius="lg" className="table-paper">
      <Table verticalSpacing="sm" horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">In Lever</Table.Th>
            <Table.Th scope="col">Interview of the candidate</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.id}>
              <Table.Td>
                <Text fw={600} component="div">
                  {DELIVERY_EVENTS[row.event]}
                </Text>
                <Text size="xs" c="dimmed" className="wrap">
                  {row.announced ? "Announced" : "Found by looking"} <When at={row.receivedAt} />,
                  opportunity <Code className="code">{row.opportunityId}</Code>
                </Text>
              </Table.Td>
              <Table.Td>
                <Became row={row} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

function Became({ row: { status, error, interview } }: { row: Delivery }) {
  return (
    <>
      {status === "PENDING" && <Text size="sm">It waits to be looked at.</Text>}
      {status === "DEAD" && <Text size="sm">It was given up, and waits for an Admin.</Text>}
      {status === "DROPPED" && <Text size="sm">It was dropped.</Text>}
      {interview && (
        <Anchor
          component={Link}
          to={`/interviews/${interview.id}/timeline`}
          size="sm"
          underline="always"
        >
          {nameOf(interview)}
        </Anchor>
      )}
      {!interview && status === "DONE" && (
        <Text size="sm" c="dimmed">
          None
        </Text>
      )}
      {error && status !== "DONE" && (
        <Text size="xs" c="dimmed" className="wrap">
          {sentence(error)}
        </Text>
      )}
    </>
  );
}
