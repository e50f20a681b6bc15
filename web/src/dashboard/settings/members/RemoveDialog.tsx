// Asks once more before a member is removed, and says what that does.
import { List, Modal } from "@mantine/core";
import { graphql } from "../../../gql";
import { useChange } from "../../form/useChange";
import { keys } from "../../keys";
import { Confirm } from "../../parts/ConfirmDialog";
import { useIsUnsaved } from "../../parts/useUnsaved";
import { request } from "../../request";
import { useForget, useViewer } from "../../viewer";
import type { Operator } from "./operators";

const removeMutation = graphql(`
  mutation RemoveOperator($input: RemoveOperatorInput!) {
    removeOperator(input: $input) {
      ... on Operator {
        __typename
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

interface RemoveDialogProps {
  opened: boolean;
  operator: Operator | null;
  onClose: () => void;
  onRemoved: (operator: Operator) => void;
}

export function RemoveDialog({ opened, operator, ...rest }: RemoveDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={rest.onClose}
      title={`Remove ${operator?.name}?`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {operator && <Remove key={operator.id} operator={operator} {...rest} />}
    </Modal>
  );
}

type RemoveProps = Omit<RemoveDialogProps, "opened" | "operator"> & { operator: Operator };

function Remove({ operator, onClose, onRemoved }: RemoveProps) {
  const isViewer = useViewer().id === operator.id;
  const unsaved = useIsUnsaved();
  const whom = isViewer ? "me" : "them";
  const forget = useForget();
  const remove = useChange(
    async (operatorId: string) =>
      (await request(removeMutation, { input: { operatorId } })).removeOperator,
    () => (isViewer ? forget() : onRemoved(operator)),
    // Who removed themselves may ask for nothing more.
    isViewer ? [] : [keys.operators],
  );
  return (
    <Confirm
      keep={`Keep ${whom}`}
      confirm={`Remove ${whom}`}
      pending={remove.pending}
      problem={remove.problem}
      onKeep={onClose}
      onConfirm={() => remove.send(operator.id)}
    >
      <List size="sm" spacing={6}>
        <List.Item>
          {isViewer
            ? "This is you: you are signed out at once, and cannot come back by yourself."
            : "They are signed out at once, and their API tokens and links stop working."}
        </List.Item>
        {isViewer && unsaved && (
          <List.Item>What you changed on this page and did not save is lost.</List.Item>
        )}
        <List.Item>What they did stays in the audit log.</List.Item>
        <List.Item>To bring somebody back, invite them anew.</List.Item>
      </List>
    </Confirm>
  );
}
