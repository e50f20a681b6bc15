// Asks whether what was typed may be lost.
import { Button, Group, Modal, Stack, Text } from "@mantine/core";

interface DiscardDialogProps {
  opened: boolean;
  onKeep: () => void;
  onDiscard: () => void;
}

export function DiscardDialog({ opened, onKeep, onDiscard }: DiscardDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onKeep}
      title="Discard your changes?"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Stack>
        <Text size="sm">What you changed here is not kept yet, and is lost if you go on.</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onKeep} data-autofocus>
            Keep editing
          </Button>
          <Button color="red.9" onClick={onDiscard}>
            Discard
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
