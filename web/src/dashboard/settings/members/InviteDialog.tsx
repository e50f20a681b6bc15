// Invites somebody to the dashboard, and shows the link that is mailed to them, once.
import { Button, Group, Modal, Radio, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { graphql } from "../../../gql";
import type { InviteOperatorInput, Role } from "../../../gql/graphql";
import { exact } from "../../../shared/time";
import { Refusal } from "../../form/Refusal";
import { keys } from "../../keys";
import { ShownOnce } from "../../parts/ShownOnce";
import { request } from "../../request";
import { ROLE_NAMES, ROLE_RIGHTS, ROLES } from "../../viewer";

const inviteMutation = graphql(`
  mutation InviteOperator($input: InviteOperatorInput!) {
    inviteOperator(input: $input) {
      ... on InvitedOperator {
        __typename
        signInLink
        expiresAt
        operator {
          id
          email
        }
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

/** As the server allows. */
const NAME_CHARS_MAX = 100;
const EMAIL_CHARS_MAX = 320;

interface InviteDialogProps {
  opened: boolean;
  onClose: () => void;
}

export function InviteDialog({ opened, onClose }: InviteDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Invite somebody"
      // A click beside it must not lose the link.
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Invite onClose={onClose} />
    </Modal>
  );
}

function Invite({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient();
  const invite = useMutation({
    mutationFn: async (input: InviteOperatorInput) =>
      (await request(inviteMutation, { input })).inviteOperator,
    onSuccess: ({ __typename }) => {
      if (__typename === "Problem") return;
      // The link does not wait for the list.
      void queryClient.invalidateQueries({ queryKey: keys.operators });
    },
    // Forgets the link with the dialog.
    gcTime: 0,
  });
  const { data } = invite;
  if (data?.__typename === "InvitedOperator") {
    return (
      <ShownOnce label="Link" secret={data.signInLink} onClose={onClose}>
        A mail with this link is on its way to {data.operator.email}. If it does not arrive, hand
        them the link yourself. Whoever opens it is signed in as them, once, until{" "}
        {exact(data.expiresAt)}. It is not shown again.
      </ShownOnce>
    );
  }
  return (
    <InviteForm
      pending={invite.isPending}
      problem={invite.error?.message ?? data?.message ?? null}
      onInvite={invite.mutate}
      onClose={onClose}
    />
  );
}

interface InviteFormProps {
  pending: boolean;
  problem: string | null;
  onInvite: (input: InviteOperatorInput) => void;
  onClose: () => void;
}

function InviteForm({ pending, problem, onInvite, onClose }: InviteFormProps) {
  const [typed, setTyped] = useState({ email: "", name: "" });
  const [role, setRole] = useState<Role>("TEAM_MEMBER");
  const [tried, setTried] = useState(false);
  const emailField = useRef<HTMLInputElement>(null);
  const nameField = useRef<HTMLInputElement>(null);
  const email = typed.email.trim();
  const name = typed.name.trim();

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (email === "") emailField.current?.focus();
    else if (name === "") nameField.current?.focus();
    else onInvite({ email, name, role });
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          ref={emailField}
          label="Email"
          type="email"
          description="A link that signs them in once is mailed there."
          maxLength={EMAIL_CHARS_MAX}
          autoComplete="off"
          data-autofocus
          value={typed.email}
          error={tried && email === "" && "Say where to mail the invitation."}
          onChange={(event) => setTyped({ ...typed, email: event.currentTarget.value })}
        />
        <TextInput
          ref={nameField}
          label="Name"
          description="As other members see it."
          maxLength={NAME_CHARS_MAX}
          autoComplete="off"
          value={typed.name}
          error={tried && name === "" && "Say what they are called."}
          onChange={(event) => setTyped({ ...typed, name: event.currentTarget.value })}
        />
        <Radio.Group
          label="Role"
          value={role}
          onChange={(value) => setRole(ROLES.find((each) => each === value) ?? role)}
        >
          <Stack gap="xs" mt="xs">
            {ROLES.map((each) => (
              <Radio
                key={each}
                value={each}
                label={ROLE_NAMES[each]}
                description={ROLE_RIGHTS[each]}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Refusal problem={problem} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={pending}>
            Send the invitation
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
