// Asks once more before Lever is disconnected, and says what that does.
import { Button, Group, List, Modal, Stack, Text } from "@mantine/core";
import { graphql } from "../../../gql";
import { Refusal } from "../../form/Refusal";
import { useChange } from "../../form/useChange";
import { request } from "../../request";

const disconnectMutation = graphql(`
  mutation DisconnectLever {
    disconnectLever {
      ... on Integration {
        __typename
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

interface DisconnectDialogProps {
  opened: boolean;
  onClose: () => void;
}

export function DisconnectDialog({ opened, onClose }: DisconnectDialogProps) {
  const disconnect = useChange(
    async () => (await request(disconnectMutation)).disconnectLever,
    onClose,
  );
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Disconnect Lever?"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Stack>
        <List size="sm" spacing={6}>
          <List.Item>Nobody is invited any more, and nothing is written to Lever.</List.Item>
          <List.Item>
            Candidates who have begun may finish; what comes of it is written to Lever once you
            connect again. Who has not begun finds the interview paused, and the link stays valid.
          </List.Item>
          <List.Item>Our webhooks are deleted in Lever, and our tokens here.</List.Item>
          <List.Item>Your settings stay, for the day you connect again.</List.Item>
        </List>
        <Text size="sm" c="dimmed">
          To also remove the app in Lever, open{" "}
          <strong>Settings &gt; Integrations and API &gt; Authorized Apps</strong> there and choose{" "}
          <strong>Revoke access</strong>.
        </Text>
        <Refusal problem={disconnect.problem} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Stay connected
          </Button>
          <Button color="red.9" loading={disconnect.pending} onClick={() => disconnect.send()}>
            Disconnect Lever
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
