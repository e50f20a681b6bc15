// Connected: since when, whether Lever still talks to us, and which webhooks stand.
import { Code, Group, Paper, Text, Title } from "@mantine/core";
import { IconWebhook } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { When } from "../parts/When";
import type { Integration } from "./integration";

export function ConnectionCard({ integration }: { integration: Integration }) {
  const { accountId, connectedAt, lastEventAt, webhooks } = integration;
  return (
    <Paper withBorder radius="lg" p="lg">
      <Title order={2} size="h4" mb="md">
        Connection
      </Title>
      <dl className="facts">
        <Fact name="Connected">{connectedAt ? <When at={connectedAt} /> : "–"}</Fact>
        <Fact name="Last event from Lever">
          {lastEventAt ? <When at={lastEventAt} /> : "None yet"}
        </Fact>
        <Fact name="Lever account">
          {accountId ? <Code className="code">{accountId}</Code> : "–"}
        </Fact>
      </dl>
      <Title order={3} size="h6" mt="lg" mb="xs">
        Webhooks
      </Title>
      {webhooks.length === 0 && (
        <Text size="sm" c="dimmed">
          Being set up in Lever…
        </Text>
      )}
      <ul className="plain">
        {webhooks.map(({ event, leverId, createdAt }) => (
          <li key={leverId}>
            <Group gap="xs">
              <IconWebhook size={17} aria-hidden />
              <Text component="span" size="sm" fw={500}>
                {eventName(event)}
              </Text>
              <Text component="span" size="sm" c="dimmed">
                set up <When at={createdAt} />
              </Text>
            </Group>
          </li>
        ))}
      </ul>
    </Paper>
  );
}

/** As Lever's own switch is labelled: "Candidate Stage Change" for `candidateStageChange`. */
function eventName(event: string): string {
  const spaced = event.replaceAll(/[A-Z]/g, " $&");
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <Text component="dt" size="sm" c="dimmed">
        {name}
      </Text>
      <Text component="dd" fw={500} className="wrap">
        {children}
      </Text>
    </div>
  );
}
