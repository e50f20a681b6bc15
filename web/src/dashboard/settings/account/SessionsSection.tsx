// Where one is signed in: each browser, ended one by one or all at once.
import { Badge, Button, Group, Skeleton, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { graphql } from "../../../gql";
import type { SessionsQuery } from "../../../gql/graphql";
import { Refusal } from "../../form/Refusal";
import { useChange } from "../../form/useChange";
import { keys } from "../../keys";
import { Announcement } from "../../parts/Announcement";
import { Day } from "../../parts/Day";
import { Failure } from "../../parts/Failure";
import { Section } from "../../parts/Section";
import { When } from "../../parts/When";
import { request } from "../../request";
import { browserName } from "./browser";
import { SignOutEverywhereDialog } from "./SignOutEverywhereDialog";

const sessionsQuery = graphql(`
  query Sessions {
    sessions {
      nodes {
        id
        browser
        createdAt
        expiresAt
        current
      }
    }
  }
`);

const revokeMutation = graphql(`
  mutation RevokeSession($input: RevokeSessionInput!) {
    revokeSession(input: $input) {
      ... on Sessions {
        __typename
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

type Session = SessionsQuery["sessions"]["nodes"][number];

export function SessionsSection() {
  const sessions = useQuery({
    queryKey: keys.sessions,
    queryFn: async () => (await request(sessionsQuery)).sessions.nodes,
  });
  const [opened, dialog] = useDisclosure(false);
  return (
    <Section
      title="Where you are signed in"
      lead="End what you do not know, then change your password."
      aside={
        <Button variant="default" onClick={dialog.open}>
          Sign out everywhere
        </Button>
      }
    >
      {sessions.isPending && (
        <Skeleton height={120} radius="md" role="status" aria-label="Loading your sessions" />
      )}
      {sessions.isError && (
        <Failure
          what="Your sessions could not be loaded"
          error={sessions.error}
          onRetry={() => void sessions.refetch()}
        />
      )}
      {sessions.data && <SessionList sessions={sessions.data} />}
      <SignOutEverywhereDialog opened={opened} onClose={dialog.close} />
    </Section>
  );
}

function SessionList({ sessions }: { sessions: Session[] }) {
  const revoke = useChange(
    async (id: string) => (await request(revokeMutation, { input: { id } })).revokeSession,
    undefined,
    [keys.sessions],
  );
  return (
    <>
      <ul className="entries">
        {sessions.map((session) => (
          <SessionEntry
            key={session.id}
            session={session}
            disabled={revoke.pending}
            onRevoke={() => revoke.send(session.id)}
          />
        ))}
      </ul>
      <Refusal problem={revoke.problem} />
      <Announcement takesFocus>
        {revoke.done === null ? null : "That browser is signed out."}
      </Announcement>
    </>
  );
}

interface SessionEntryProps {
  session: Session;
  disabled: boolean;
  onRevoke: () => void;
}

function SessionEntry({ session, disabled, onRevoke }: SessionEntryProps) {
  const name = browserName(session.browser);
  return (
    <li className="entry">
      <div className="entry-names">
        <Group gap="xs">
          <Text fw={600} className="wrap" title={session.browser ?? undefined}>
            {name}
          </Text>
          {session.current && (
            <Badge variant="light" tt="none">
              This browser
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          Signed in <When at={session.createdAt} />, until <Day at={session.expiresAt} />
        </Text>
      </div>
      {!session.current && (
        <Button
          variant="default"
          size="xs"
          disabled={disabled}
          aria-label={`Sign out: ${name}`}
          onClick={onRevoke}
        >
          Sign out
        </Button>
      )}
    </li>
  );
}
