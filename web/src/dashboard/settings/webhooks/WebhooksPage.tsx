// Settings > Integrations > Webhooks: a system of the company's own that is told of each interview's steps.
import { Anchor, Code, Skeleton, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { Announcement } from "../../parts/Announcement";
import { Failure } from "../../parts/Failure";
import { Notice } from "../../parts/Notice";
import { PageTitle } from "../../parts/PageTitle";
import { mayGovern, useViewer } from "../../viewer";
import { Trail } from "../Trail";
import { AddressSection } from "./AddressSection";
import { MessagesSection } from "./MessagesSection";
import { SecretDialog } from "./SecretDialog";
import { WebhookSection } from "./WebhookSection";
import { type Outbound, useOutbound } from "./webhooks";

const TRAIL = [
  { to: "/settings", name: "Settings" },
  { to: "/settings/integrations", name: "Integrations" },
];

export function WebhooksPage() {
  return (
    <Stack gap="lg" maw={720}>
      <Trail steps={TRAIL} />
      <PageTitle>Webhooks</PageTitle>
      {mayGovern(useViewer()) ? (
        <>
          <WhatItIs />
          <Loaded />
        </>
      ) : (
        <Notice tone="quiet">
          Only Super Admins choose where messages of interviews are sent.
        </Notice>
      )}
    </Stack>
  );
}

function WhatItIs() {
  return (
    <Text size="sm">
      Whenever an interview goes on (somebody is invited, completes it, is scored and so on) or is
      erased, a signed message is sent to an address of yours, as the{" "}
      <Anchor
        href="https://www.standardwebhooks.com"
        target="_blank"
        rel="noreferrer"
        className="in-text"
      >
        Standard Webhooks
      </Anchor>{" "}
      specification has it. It has ids, the state, and the scores once there are any; never who the
      candidate is. While the receiver does not answer, it is sent again for two days. The same
      message may arrive twice, with the same <Code className="code">webhook-id</Code>, and messages
      not always in order: <Code className="code">version</Code> says which came first.
    </Text>
  );
}

function Loaded() {
  const outbound = useOutbound();
  return (
    <>
      {outbound.isPending && (
        <Skeleton height={240} radius="lg" role="status" aria-label="Loading the webhook" />
      )}
      {outbound.isError && (
        <Failure
          what="The webhook could not be loaded"
          error={outbound.error}
          onRetry={() => void outbound.refetch()}
        />
      )}
      {outbound.data && <Sections outbound={outbound.data} />}
    </>
  );
}

function Sections({ outbound: { allowedHosts, webhook } }: { outbound: Outbound }) {
  const [secret, setSecret] = useState<string | null>(null);
  const [renewed, setRenewed] = useState<string | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  function show(made: string) {
    // So that what is said once more is heard once more.
    setSaid(null);
    setSecret(made);
  }
  function close() {
    if (secret !== null) setSaid("The webhook is set.");
    setSecret(null);
    setRenewed(null);
  }
  return (
    <>
      <Announcement takesFocus>{said}</Announcement>
      {webhook && (
        <WebhookSection
          webhook={webhook}
          allowed={allowedHosts.length > 0}
          onRenew={() => setRenewed(webhook.url)}
          onRemoved={() => setSaid("The webhook is removed.")}
        />
      )}
      {webhook && <MessagesSection />}
      {allowedHosts.length === 0 ? (
        <Notice tone="quiet" title="No host is allowed yet">
          Whoever runs this server first allows hosts that messages may go to, in its settings, by{" "}
          <Code className="code">outbound.event_hosts</Code>.
        </Notice>
      ) : (
        <AddressSection stored={webhook?.url ?? null} allowedHosts={allowedHosts} onSecret={show} />
      )}
      <SecretDialog renewed={renewed} secret={secret} onSecret={show} onClose={close} />
    </>
  );
}
