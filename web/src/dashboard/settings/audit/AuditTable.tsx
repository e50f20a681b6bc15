// Entries of the audit log as rows: when, who, what, about what, and the details folded away.
import { Anchor, Code, Paper, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import { When } from "../../parts/When";
import { actionWords, actorWords, type Entry } from "./audit";

interface AuditTableProps {
  rows: Entry[];
  /** Narrows the list to what is about this. */
  onAbout: (subject: string) => void;
}

export function AuditTable({ rows, onAbout }: AuditTableProps) {
  return (
    <Paper withBorder radius="lg" className="table-paper">
      <Table verticalSpacing="sm" horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">When</Table.Th>
            <Table.Th scope="col">Who did what</Table.Th>
            <Table.Th scope="col" visibleFrom="sm">
              About
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.sequence}>
              <Table.Td className="nowrap">
                <Text size="sm" c="dimmed" component="span">
                  <When at={row.at} />
                </Text>
              </Table.Td>
              <Table.Td>
                <Text size="sm" className="wrap">
                  <b>{actorWords(row)}</b> {actionWords(row.action)}
                </Text>
                {row.details !== "{}" && (
                  <details>
                    <summary>
                      <Text size="xs" c="dimmed" component="span">
                        Details of entry {row.sequence}
                      </Text>
                    </summary>
                    <Code block className="wrap">
                      {pretty(row.details)}
                    </Code>
                  </details>
                )}
              </Table.Td>
              <Table.Td visibleFrom="sm" className="wrap">
                <About subject={row.subject} onAbout={onAbout} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

function About({ subject, onAbout }: { subject: string; onAbout: (subject: string) => void }) {
  return (
    <>
      <Anchor component="button" type="button" size="xs" onClick={() => onAbout(subject)}>
        {subject}
      </Anchor>
      {subject.startsWith("pipeline:") && (
        <Text size="xs">
          <Anchor component={Link} to={`/interviews/${subject}`} size="xs" underline="always">
            Open the interview
          </Anchor>
        </Text>
      )}
    </>
  );
}

function pretty(details: string): string {
  try {
    return JSON.stringify(JSON.parse(details), null, 2);
  } catch {
    return details;
  }
}
