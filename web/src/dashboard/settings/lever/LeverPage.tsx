// Settings > Integrations > Lever: connect, see that it works, choose who is invited and what is written back.
import { Group, Skeleton, Stack } from "@mantine/core";
import { sentence } from "../../../shared/sentence";
import { Failure } from "../../parts/Failure";
import { Notice } from "../../parts/Notice";
import { PageTitle } from "../../parts/PageTitle";
import { mayConfigure, seesSettings, useViewer } from "../../viewer";
import { type Integration, useConnection, useIntegration } from "../integration";
import { StatusBadge } from "../StatusBadge";
import { Trail } from "../Trail";
import { ConnectCard } from "./ConnectCard";
import { ConnectionCard, DisconnectingCard } from "./ConnectionCard";
import { GivenUpCard } from "./GivenUpCard";
import { HealthCard } from "./HealthCard";
import { LeverReturn } from "./LeverReturn";
import { PostingsCard } from "./PostingsCard";
import { TriggersCard } from "./TriggersCard";
import { WritebackCard } from "./WritebackCard";

const TRAIL = [
  { to: "/settings", name: "Settings" },
  { to: "/settings/integrations", name: "Integrations" },
];

export function LeverPage() {
  return (
    <Stack gap="lg" maw={820}>
      <Trail steps={TRAIL} />
      {seesSettings(useViewer()) ? <LeverSettings /> : <LeverStatus />}
    </Stack>
  );
}

/** All that a Limited Team Member may see. */
function LeverStatus() {
  const connection = useConnection();
  const { status, reason } = connection.data ?? {};
  return (
    <>
      <Group gap="md">
        <PageTitle>Lever</PageTitle>
        {status && <StatusBadge status={status} />}
      </Group>
      {connection.isError && (
        <Failure
          what="The connection could not be loaded"
          error={connection.error}
          onRetry={() => void connection.refetch()}
        />
      )}
      {reason && <Notice tone="bad">{sentence(reason)}</Notice>}
      <Notice tone="quiet">
        You see here whether Lever works. Only Admins can change its settings, and only Super Admins
        can connect it.
      </Notice>
    </>
  );
}

function LeverSettings() {
  const integration = useIntegration();
  return (
    <>
      <Group gap="md">
        <PageTitle>Lever</PageTitle>
        {integration.data && <StatusBadge status={integration.data.status} />}
      </Group>
      <LeverReturn status={integration.data?.status} />
      {integration.isPending && (
        <Stack role="status" aria-label="Loading the connection">
          <Skeleton height={160} radius="lg" />
          <Skeleton height={120} radius="lg" />
        </Stack>
      )}
      {integration.isError && (
        <Failure
          what="The connection could not be loaded"
          error={integration.error}
          onRetry={() => void integration.refetch()}
        />
      )}
      {integration.data && <Cards integration={integration.data} />}
    </>
  );
}

function Cards({ integration }: { integration: Integration }) {
  const allowed = mayConfigure(useViewer());
  if (integration.status === "NOT_CONNECTED") return <ConnectCard integration={integration} />;
  if (integration.status === "DISCONNECTING") return <DisconnectingCard />;
  if (integration.status === "DISCONNECTED") {
    return (
      <>
        <ConnectCard integration={integration} />
        <GivenUpCard />
      </>
    );
  }
  return (
    <>
      {!allowed && (
        <Notice tone="quiet">You can look at everything here. Only Admins can change it.</Notice>
      )}
      <ConnectionCard integration={integration} />
      <HealthCard integration={integration} />
      <TriggersCard integration={integration} />
      <PostingsCard integration={integration} />
      <WritebackCard integration={integration} />
      <GivenUpCard />
    </>
  );
}
