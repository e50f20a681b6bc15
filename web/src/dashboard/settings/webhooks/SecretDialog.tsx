// Shows the secret that messages are signed with, once; and asks before a new one takes its place.
import { Modal, Text } from "@mantine/core";
import { useChange } from "../../form/useChange";
import { keys } from "../../keys";
import { Confirm } from "../../parts/ConfirmDialog";
import { ShownOnce } from "../../parts/ShownOnce";
import { setWebhook } from "./webhooks";

interface SecretDialogProps {
  /** It is asked whether there is to be a new one, for this address; null: it is not. */
  renewed: string | null;
  /** What is to be shown; null: nothing. */
  secret: string | null;
  onSecret: (secret: string) => void;
  onClose: () => void;
}

export function SecretDialog({ renewed, secret, onSecret, onClose }: SecretDialogProps) {
  return (
    <Modal
      opened={renewed !== null || secret !== null}
      onClose={onClose}
      title={secret === null ? "Make a new secret?" : "The secret of the webhook"}
      // Neither a click beside it nor a key must lose the secret.
      closeOnClickOutside={false}
      closeOnEscape={secret === null}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {secret !== null && (
        <ShownOnce label="Secret" secret={secret} onClose={onClose}>
          Copy the secret now and give it to the receiver, who needs it to check the signatures. It
          is not shown again.
        </ShownOnce>
      )}
      {secret === null && renewed !== null && (
        <Renew url={renewed} onSecret={onSecret} onKeep={onClose} />
      )}
    </Modal>
  );
}

interface RenewProps {
  url: string;
  onSecret: (secret: string) => void;
  onKeep: () => void;
}

function Renew({ url, onSecret, onKeep }: RenewProps) {
  const renew = useChange(() => setWebhook(url, onSecret), undefined, [keys.outbound]);
  return (
    <Confirm
      keep="Keep the secret"
      confirm="Make a new one"
      pending={renew.pending}
      problem={renew.problem}
      onKeep={onKeep}
      onConfirm={renew.send}
    >
      <Text size="sm">
        The former secret ends at once: everything from now on is signed with the new one, also what
        waits. Give it to the receiver, or signatures do not match there.
      </Text>
    </Confirm>
  );
}
