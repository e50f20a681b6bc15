// Setting one's own password: the form, and the quiet reminder while there is none.

import { Button, Group, Modal, PasswordInput, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconKey } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { graphql } from "../gql";
import { useCompanySignIn } from "./companySignIn";
import { keys } from "./keys";
import { Notice } from "./parts/Notice";
import { request } from "./request";
import { useViewer } from "./viewer";

/** As the server demands. */
const PASSWORD_CHARS_MIN = 12;

const setPasswordMutation = graphql(`
  mutation SetPassword($input: SetPasswordInput!) {
    setPassword(input: $input) {
      ... on Operator {
        __typename
        id
        hasPassword
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

export function SetPasswordBanner() {
  const viewer = useViewer();
  return viewer.hasPassword ? null : <Banner />;
}

function Banner() {
  const company = useCompanySignIn();
  const [opened, dialog] = useDisclosure(false);
  // Whoever has an account of the company needs no password.
  if (company.data !== null) return null;
  return (
    <>
      <Notice tone="quiet" icon={<IconKey aria-hidden />} mb="lg">
        <Group justify="space-between" gap="sm">
          <Text size="sm">
            You came in by a one-time link. Set a password to be able to sign in again.
          </Text>
          <Button size="xs" variant="default" onClick={dialog.open}>
            Set a password
          </Button>
        </Group>
      </Notice>
      <SetPasswordDialog opened={opened} onClose={dialog.close} />
    </>
  );
}

interface SetPasswordDialogProps {
  opened: boolean;
  onClose: () => void;
  onSaved?: () => void;
}

export function SetPasswordDialog({ opened, onClose, onSaved }: SetPasswordDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Set your password"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <SetPasswordForm onDone={onClose} onSaved={onSaved} />
    </Modal>
  );
}

function SetPasswordForm({ onDone, onSaved }: { onDone: () => void; onSaved?: () => void }) {
  const viewer = useViewer();
  const queryClient = useQueryClient();
  const [password, setPassword] = useState("");
  const [shortOf, setShortOf] = useState(false);

  const save = useMutation({
    mutationFn: async () =>
      (await request(setPasswordMutation, { input: { password } })).setPassword,
    onSuccess: async (result) => {
      if (result.__typename !== "Operator") return;
      await queryClient.invalidateQueries({ queryKey: keys.viewer });
      // The others were ended by it.
      await queryClient.invalidateQueries({ queryKey: keys.sessions });
      onSaved?.();
      onDone();
    },
  });
  const refusal =
    save.error?.message ?? (save.data?.__typename === "Problem" ? save.data.message : null);
  const error = shortOf ? `At least ${PASSWORD_CHARS_MIN} characters, please.` : refusal;

  function submit(event: FormEvent) {
    event.preventDefault();
    const tooShort = password.length < PASSWORD_CHARS_MIN;
    setShortOf(tooShort);
    if (!tooShort) save.mutate();
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {/* For password managers: whose password this is. */}
        <input type="hidden" autoComplete="username" value={viewer.email} readOnly />
        <PasswordInput
          label="New password"
          description={`${PASSWORD_CHARS_MIN} characters or more`}
          autoComplete="new-password"
          data-autofocus
          value={password}
          error={error}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            Save password
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
