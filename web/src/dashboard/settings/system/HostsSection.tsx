// Which hosts the server speaks to, each with what for and the settings that name it.
import { Code, Skeleton, Table, Text } from "@mantine/core";
import { Failure } from "../../parts/Failure";
import { Section } from "../../parts/Section";
import { type OutsideHost, PURPOSES, useOutsideHosts } from "./system";

export function HostsSection() {
  const hosts = useOutsideHosts();
  return (
    <Section
      title="Hosts"
      lead="This server speaks to these hosts, which its settings name, and to no others. A candidate’s browser that turns speech into text by itself may ask its maker."
    >
      {hosts.isPending && (
        <Skeleton height={160} radius="md" role="status" aria-label="Loading the hosts" />
      )}
      {hosts.isError && (
        <Failure
          what="The hosts could not be loaded"
          error={hosts.error}
          onRetry={() => void hosts.refetch()}
        />
      )}
      {hosts.data?.length === 0 && (
        <Text size="sm" c="dimmed">
          Its settings name no host.
        </Text>
      )}
      {hosts.data && hosts.data.length > 0 && <HostTable hosts={hosts.data} />}
    </Section>
  );
}

function HostTable({ hosts }: { hosts: OutsideHost[] }) {
  return (
    <Table className="stacking">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Host</Table.Th>
          <Table.Th scope="col">What for</Table.Th>
          <Table.Th scope="col">Section of the settings</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {hosts.map(({ host, purpose, setting }) => (
          <Table.Tr key={`${purpose} ${host} ${setting}`}>
            <Table.Td className="wrap">{host}</Table.Td>
            <Table.Td>{PURPOSES[purpose]}</Table.Td>
            <Table.Td>
              <Code className="code">{setting}</Code>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
