// Asks once more before something is dropped, and why.
import { List, Modal, Textarea } from "@mantine/core";
import { useState } from "react";
import { Confirm } from "../parts/ConfirmDialog";
import { type GivenUp, useDrop } from "./givenUp";

const REASON_CHARS_MAX = 500;

interface Dropped {
  /** Null for everything. */
  one: GivenUp | null;
  total: number;
  onClose: () => void;
  onDropped: (one: GivenUp | null) => void;
}

export function DropDialog({ opened, ...dropped }: { opened: boolean } & Dropped) {
  const { one, total, onClose } = dropped;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={one === null ? `Drop ${allOf(total)}?` : `Drop “${one.what}”?`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <DropForm key={one?.id} {...dropped} />
    </Modal>
  );
}

function allOf(total: number): string {
  return `all ${total.toLocaleString("en")}`;
}

function DropForm({ one, total, onClose, onDropped }: Dropped) {
  const drop = useDrop(() => onDropped(one));
  const [reason, setReason] = useState("");
  return (
    <Confirm
      keep={one === null ? "Keep all" : "Keep it"}
      confirm={one === null ? `Drop ${allOf(total)}` : "Drop it"}
      pending={drop.pending}
      problem={drop.problem}
      onKeep={onClose}
      // What is kept has no breaks.
      onConfirm={() => drop.send(one?.id ?? null, reason.replaceAll(/\s+/g, " ").trim())}
    >
      <List size="sm" spacing={6}>
        <List.Item>What is dropped is never done, and cannot be tried again.</List.Item>
        <List.Item>
          Its interview goes on without it. If it cannot, it ends as stopped, and can be taken up
          again from its own page.
        </List.Item>
        <List.Item>Your name and the reason are kept, in the interview's timeline too.</List.Item>
      </List>
      <Textarea
        label="Reason"
        description="For your colleagues; may be left out."
        maxLength={REASON_CHARS_MAX}
        rows={3}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Confirm>
  );
}
