// Asks why an interview is to be erased, and says what that does and that it cannot be undone.
import { Button, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { type FormEvent, useRef, useState } from "react";
import { graphql } from "../../gql";
import { Refusal } from "../form/Refusal";
import { useChange } from "../form/useChange";
import { keys } from "../keys";
import { WhatIsErased } from "../parts/WhatIsErased";
import { request } from "../request";

const eraseMutation = graphql(`
  mutation EraseInterview($input: EraseInterviewInput!) {
    eraseInterview(input: $input) {
      ... on Interview {
        __typename
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

/** As the server counts it. */
const REASON_CHARS_MAX = 500;

interface EraseDialogProps {
  id: string;
  opened: boolean;
  onClose: () => void;
  onErased: () => void;
}

export function EraseDialog({ opened, ...rest }: EraseDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={rest.onClose}
      title="Erase what is kept of the candidate?"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <EraseForm {...rest} />
    </Modal>
  );
}

function EraseForm({ id, onClose, onErased }: Omit<EraseDialogProps, "opened">) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [typed, setTyped] = useState("");
  const [tried, setTried] = useState(false);
  const reason = typed.trim();
  const erase = useChange(
    async (why: string) =>
      (await request(eraseMutation, { input: { id, reason: why } })).eraseInterview,
    onErased,
    // The list names the candidate, too.
    [keys.interview(id), keys.everyInterview],
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (reason === "") field.current?.focus();
    else erase.send(reason);
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text size="sm" fw={600}>
          This cannot be undone.
        </Text>
        <WhatIsErased />
        <Textarea
          ref={field}
          label="Reason"
          description="For the audit log, which keeps it for good. Name nobody in it."
          required
          maxLength={REASON_CHARS_MAX}
          rows={3}
          value={typed}
          error={tried && reason === "" && "Say why."}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Refusal problem={erase.problem} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Keep it
          </Button>
          <Button type="submit" color="red.9" loading={erase.pending}>
            Erase it for good
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
