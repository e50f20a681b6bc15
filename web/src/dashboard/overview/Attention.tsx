// What waits for an operator, and whether Lever works. Everybody sees what their role may.
import { Anchor, Skeleton, Text } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { sentence } from "../../shared/sentence";
import { countWords, GIVEN_UP_PAGE, useGivenUpCount } from "../givenUp/givenUp";
import { Failure } from "../parts/Failure";
import { Section } from "../parts/Section";
import { REQUESTS_PAGE, useOpenRequestCount } from "../requests/requests";
import { LEVER_PAGE, useConnection } from "../settings/integration";
import { StatusBadge } from "../settings/StatusBadge";
import { mayAnswer, seesSettings, useViewer } from "../viewer";
import { countOf, useStuckCount } from "./overview";

const STUCK_PAGE = "/interviews?state=NEEDS_OPERATOR";

export function Attention() {
  const viewer = useViewer();
  return (
    <Section title="What needs attention">
      <ul className="entries">
        <Stuck />
        {mayAnswer(viewer) && <OpenRequests />}
        {seesSettings(viewer) && <GivenUp />}
        <Lever />
      </ul>
    </Section>
  );
}

function Stuck() {
  return (
    <Waiting
      query={useStuckCount()}
      subject="The interviews that need attention"
      none="No interview needs attention."
      words={(count) =>
        count === 1 ? "1 interview needs attention" : `${countOf(count)} interviews need attention`
      }
      page={STUCK_PAGE}
    />
  );
}

function OpenRequests() {
  return (
    <Waiting
      query={useOpenRequestCount()}
      subject="What candidates ask for"
      none="No candidate waits for an answer."
      words={(count) =>
        count === 1
          ? "1 request waits for an answer"
          : `${countOf(count)} requests wait for an answer`
      }
      page={REQUESTS_PAGE}
    />
  );
}

function GivenUp() {
  return (
    <Waiting
      query={useGivenUpCount()}
      subject="What was given up"
      none="Nothing was given up."
      words={countWords}
      page={GIVEN_UP_PAGE}
    />
  );
}

interface WaitingProps {
  query: UseQueryResult<number>;
  /** What is counted, to say that it could not be. */
  subject: string;
  none: string;
  words: (count: number) => string;
  page: string;
}

function Waiting({ query, subject, none, words, page }: WaitingProps) {
  return (
    <Entry query={query} subject={subject}>
      {(count) =>
        count === 0 ? (
          <Text size="sm" c="dimmed">
            {none}
          </Text>
        ) : (
          <Anchor component={Link} to={page} fz="sm" fw={600} className="in-text">
            {words(count)}
          </Anchor>
        )
      }
    </Entry>
  );
}

function Lever() {
  const seen = seesSettings(useViewer());
  return (
    <Entry query={useConnection()} subject="The connection to Lever">
      {({ status, reason }) => (
        <>
          <div className="entry-names">
            {seen ? (
              <Anchor component={Link} to={LEVER_PAGE} fz="sm" className="in-text">
                Connection to Lever
              </Anchor>
            ) : (
              <Text size="sm">Connection to Lever</Text>
            )}
            {reason && (
              <Text size="sm" c="dimmed" className="wrap">
                {sentence(reason)}
              </Text>
            )}
          </div>
          <StatusBadge status={status} />
        </>
      )}
    </Entry>
  );
}

interface EntryProps<Data> {
  query: UseQueryResult<Data>;
  subject: string;
  children: (data: Data) => ReactNode;
}

function Entry<Data>({ query, subject, children }: EntryProps<Data>) {
  return (
    <li className="entry">
      {query.isPending && (
        <Skeleton height={24} radius="md" role="status" aria-label={`Loading: ${subject}`} />
      )}
      {query.isError && (
        <Failure
          what={`${subject} could not be loaded`}
          error={query.error}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.data !== undefined && children(query.data)}
    </li>
  );
}
