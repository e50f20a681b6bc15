// Invites a candidate by hand, whatever their stage: by the opportunity's address in Lever, or its id.
import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconUserPlus } from "@tabler/icons-react";
import { type FormEvent, useRef, useState } from "react";
import { graphql } from "../../gql";
import { Refusal } from "../form/Refusal";
import { useChange } from "../form/useChange";
import { keys } from "../keys";
import { Announcement } from "../parts/Announcement";
import { request } from "../request";

const inviteMutation = graphql(`
  mutation InviteCandidate($input: InviteCandidateInput!) {
    inviteCandidate(input: $input) {
      ... on InvitedByHand {
        __typename
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

const INVITED =
  "It is read from Lever now, and stands in the list as soon as it was. If it does not, Lever has no such opportunity: look at the address once more.";

/** A button, the dialog it opens, and what came of that. */
export function InviteByHand() {
  const [opened, dialog] = useDisclosure(false);
  const [said, setSaid] = useState<string | null>(null);

  function open() {
    setSaid(null);
    dialog.open();
  }

  return (
    <Stack gap="xs" align="flex-start">
      <Button variant="default" leftSection={<IconUserPlus size={16} aria-hidden />} onClick={open}>
        Invite by hand
      </Button>
      <Announcement>{said}</Announcement>
      <Modal
        opened={opened}
        onClose={dialog.close}
        title="Invite a candidate by hand"
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <InviteForm
          onClose={dialog.close}
          onInvited={() => {
            dialog.close();
            setSaid(INVITED);
          }}
        />
      </Modal>
    </Stack>
  );
}

interface InviteFormProps {
  onClose: () => void;
  onInvited: () => void;
}

function InviteForm({ onClose, onInvited }: InviteFormProps) {
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState("");
  const [tried, setTried] = useState(false);
  const opportunity = typed.trim();
  const invite = useChange(
    async (given: string) =>
      (await request(inviteMutation, { input: { opportunity: given } })).inviteCandidate,
    onInvited,
    [keys.everyInterview],
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (opportunity === "") field.current?.focus();
    else invite.send(opportunity);
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text size="sm">
          The opportunity is read from Lever, and its candidate is mailed an invite, whatever their
          stage, their origin and the rules of the posting. Nobody is invited twice, nor anybody who
          must not be written to; the interview then says why.
        </Text>
        <TextInput
          ref={field}
          label="Opportunity"
          description="Its address, as your browser shows it in Lever, or its id."
          placeholder="https://hire.lever.co/candidates/…"
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          value={typed}
          error={tried && opportunity === "" && "Say whom: paste the address or the id."}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Refusal problem={invite.problem} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={invite.pending}>
            Invite
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
