// Asks whether what was typed may be lost.
import { Text } from "@mantine/core";
import { ConfirmDialog } from "./ConfirmDialog";

interface DiscardDialogProps {
  opened: boolean;
  onKeep: () => void;
  onDiscard: () => void;
}

export function DiscardDialog({ opened, onKeep, onDiscard }: DiscardDialogProps) {
  return (
    <ConfirmDialog
      opened={opened}
      title="Discard your changes?"
      keep="Keep editing"
      confirm="Discard"
      onKeep={onKeep}
      onConfirm={onDiscard}
    >
      <Text size="sm">What you changed here is not kept yet, and is lost if you go on.</Text>
    </ConfirmDialog>
  );
}
