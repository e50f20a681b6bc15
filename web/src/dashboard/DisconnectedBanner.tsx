// Says on every page that Lever is disconnected; its own page says it at length.
import { Anchor } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { Link, useLocation } from "react-router";
import { sentence } from "../shared/sentence";
import { Notice } from "./parts/Notice";
import { LEVER_PAGE, useConnection } from "./settings/integration";

export function DisconnectedBanner() {
  const { pathname } = useLocation();
  const { data: integration } = useConnection();
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
