// Asks once more before one is signed out of every browser, this one too.
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { graphql } from "../../../gql";
import { Refusal } from "../../form/Refusal";
import { useChange } from "../../form/useChange";
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
  const signOut = useChange(
    async () => (await request(signOutEverywhereMutation)).signOutEverywhere,
    useForget(),
    [],
  );
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Sign out everywhere?"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Stack>
        <Text size="sm">
          Every browser is signed out at once, this one too. Your API tokens stay; revoke those one
          by one.
        </Text>
        <Refusal problem={signOut.problem} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Stay signed in
          </Button>
          <Button color="red.9" loading={signOut.pending} onClick={() => signOut.send()}>
            Sign out everywhere
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
