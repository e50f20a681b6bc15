// Who, for which posting, where it stands and why; the ways out to Lever and the PDF.

import { Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { IconExternalLink, IconFileText, IconPlayerPause, IconSettings } from "@tabler/icons-react";
import { Link } from "react-router";
import { type FragmentType, graphql, readFragment } from "../../gql";
import type { Trigger } from "../../gql/graphql";
import { sentence } from "../../shared/sentence";
import { deadline, exact } from "../../shared/time";
import { Notice } from "../parts/Notice";
import { PageTitle } from "../parts/PageTitle";
import { When } from "../parts/When";
import { planPage } from "../postings/posting";
import { InviteActions } from "./InviteActions";
import { PausedMark } from "./PausedMark";
import { RetryButton } from "./RetryButton";
import { ScoreText } from "./ScoreText";
import { StateBadge } from "./StateBadge";
import { STATES } from "./states";

const headerFragment = graphql(`
  fragment InterviewHeader on Interview {
    id
    candidateName
    candidateEmail
    opportunityUrl
    trigger
    state
    stateReason
    pausedReason
    canRetry
    scheduledAt
    updatedAt
    erasedAt
    deletedAt
    notice {
      scoringNotBefore
    }
    ...InviteActions
    posting {
      id
      title
      location
      team
      url
    }
    scorecard {
      id
      overall
      leverScore
    }
    report {
      url
    }
  }
`);

const TRIGGERS: Record<Trigger, string> = {
  STAGE: "Reached the trigger stage",
  APPLICATION: "Applied to a posting that invites on application",
  BACKFILL: "Was there already, and was invited by hand",
  BY_HAND: "An operator invited them by hand",
};

interface InterviewHeaderProps {
  interview: FragmentType<typeof headerFragment>;
  /** So that it does not sway who rates. */
  scoreHidden: boolean;
}

export function InterviewHeader({ scoreHidden, ...props }: InterviewHeaderProps) {
  const interview = readFragment(headerFragment, props.interview);
  const { posting, scorecard, report, opportunityUrl } = interview;
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="flex-start" gap="md">
        <Stack gap={4} className="header-names">
          <PageTitle>{interview.candidateName || "No name"}</PageTitle>
          <Text>{posting ? <PostingText {...posting} /> : "No posting"}</Text>
          <Text size="sm" c="dimmed">
            {interview.candidateEmail && `${interview.candidateEmail} · `}
            {TRIGGERS[interview.trigger]} · updated <When at={interview.updatedAt} />
          </Text>
        </Stack>
        <Group gap="xs">
          {posting && (
            <Button
              component={Link}
              to={planPage(posting.id)}
              variant="default"
              leftSection={<IconSettings size={16} aria-hidden />}
            >
              Settings
            </Button>
          )}
          {opportunityUrl && (
            <Button
              component="a"
              href={opportunityUrl}
              target="_blank"
              rel="noreferrer"
              variant="default"
              rightSection={<IconExternalLink size={16} aria-hidden />}
            >
              Open in Lever
            </Button>
          )}
          {report && (
            <Button
              component="a"
              href={report.url}
              target="_blank"
              rel="noreferrer"
              leftSection={<IconFileText size={16} aria-hidden />}
            >
              Report PDF
            </Button>
          )}
        </Group>
      </Group>
      <Group gap="md">
        <StateBadge state={interview.state} />
        {interview.pausedReason && <PausedMark />}
        {interview.scheduledAt && (
          <Text size="sm">
            The candidate chose{" "}
            <time dateTime={interview.scheduledAt}>{deadline(interview.scheduledAt)}</time>
          </Text>
        )}
        {scorecard && !scoreHidden && (
          <ScoreText overall={scorecard.overall ?? null} lever={scorecard.leverScore ?? null} />
        )}
      </Group>
      {interview.stateReason && (
        <Notice tone={STATES[interview.state].family === "alarm" ? "bad" : "quiet"}>
          {sentence(interview.stateReason)}
        </Notice>
      )}
      {interview.pausedReason && (
        <Notice
          tone="warning"
          icon={<IconPlayerPause aria-hidden />}
          title="This interview is paused"
        >
          {sentence(interview.pausedReason)} It goes on by itself once Lever is connected again.
        </Notice>
      )}
      {interview.deletedAt && !interview.erasedAt && (
        <Notice tone="warning" title="Deleted in Lever">
          The candidate was deleted in Lever. What is kept here is under legal hold, and is erased
          once a Super Admin takes that back.
        </Notice>
      )}
      {interview.state === "COMPLETED" && interview.notice?.scoringNotBefore && (
        <Notice tone="quiet">
          Scored from {exact(interview.notice.scoringNotBefore)} on: the law wants so many business
          days between telling the candidate and scoring.
        </Notice>
      )}
      {interview.canRetry && <RetryButton id={interview.id} />}
      <InviteActions interview={interview} />
    </Stack>
  );
}

interface PostingTextProps {
  title: string;
  location?: string | null;
  team?: string | null;
  url?: string | null;
}

function PostingText({ title, location, team, url }: PostingTextProps) {
  const rest = [team, location].filter(Boolean).join(" · ");
  return (
    <>
      {url ? (
        <Anchor href={url} target="_blank" rel="noreferrer">
          {title}
        </Anchor>
      ) : (
        title
      )}
      {rest !== "" && (
        <Text component="span" c="dimmed">
          {` · ${rest}`}
        </Text>
      )}
    </>
  );
}
