// Asks once more before the webhook is removed, and says what that does.
import { Modal, Text } from "@mantine/core";
import { useChange } from "../../form/useChange";
import { keys } from "../../keys";
import { Confirm } from "../../parts/ConfirmDialog";
import { setWebhook } from "./webhooks";

interface RemoveProps {
  onClose: () => void;
  onRemoved: () => void;
}

export function RemoveDialog({ opened, ...props }: RemoveProps & { opened: boolean }) {
  return (
    <Modal
      opened={opened}
      onClose={props.onClose}
      title="Remove the webhook?"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Remove {...props} />
    </Modal>
  );
}

function Remove({ onClose, onRemoved }: RemoveProps) {
  const remove = useChange(() => setWebhook(null, () => {}), () => {
    onClose();
    onRemoved();
  }, [keys.outbound]);
  return (
    <Confirm
      keep="Keep it"
      confirm="Remove it"
      pending={remove.pending}
      problem={remove.problem}
      onKeep={onClose}
      onConfirm={remove.send}
    >
      <Text size="sm">Nothing is sent any more, and what waits to be sent is dropped.</Text>
    </Confirm>
  );
}
