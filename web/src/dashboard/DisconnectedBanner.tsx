// Says on every page that Lever is disconnected; its own page says it at length.
import { Anchor } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useLocation } from "react-router";
import { graphql } from "../gql";
import { sentence } from "../shared/sentence";
import { keys, POLL_SHELL_MS } from "./keys";
import { Notice } from "./parts/Notice";
import { request } from "./request";

const LEVER_PAGE = "/settings/integrations/lever";

const connectionQuery = graphql(`
  query Connection {
    integration {
      status
      reason
    }
  }
`);

export function DisconnectedBanner() {
  const { pathname } = useLocation();
  const { data: integration } = useQuery({
    queryKey: keys.connection,
    queryFn: async () => (await request(connectionQuery)).integration,
    refetchInterval: POLL_SHELL_MS,
  });
  if (integration?.status !== "DISCONNECTED" || pathname === LEVER_PAGE) return null;
  return (
    <Notice
      tone="bad"
      role="alert"
      icon={<IconPlugConnectedX aria-hidden />}
      title="Lever is disconnected: nothing is sent"
      mb="lg"
    >
      {integration.reason && `${sentence(integration.reason)} `}
      <Anchor component={Link} to={LEVER_PAGE} fz="inherit" className="in-text">
        Look at the connection
      </Anchor>
    </Notice>
  );
}
