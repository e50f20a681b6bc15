// Settings > About this system: which hosts it speaks to, and the card that says how it judges and who sees to it.
import { Stack } from "@mantine/core";
import { Notice } from "../../parts/Notice";
import { PageTitle } from "../../parts/PageTitle";
import { mayConfigure, useViewer } from "../../viewer";
import { Trail } from "../Trail";
import { CardSection } from "./CardSection";
import { HostsSection } from "./HostsSection";

export function SystemPage() {
  return (
    <Stack gap="lg" maw={820}>
      <Trail steps={[{ to: "/settings", name: "Settings" }]} />
      <PageTitle>About this system</PageTitle>
      {mayConfigure(useViewer()) ? (
        <>
          <HostsSection />
          <CardSection />
        </>
      ) : (
        <Notice tone="quiet">Only Admins see how this system is set up.</Notice>
      )}
    </Stack>
  );
}
