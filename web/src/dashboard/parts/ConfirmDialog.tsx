// Asks once more before something is lost or ended, says what that does, and why it was refused.
import { Button, Group, Modal, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { Refusal } from "../form/Refusal";

interface ConfirmProps {
  /** What the button says that leaves everything as it is. */
  keep: string;
  /** What the button says that does it. */
  confirm: string;
  pending?: boolean;
  problem?: string | null;
  onKeep: () => void;
  onConfirm: () => void;
  /** What it does. */
  children: ReactNode;
}

interface ConfirmDialogProps extends ConfirmProps {
  opened: boolean;
  /** The question. */
  title: string;
}

export function ConfirmDialog({ opened, title, ...asked }: ConfirmDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={asked.onKeep}
      title={title}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Confirm {...asked} />
    </Modal>
  );
}

/** What is in such a dialog; for one that forgets with every closing what was typed in it, or refused. */
export function Confirm({ pending = false, problem = null, ...asked }: ConfirmProps) {
  return (
    <Stack>
      {asked.children}
      <Refusal problem={problem} />
      <Group justify="flex-end">
        <Button variant="default" onClick={asked.onKeep} data-autofocus>
          {asked.keep}
        </Button>
        <Button color="red.9" loading={pending} onClick={() => asked.onConfirm()}>
          {asked.confirm}
        </Button>
      </Group>
    </Stack>
  );
}
