// Asks once more before a token is revoked.
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { graphql } from "../../../gql";
import { Refusal } from "../../form/Refusal";
import { useChange } from "../../form/useChange";
import { keys } from "../../keys";
import { request } from "../../request";
import type { ApiToken } from "./apiTokens";

const revokeMutation = graphql(`
  mutation RevokeApiToken($input: RevokeApiTokenInput!) {
    revokeApiToken(input: $input) {
      ... on ApiTokens {
        __typename
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

interface RevokeTokenDialogProps {
  opened: boolean;
  token: ApiToken | null;
  onClose: () => void;
  onRevoked: (token: ApiToken) => void;
}

export function RevokeTokenDialog({ opened, token, onClose, onRevoked }: RevokeTokenDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`Revoke “${token?.name}”?`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {token && <Revoke token={token} onClose={onClose} onRevoked={onRevoked} />}
    </Modal>
  );
}

type RevokeProps = Pick<RevokeTokenDialogProps, "onClose" | "onRevoked"> & { token: ApiToken };

function Revoke({ token, onClose, onRevoked }: RevokeProps) {
  const revoke = useChange(
    async (id: string) => (await request(revokeMutation, { input: { id } })).revokeApiToken,
    () => onRevoked(token),
    [keys.apiTokens],
  );
  return (
    <Stack>
      <Text size="sm">
        Whatever uses it is refused from now on. A revoked token cannot be brought back; make a new
        one instead.
      </Text>
      <Refusal problem={revoke.problem} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep it
        </Button>
        <Button color="red.9" loading={revoke.pending} onClick={() => revoke.send(token.id)}>
          Revoke it
        </Button>
      </Group>
    </Stack>
  );
}
