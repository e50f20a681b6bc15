// What is written back to a candidate; seen once more, with who gets it, before it goes.
import { Button, Group, Modal, Paper, Stack, Text, Textarea } from "@mantine/core";
import { IconMail } from "@tabler/icons-react";
import { type FormEvent, useRef, useState } from "react";
import { Refusal } from "../form/Refusal";
import { nameOf } from "../interviews/candidateName";
import { type CandidateRequest, KINDS, REPLY_CHARS_MAX, useAnswer } from "./requests";

interface ReplyFormProps {
  request: CandidateRequest;
  reply: string;
  onReply: (reply: string) => void;
  onAnswered: () => void;
}

export function ReplyForm({ request, reply, onReply, onAnswered }: ReplyFormProps) {
  const { interview } = request;
  const field = useRef<HTMLTextAreaElement>(null);
  const [seen, setSeen] = useState(false);
  const [tried, setTried] = useState(false);
  const words = reply.trim();
  const answer = useAnswer(interview?.id ?? "", () => {
    setSeen(false);
    onAnswered();
  });
  const email = interview?.candidateEmail;
  if (!interview || !email) {
    return <Text size="sm">It cannot be answered: Lever has no address of this candidate.</Text>;
  }
  const name = nameOf(interview);

  function preview(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (words === "") field.current?.focus();
    else setSeen(true);
  }

  return (
    <form onSubmit={preview} noValidate>
      <Stack gap="sm">
        <Textarea
          ref={field}
          label="Your answer"
          // Told apart by ear, too.
          aria-label={`Your answer to ${name}: ${KINDS[request.kind]}`}
          description={`Goes to ${email} by mail. You see it once more before it is sent.`}
          required
          rows={5}
          maxLength={REPLY_CHARS_MAX}
          value={reply}
          error={tried && words === "" && "Write an answer first."}
          onChange={(event) => onReply(event.currentTarget.value)}
        />
        <Group>
          <Button type="submit" leftSection={<IconMail size={16} aria-hidden />}>
            Look at the mail
          </Button>
        </Group>
      </Stack>
      <Modal
        opened={seen}
        onClose={() => setSeen(false)}
        title="Send this answer?"
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <Stack>
          <Text size="sm" className="wrap">
            It goes to {name}, {email}, by mail, once, and cannot be taken back. It greets them in
            their language and says that a person answers.
          </Text>
          <Paper component="article" aria-label="Mail" withBorder radius="md" p="md">
            <Stack gap="sm">
              {request.text !== "" && (
                <blockquote className="quote" dir="auto">
                  {request.text}
                </blockquote>
              )}
              <Text className="answer" dir="auto">
                {words}
              </Text>
            </Stack>
          </Paper>
          <Refusal problem={answer.problem} />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setSeen(false)} data-autofocus>
              Keep writing
            </Button>
            <Button
              type="button"
              loading={answer.pending}
              onClick={() => answer.send(request.id, words)}
            >
              Send it
            </Button>
          </Group>
        </Stack>
      </Modal>
    </form>
  );
}
