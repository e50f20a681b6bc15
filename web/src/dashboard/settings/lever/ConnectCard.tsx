// Not connected: what is asked of Lever and why, and the two ways to connect.
import { Text } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { sentence } from "../../../shared/sentence";
import { Fold } from "../../parts/Fold";
import { Notice } from "../../parts/Notice";
import { Section } from "../../parts/Section";
import { When } from "../../parts/When";
import type { Integration } from "../integration";
import { ApiKeyForm } from "./ApiKeyForm";
import { ConnectButton } from "./ConnectButton";
import { Permissions } from "./Permissions";

const LEAD =
  "You are taken to Lever to review and accept these permissions. You need to be a Super Admin in Lever.";

export function ConnectCard({ integration }: { integration: Integration }) {
  if (integration.status === "DISCONNECTED") return <Again integration={integration} />;
  return (
    <Section title="Connect your Lever account" lead={LEAD}>
      <Permissions scopes={integration.scopes} />
      <ConnectButton name="Connect to Lever" />
      <Fold name="Use an API key instead">
        <ApiKeyForm scopes={integration.scopes} />
      </Fold>
    </Section>
  );
}

function Again({ integration }: { integration: Integration }) {
  const { reason, health, scopes, authentication } = integration;
  return (
    <Section title="Connection">
      <Notice
        tone="bad"
        role="alert"
        icon={<IconPlugConnectedX aria-hidden />}
        title="Lever is disconnected: nothing is sent"
      >
        {sentence(reason ?? "Lever no longer accepts our access")} Connect again, and what waits
        goes on where it stopped. Nothing is lost, and nobody is invited twice.
        {health.lastEventAt && (
          <Text size="sm" c="dimmed" mt={4}>
            Last event from Lever: <When at={health.lastEventAt} />
          </Text>
        )}
      </Notice>
      <ConnectButton name="Connect again" />
      <Fold name="What Lever is asked for">
        <Permissions scopes={scopes.map((scope) => ({ ...scope, granted: null }))} />
      </Fold>
      <Fold name="Use an API key instead" open={authentication === "API_KEY"}>
        <ApiKeyForm scopes={scopes} />
      </Fold>
    </Section>
  );
}
