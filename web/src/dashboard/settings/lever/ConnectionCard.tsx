// Connected: to which account, since when and how; in whose name we write; and the way to end it.
import { Button, Code, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Fact } from "../../parts/Fact";
import { Fold } from "../../parts/Fold";
import { Section } from "../../parts/Section";
import { When } from "../../parts/When";
import { mayConnect, useViewer } from "../../viewer";
import type { Integration } from "../integration";
import { DisconnectDialog } from "./DisconnectDialog";
import { PerformAsForm } from "./PerformAsForm";
import { Permissions } from "./Permissions";

const WAYS = { OAUTH: "Accepted in Lever (OAuth)", API_KEY: "API key" } as const;

export function ConnectionCard({ integration }: { integration: Integration }) {
  const { accountId, connectedAt, authentication, webhooks, scopes } = integration;
  const allowed = mayConnect(useViewer());
  const [opened, dialog] = useDisclosure(false);
  return (
    <Section
      title="Connection"
      aside={
        allowed && (
          <Button variant="default" size="xs" onClick={dialog.open}>
            Disconnect
          </Button>
        )
      }
    >
      <dl className="facts">
        <Fact name="Connected">{connectedAt ? <When at={connectedAt} /> : "–"}</Fact>
        <Fact name="How">{authentication ? WAYS[authentication] : "–"}</Fact>
        {accountId && (
          <Fact name="Lever account">
            <Code className="code">{accountId}</Code>
          </Fact>
        )}
        <Fact name="Events Lever is asked to announce">
          {webhooks.length === 0
            ? "Being set up in Lever…"
            : webhooks.map(({ event }) => eventName(event)).join(", ")}
        </Fact>
      </dl>
      <PerformAsForm integration={integration} />
      <Fold name={`Permissions (${scopes.length})`}>
        <Permissions scopes={scopes} />
      </Fold>
      {!allowed && (
        <Text size="sm" c="dimmed">
          Only a Super Admin can disconnect Lever or choose in whose name we write.
        </Text>
      )}
      <DisconnectDialog opened={opened} onClose={dialog.close} />
    </Section>
  );
}

/** While our webhooks and tokens are being deleted. */
export function DisconnectingCard() {
  return (
    <Section title="Connection">
      <Group>
        <Text role="status">
          Disconnecting: our webhooks and tokens are being deleted. Nothing more is sent.
        </Text>
      </Group>
    </Section>
  );
}

/** As Lever's own switch is labelled: "Candidate Stage Change" for `candidateStageChange`. */
function eventName(event: string): string {
  const spaced = event.replaceAll(/[A-Z]/g, " $&");
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
