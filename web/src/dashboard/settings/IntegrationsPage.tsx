// The systems this one can be connected to.
import { Stack } from "@mantine/core";
import { PageTitle } from "../parts/PageTitle";
import { useConnection } from "./integration";
import { SettingsLink } from "./SettingsLink";
import { StatusBadge } from "./StatusBadge";
import { Trail } from "./Trail";

export function IntegrationsPage() {
  const { data: connection } = useConnection();
  return (
    <Stack gap="lg" maw={720}>
      <Trail steps={[{ to: "/settings", name: "Settings" }]} />
      <PageTitle>Integrations</PageTitle>
      <SettingsLink
        to="/settings/integrations/lever"
        name="Lever"
        text="Invites candidates from Lever, and writes tags, notes and reports back."
        badge={connection && <StatusBadge status={connection.status} />}
      />
    </Stack>
  );
}
