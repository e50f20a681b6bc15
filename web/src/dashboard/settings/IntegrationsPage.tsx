// The systems this one can be connected to, and can tell how interviews go.
import { Stack } from "@mantine/core";
import { PageTitle } from "../parts/PageTitle";
import { mayGovern, useViewer } from "../viewer";
import { useConnection } from "./integration";
import { SettingsLink } from "./SettingsLink";
import { StatusBadge } from "./StatusBadge";
import { Trail } from "./Trail";
import { WEBHOOKS_PAGE } from "./webhooks/webhooks";

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
      {mayGovern(useViewer()) && (
        <SettingsLink
          to={WEBHOOKS_PAGE}
          name="Webhooks"
          text="Tell a system of yours of each step of an interview."
        />
      )}
    </Stack>
  );
}
