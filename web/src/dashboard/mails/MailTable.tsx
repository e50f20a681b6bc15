// Mails as rows: what each is, to whom, and what became of it with times and the mail server's words.
import { Anchor, Paper, Table, Text } from "@mantine/core";
import { Link } from "react-router";
import { type FragmentType, graphql, readFragment } from "../../gql";
import type { MailRowFragment } from "../../gql/graphql";
import { When } from "../parts/When";
import { MAIL_KINDS, MAIL_STATES } from "./mails";

const mailFragment = graphql(`
  fragment MailRow on Mail {
    id
    kind
    to
    subject
    state
    queuedAt
    acceptedAt
    acceptedReply
    refusedAt
    refusedReply
    bouncedAt
    bounceReason
    delayedAt
    delayReason
    linkOpenedAt
    interviewId
    candidateName
  }
`);

interface MailTableProps {
  rows: FragmentType<typeof mailFragment>[];
  /** Whose mails: one candidate's, or everybody's, with a link to the interview. */
  about: "candidate" | "everybody";
}

export function MailTable({ rows, about }: MailTableProps) {
  const mails = readFragment(mailFragment, rows);
  return (
    <Paper withBorder radius="lg" className="table-paper">
      <Table verticalSpacing="sm" horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Mail</Table.Th>
            {about === "everybody" && (
              <Table.Th scope="col" visibleFrom="sm">
                Interview
              </Table.Th>
            )}
            <Table.Th scope="col">What became of it</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {mails.map((mail) => (
            <Table.Tr key={mail.id}>
              <Table.Td>
                <Text fw={600} component="div">
                  {MAIL_KINDS[mail.kind]}
                </Text>
                {mail.subject && (
                  <Text size="sm" className="wrap">
                    {mail.subject}
                  </Text>
                )}
                <Text size="xs" c="dimmed" className="wrap">
                  {mail.to ?? "Not handed to the mail server yet"}
                </Text>
                {about === "everybody" && (
                  <Text size="xs" hiddenFrom="sm" component="div">
                    <InterviewLink mail={mail} />
                  </Text>
                )}
              </Table.Td>
              {about === "everybody" && (
                <Table.Td visibleFrom="sm">
                  <InterviewLink mail={mail} />
                </Table.Td>
              )}
              <Table.Td>
                <Became mail={mail} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

function InterviewLink({ mail: { interviewId, candidateName } }: { mail: MailRowFragment }) {
  if (!interviewId) {
    return (
      <Text size="sm" c="dimmed" component="span">
        None
      </Text>
    );
  }
  return (
    <Anchor component={Link} to={`/interviews/${interviewId}/mails`} size="sm" underline="always">
      {candidateName ? candidateName : "Interview"}
    </Anchor>
  );
}

/** The newest first, each with what was said then. */
function Became({ mail }: { mail: MailRowFragment }) {
  const { words, family } = MAIL_STATES[mail.state];
  const steps = [
    { words: "Link opened", at: mail.linkOpenedAt, said: null },
    { words: "Bounced", at: mail.bouncedAt, said: mail.bounceReason },
    { words: "Late", at: mail.delayedAt, said: mail.delayReason },
    { words: "Accepted", at: mail.acceptedAt, said: mail.acceptedReply },
    { words: "Refused", at: mail.refusedAt, said: mail.refusedReply },
    { words: "Queued", at: mail.queuedAt, said: null },
  ];
  return (
    <>
      <span className="state" data-family={family}>
        {words}
      </span>
      {steps.map(
        (step) =>
          step.at && (
            <Text key={step.words} size="xs" c="dimmed" className="wrap">
              {step.words} <When at={step.at} />
              {step.said && `: ${step.said}`}
            </Text>
          ),
      )}
    </>
  );
}
