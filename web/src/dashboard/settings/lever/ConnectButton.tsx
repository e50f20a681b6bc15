// Leads to Lever's consent page. For Super Admins.
import { Button, Stack, Text } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { graphql } from "../../../gql";
import { Refusal } from "../../form/Refusal";
import { request } from "../../request";
import { mayConnect, useViewer } from "../../viewer";

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

interface ConnectButtonProps {
  name: string;
  /** Beside other things, not the one thing to do. */
  small?: boolean;
}

export function ConnectButton({ name, small = false }: ConnectButtonProps) {
  const allowed = mayConnect(useViewer());
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
    <Stack gap="xs" align="flex-start">
      <Refusal problem={problem} />
      <Button
        size={small ? "xs" : "md"}
        variant={small ? "default" : "filled"}
        loading={leaving}
        disabled={!allowed}
        rightSection={<IconExternalLink size={small ? 15 : 17} aria-hidden />}
        onClick={() => connect.mutate()}
      >
        {name}
      </Button>
      {!allowed && (
        <Text size="sm" c="dimmed">
          Only a Super Admin can connect Lever.
        </Text>
      )}
    </Stack>
  );
}
