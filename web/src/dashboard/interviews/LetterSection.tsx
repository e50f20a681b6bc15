// The letter to the candidate: seen before it is sent, and who sent it when.
import { Button, Group, Modal, Paper, Stack, Text } from "@mantine/core";
import { IconMail } from "@tabler/icons-react";
import { useState } from "react";
import { graphql } from "../../gql";
import { exact } from "../../shared/time";
import { Refusal } from "../form/Refusal";
import { useChange } from "../form/useChange";
import { keys } from "../keys";
import { Notice } from "../parts/Notice";
import { request } from "../request";
import { mayConfigure, useViewer } from "../viewer";
import type { InterviewDetail } from "./InterviewPage";
import { Nothing } from "./Nothing";

const sendMutation = graphql(`
  mutation SendLetter($input: SendLetterInput!) {
    sendLetter(input: $input) {
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

export function LetterSection({ interview }: { interview: InterviewDetail }) {
  const { letter, scorecards, candidateEmail } = interview;
  if (letter) {
    return (
      <Stack gap="md">
        <Notice tone="good" role="status">
          Sent on {exact(letter.at)} by {letter.by}.
        </Notice>
        <Letter text={letter.text} />
      </Stack>
    );
  }
  const text = scorecards[0]?.letter;
  if (scorecards.length > 0 && !text) {
    return <Nothing>Your company wants evidence only, and a letter is made from levels.</Nothing>;
  }
  if (!text) {
    return <Nothing>The letter is written from the scorecard, once there is one.</Nothing>;
  }
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        What the candidate could be told, from the evidence only and without numbers. Nothing is
        sent unless you send it.
      </Text>
      <Letter text={text} />
      <SendLetter id={interview.id} email={candidateEmail ?? null} />
    </Stack>
  );
}

function Letter({ text }: { text: string }) {
  return (
    <Paper component="article" aria-label="Letter" withBorder radius="lg" p="lg">
      <Text className="answer" dir="auto">
        {text}
      </Text>
    </Paper>
  );
}

function SendLetter({ id, email }: { id: string; email: string | null }) {
  const allowed = mayConfigure(useViewer());
  const [asked, setAsked] = useState(false);
  if (email === null) {
    return <Text size="sm">It cannot be sent: Lever has no address of this candidate.</Text>;
  }
  if (!allowed) return <Text size="sm">Only Admins can send it.</Text>;
  return (
    <>
      <Group>
        <Button leftSection={<IconMail size={16} aria-hidden />} onClick={() => setAsked(true)}>
          Send to the candidate
        </Button>
      </Group>
      <Modal
        opened={asked}
        onClose={() => setAsked(false)}
        title="Send this letter?"
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <Send id={id} email={email} onClose={() => setAsked(false)} />
      </Modal>
    </>
  );
}

interface SendProps {
  id: string;
  email: string;
  onClose: () => void;
}

/** Asks once more; forgets with every closing why it was refused. */
function Send({ id, email, onClose }: SendProps) {
  const send = useChange(
    async () => (await request(sendMutation, { input: { id } })).sendLetter,
    onClose,
    [keys.interview(id)],
  );
  return (
    <Stack>
      <Text size="sm" className="wrap">
        It goes to {email}, once, and cannot be taken back.
      </Text>
      <Refusal problem={send.problem} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          Don't send it
        </Button>
        <Button loading={send.pending} onClick={() => send.send()}>
          Send it
        </Button>
      </Group>
    </Stack>
  );
}
