// Asks once more before one is signed out of every browser, this one too.
import { Modal, Text } from "@mantine/core";
import { graphql } from "../../../gql";
import { useChange } from "../../form/useChange";
import { Confirm } from "../../parts/ConfirmDialog";
import { request } from "../../request";
import { useForget } from "../../viewer";

const signOutEverywhereMutation = graphql(`
  mutation SignOutEverywhere {
    signOutEverywhere {
      ... on Sessions {
        __typename
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

interface SignOutEverywhereDialogProps {
  opened: boolean;
  onClose: () => void;
}

export function SignOutEverywhereDialog({ opened, onClose }: SignOutEverywhereDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Sign out everywhere?"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <SignOutEverywhere onClose={onClose} />
    </Modal>
  );
}

function SignOutEverywhere({ onClose }: Pick<SignOutEverywhereDialogProps, "onClose">) {
  const signOut = useChange(
    async () => (await request(signOutEverywhereMutation)).signOutEverywhere,
    useForget(),
    [],
  );
  return (
    <Confirm
      keep="Stay signed in"
      confirm="Sign out everywhere"
      pending={signOut.pending}
      problem={signOut.problem}
      onKeep={onClose}
      onConfirm={signOut.send}
    >
      <Text size="sm">
        Every browser is signed out at once, this one too. Your API tokens stay; revoke those one by
        one.
      </Text>
    </Confirm>
  );
}
