// Asks once more before a token is revoked.
import { Modal, Text } from "@mantine/core";
import { graphql } from "../../../gql";
import { useChange } from "../../form/useChange";
import { keys } from "../../keys";
import { Confirm } from "../../parts/ConfirmDialog";
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
      {token && <Revoke key={token.id} token={token} onClose={onClose} onRevoked={onRevoked} />}
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
    <Confirm
      keep="Keep it"
      confirm="Revoke it"
      pending={revoke.pending}
      problem={revoke.problem}
      onKeep={onClose}
      onConfirm={() => revoke.send(token.id)}
    >
      <Text size="sm">
        Whatever uses it is refused from now on. A revoked token cannot be brought back; make a new
        one instead.
      </Text>
    </Confirm>
  );
}
