// One thing that a candidate asked for: their words, until when it wants an answer, and what was answered.
import { Anchor, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useId } from "react";
import { Link } from "react-router";
import { exact } from "../../shared/time";
import { nameOf } from "../interviews/candidateName";
import { Day } from "../parts/Day";
import { Notice } from "../parts/Notice";
import { When } from "../parts/When";
import { mayAnswer, useViewer } from "../viewer";
import { ReplyForm } from "./ReplyForm";
import { type CandidateRequest, KINDS, urgency } from "./requests";

interface RequestCardProps {
  request: CandidateRequest;
  /** Whether it names the candidate. */
  named: boolean;
  /** What is being written. */
  reply: string;
  onReply: (reply: string) => void;
  onAnswered: () => void;
}

export function RequestCard({ request, named, ...replying }: RequestCardProps) {
  const { kind, text, status, madeAt, dueAt, interview } = request;
  const allowed = mayAnswer(useViewer());
  const heading = useId();
  return (
    <Paper component="article" aria-labelledby={heading} withBorder radius="lg" p="lg">
      <Stack gap="sm">
        <div>
          <Title order={2} size="h5" id={heading}>
            {KINDS[kind]}
            {named && interview && (
              <>
                {": "}
                <Anchor
                  component={Link}
                  to={interviewPage(interview.id)}
                  inherit
                  underline="always"
                >
                  {nameOf(interview)}
                </Anchor>
              </>
            )}
          </Title>
          <Text size="sm" c="dimmed">
            {named && interview?.posting && `${interview.posting.title} · `}
            asked <When at={madeAt} />
          </Text>
        </div>
        {text === "" ? (
          <Text c="dimmed">They added no words.</Text>
        ) : (
          <Text className="answer" dir="auto">
            {text}
          </Text>
        )}
        <Shown request={request} />
        {status === "OPEN" && dueAt && <Due at={dueAt} />}
        {status === "OPEN" && <Hint request={request} />}
        {status === "OPEN" && allowed && <ReplyForm request={request} {...replying} />}
        {status === "OPEN" && !allowed && (
          <Text size="sm">Only Team Members and Admins can answer it.</Text>
        )}
        {status === "ANSWERED" && <Answered request={request} />}
      </Stack>
    </Paper>
  );
}

function interviewPage(id: string): string {
  return `/interviews/${encodeURIComponent(id)}/requests`;
}

/** What the posting says, as they were shown it. */
function Shown({ request: { passages, status } }: { request: CandidateRequest }) {
  if (passages.length === 0) return null;
  return (
    <Stack gap={6}>
      <Text size="sm" c="dimmed">
        {status === "STATED"
          ? "They were answered with the posting’s own words:"
          : "The posting’s own words were no answer to it:"}
      </Text>
      {passages.map(({ text }) => (
        <blockquote key={text} className="quote" dir="auto">
          {text}
        </blockquote>
      ))}
    </Stack>
  );
}

function Due({ at }: { at: string }) {
  const urgent = urgency(at, Date.now());
  if (urgent === "calm") {
    return (
      <Text size="sm">
        The law wants it answered by <Day at={at} />.
      </Text>
    );
  }
  return (
    <Notice tone={urgent === "late" ? "bad" : "warning"}>
      {urgent === "late" ? "The law wanted it answered by " : "The law wants it answered by "}
      <Day at={at} />.
    </Notice>
  );
}

/** What answering it does, and what it does not. */
function Hint({ request: { kind, interview } }: { request: CandidateRequest }) {
  switch (kind) {
    case "QUESTION":
      return null;
    case "CORRECTION":
      return (
        <Text size="sm">
          An answer corrects nothing by itself. Name and address are Lever’s: correct them there.
        </Text>
      );
    case "DELETION":
      return (
        <Text size="sm">
          An answer deletes nothing by itself. A Super Admin erases what is kept{" "}
          {interview ? (
            <Anchor component={Link} to={interviewPage(interview.id)} inherit underline="always">
              at the interview
            </Anchor>
          ) : (
            "at the interview"
          )}
          , once it has ended. Answer first: without their address nothing can be sent.
        </Text>
      );
    case "ACCOMMODATION":
      return (
        <Text size="sm">
          Their link does not run out while this waits, for 30 days at most. Once you answer, its
          time goes on where it stood, with three days left at least.
        </Text>
      );
  }
}

function Answered({ request: { reply, repliedBy, repliedAt } }: { request: CandidateRequest }) {
  return (
    <Stack gap={6}>
      {repliedAt && (
        <Group gap={4}>
          <Text size="sm" c="dimmed">
            {repliedBy ? `Answered by ${repliedBy} on ` : "Settled on "}
            {exact(repliedAt)}
          </Text>
        </Group>
      )}
      {reply && (
        <blockquote className="quote" dir="auto">
          {reply}
        </blockquote>
      )}
    </Stack>
  );
}
