// Settings > Integrations > Lever: connect, see that it lives, choose who is invited.

import { Group, List, Skeleton, Stack } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { Failure } from "../parts/Failure";
import { Notice } from "../parts/Notice";
import { PageTitle } from "../parts/PageTitle";
import { ConnectCard } from "./ConnectCard";
import { ConnectionCard } from "./ConnectionCard";
import { type Integration, useIntegration } from "./integration";
import { LeverReturn } from "./LeverReturn";
import { StatusBadge } from "./StatusBadge";
import { TogglesCard } from "./TogglesCard";
import { Trail } from "./Trail";
import { TriggerCard } from "./TriggerCard";

export function LeverPage() {
  const integration = useIntegration();
  return (
    <Stack gap="lg" maw={820}>
      <Trail
        steps={[
          { to: "/settings", name: "Settings" },
          { to: "/settings/integrations", name: "Integrations" },
        ]}
      />
      <Group gap="md">
        <PageTitle>Lever</PageTitle>
        {integration.data && <StatusBadge status={integration.data.status} />}
      </Group>
      <LeverReturn />
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
    </Stack>
  );
}

function Cards({ integration }: { integration: Integration }) {
  return (
    <>
      {integration.warnings.length > 0 && (
        <Notice tone="warning" icon={<IconAlertTriangle aria-hidden />} title="Please look at this">
          <List size="sm">
            {integration.warnings.map((warning) => (
              <List.Item key={warning}>{warning}</List.Item>
            ))}
          </List>
        </Notice>
      )}
      {integration.status === "CONNECTED" ? (
        <>
          <ConnectionCard integration={integration} />
          <TogglesCard heard={Boolean(integration.lastEventAt)} />
          <TriggerCard integration={integration} />
        </>
      ) : (
        <ConnectCard integration={integration} />
      )}
    </>
  );
}
