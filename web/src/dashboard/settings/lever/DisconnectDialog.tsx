// Asks once more before Lever is disconnected, and says what that does.
import { List, Modal, Text } from "@mantine/core";
import { graphql } from "../../../gql";
import { useChange } from "../../form/useChange";
import { Confirm } from "../../parts/ConfirmDialog";
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
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Disconnect Lever?"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Disconnect onClose={onClose} />
    </Modal>
  );
}

function Disconnect({ onClose }: Pick<DisconnectDialogProps, "onClose">) {
  const disconnect = useChange(
    async () => (await request(disconnectMutation)).disconnectLever,
    onClose,
  );
  return (
    <Confirm
      keep="Stay connected"
      confirm="Disconnect Lever"
      pending={disconnect.pending}
      problem={disconnect.problem}
      onKeep={onClose}
      onConfirm={disconnect.send}
    >
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
    </Confirm>
  );
}
