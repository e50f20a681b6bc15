// Asks once more before something is dropped, and why.
import { List, Modal, Textarea } from "@mantine/core";
import { useState } from "react";
import type { DeadLetterKind } from "../../gql/graphql";
import { Confirm } from "../parts/ConfirmDialog";
import { type GivenUp, useDrop } from "./givenUp";

const REASON_CHARS_MAX = 500;

interface Dropped {
  /** Null for all that is listed. */
  one: GivenUp | null;
  /** What is listed; null for everything. */
  kind: DeadLetterKind | null;
  total: number;
  onClose: () => void;
  onDropped: (one: GivenUp | null) => void;
}

export function DropDialog({ opened, ...dropped }: { opened: boolean } & Dropped) {
  const { one, onClose } = dropped;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={one === null ? `Drop ${allOf(dropped)}?` : `Drop “${one.what}”?`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <DropForm key={one?.id} {...dropped} />
    </Modal>
  );
}

function allOf({ kind, total }: Dropped): string {
  return `${kind === null ? "all" : "these"} ${total.toLocaleString("en")}`;
}

function DropForm(dropped: Dropped) {
  const { one, kind, onClose, onDropped } = dropped;
  const drop = useDrop(() => onDropped(one));
  const [reason, setReason] = useState("");
  return (
    <Confirm
      keep={one === null ? "Keep all" : "Keep it"}
      confirm={one === null ? `Drop ${allOf(dropped)}` : "Drop it"}
      pending={drop.pending}
      problem={drop.problem}
      onKeep={onClose}
      // What is kept has no breaks.
      onConfirm={() =>
        drop.send(one ? { id: one.id } : { kind }, reason.replaceAll(/\s+/g, " ").trim())
      }
    >
      <List size="sm" spacing={6}>
        <List.Item>What is dropped is never done, and cannot be tried again.</List.Item>
        {(one?.kind ?? kind) === "EVENT" ? (
          <>
            <List.Item>Your own system never hears of it. No interview is touched.</List.Item>
            <List.Item>Your name and the reason are kept.</List.Item>
          </>
        ) : (
          <>
            <List.Item>
              Its interview goes on without it. If it cannot, it ends as stopped, and can be taken
              up again from its own page.
            </List.Item>
            <List.Item>
              Your name and the reason are kept, in the interview's timeline too.
            </List.Item>
          </>
        )}
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
