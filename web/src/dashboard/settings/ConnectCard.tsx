// Not connected: what is asked of Lever and why, and the button.

import { Button, Code, Paper, Stack, Text, Title } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { graphql } from "../../gql";
import { sentence } from "../../shared/sentence";
import { exact } from "../../shared/time";
import { Notice } from "../parts/Notice";
import { request } from "../request";
import { useViewer } from "../viewer";
import type { Integration } from "./integration";

const connectMutation = graphql(`
  mutation ConnectLever {
    connectLever {
      ... on ConnectLever {
        __typename
        authorizeUrl
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

export function ConnectCard({ integration }: { integration: Integration }) {
  const viewer = useViewer();
  const connect = useMutation({
    mutationFn: async () => (await request(connectMutation)).connectLever,
    onSuccess: (result) => {
      if (result.__typename === "ConnectLever") window.location.assign(result.authorizeUrl);
    },
  });
  const leaving = connect.isPending || connect.data?.__typename === "ConnectLever";
  const problem =
    connect.error?.message ??
    (connect.data?.__typename === "Problem" ? connect.data.message : null);

  return (
    <Paper withBorder radius="lg" p="lg">
      <Stack gap="md" align="flex-start">
        {integration.status === "DISCONNECTED" && (
          <Notice tone="bad" title="Lever is disconnected: nothing is sent">
            {sentence(integration.reason ?? "Lever no longer accepts our access")} Connect again to
            go on where it stopped.
            {integration.lastEventAt && ` Last event: ${exact(integration.lastEventAt)}.`}
          </Notice>
        )}
        <div>
          <Title order={2} size="h4" mb={4}>
            Connect your Lever account
          </Title>
          <Text c="dimmed">
            You are taken to Lever to review and accept these permissions. You need to be a Super
            Admin in Lever.
          </Text>
        </div>
        <dl className="scopes">
          {integration.scopes.map(({ name, reason }) => (
            <div key={name}>
              <dt>
                <Code className="code">{name}</Code>
              </dt>
              <dd>{reason}</dd>
            </div>
          ))}
        </dl>
        {problem !== null && (
          <Notice tone="bad" role="alert">
            {problem}
          </Notice>
        )}
        <Button
          size="md"
          loading={leaving}
          disabled={viewer.role !== "SUPER_ADMIN"}
          rightSection={<IconExternalLink size={17} aria-hidden />}
          onClick={() => connect.mutate()}
        >
          Connect to Lever
        </Button>
        {viewer.role !== "SUPER_ADMIN" && (
          <Text size="sm" c="dimmed">
            Only a Super Admin can connect Lever.
          </Text>
        )}
      </Stack>
    </Paper>
  );
}
