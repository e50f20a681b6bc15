// One interview: where it stands, and everything that came of it.
import { Anchor, Skeleton, Stack, Tabs } from "@mantine/core";
import { IconChevronLeft } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { graphql } from "../../gql";
import type { InterviewQuery } from "../../gql/graphql";
import { exact } from "../../shared/time";
import { keys, POLL_CALM_MS } from "../keys";
import { useLive } from "../live";
import { MailTable } from "../mails/MailTable";
import { NotFound } from "../NotFound";
import { Failure } from "../parts/Failure";
import { Notice } from "../parts/Notice";
import { request } from "../request";
import { mayRate, useViewer } from "../viewer";
import { InterviewHeader } from "./InterviewHeader";
import { KeepingSection } from "./KeepingSection";
import { LetterSection } from "./LetterSection";
import { Nothing } from "./Nothing";
import { PlanSection } from "./PlanSection";
import { RatingsSection } from "./RatingsSection";
import { ReportSection } from "./ReportSection";
import { RequestsSection } from "./RequestsSection";
import { Scorecards } from "./Scorecards";
import { STATES } from "./states";
import { TimelineSection } from "./TimelineSection";
import { TranscriptSection } from "./TranscriptSection";

const interviewQuery = graphql(`
  query Interview($id: ID!) {
    interview(id: $id) {
      id
      state
      canRetry
      erasedAt
      completedAt
      candidateEmail
      ...InterviewHeader
      ...KeepingSection
      posting {
        id
        title
      }
      plan {
        id
        ...PlanSection
        ...RatePlan
      }
      transcript {
        number
        questionId
        question
        answer
        ...TranscriptTurn
      }
      scorecard {
        id
        ratings {
          questionId
          level
          needsHuman
        }
      }
      scorecards {
        id
        version
        letter
        comparison {
          ...ScorecardChange
        }
        ...ScorecardSection
      }
      humanRatings {
        byViewer
        ...PeopleRating
      }
      requests {
        id
        status
        ...RequestCard
      }
      letter {
        text
        by
        at
      }
      report {
        url
        ...ReportSection
      }
      mails {
        id
        ...MailRow
      }
      timeline {
        at
        ...TimelineStep
      }
    }
  }
`);

export type InterviewDetail = NonNullable<InterviewQuery["interview"]>;

const SECTIONS = [
  "scorecard",
  "transcript",
  "ratings",
  "plan",
  "report",
  "letter",
  "requests",
  "mails",
  "timeline",
] as const;
type Section = (typeof SECTIONS)[number];

const SECTION_NAMES: Record<Section, string> = {
  scorecard: "Scorecard",
  transcript: "Transcript",
  ratings: "Ratings",
  plan: "Plan",
  report: "Report",
  letter: "Letter",
  requests: "Requests",
  mails: "Mails",
  timeline: "Timeline",
};

function isSection(text: string | undefined): text is Section {
  return SECTIONS.some((section) => section === text);
}

/** What is most worth seeing when no section was asked for. */
function firstSection(interview: InterviewDetail): Section {
  if (STATES[interview.state].family === "alarm") return "timeline";
  if (interview.scorecard) return "scorecard";
  if (interview.transcript.length > 0) return "transcript";
  return interview.plan ? "plan" : "timeline";
}

/** Nothing more will happen, not even when an operator tries again. */
function isOver({ state, canRetry }: InterviewDetail): boolean {
  return STATES[state].final && !canRetry;
}

export function InterviewPage() {
  const { id = "", section } = useParams();
  useLive(id);
  const interview = useQuery({
    queryKey: keys.interview(id),
    queryFn: async () => (await request(interviewQuery, { id })).interview ?? null,
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : POLL_CALM_MS),
  });

  return (
    <Stack gap="lg">
      {interview.data !== null && (
        <Anchor component={Link} to="/interviews" size="sm" className="back">
          <IconChevronLeft size={16} aria-hidden /> All interviews
        </Anchor>
      )}
      {interview.isPending && <PageSkeleton />}
      {interview.isError && (
        <Failure
          what="The interview could not be loaded"
          error={interview.error}
          onRetry={() => void interview.refetch()}
        />
      )}
      {interview.data === null && <NotFound what="interview" />}
      {interview.data && (
        <>
          {interview.data.erasedAt && (
            <Notice tone="quiet" maw={640}>
              What was kept of the candidate was erased on {exact(interview.data.erasedAt)}. The
              audit log says what and why.
            </Notice>
          )}
          <Page key={id} interview={interview.data} chosen={isSection(section) ? section : null} />
        </>
      )}
    </Stack>
  );
}

interface PageProps {
  interview: InterviewDetail;
  /** Null until one was asked for. */
  chosen: Section | null;
}

function Page({ interview, chosen }: PageProps) {
  const viewer = useViewer();
  // As it was when the page was opened: what comes meanwhile takes nobody elsewhere.
  const [first] = useState(() => firstSection(interview));
  const section = chosen ?? first;
  /** As chosen by hand; null until then. */
  const [hiding, setHiding] = useState<boolean | null>(null);
  const rated = interview.humanRatings.some(({ byViewer }) => byViewer);
  const hidden = hiding ?? (mayRate(viewer) && !rated);
  return (
    <>
      <InterviewHeader interview={interview} scoreHidden={section === "ratings" && hidden} />
      <Sections interview={interview} section={section} hidden={hidden} onHide={setHiding} />
      <KeepingSection interview={interview} />
    </>
  );
}

interface SectionsProps {
  interview: InterviewDetail;
  section: Section;
  /** Whether the AI's ratings are hidden from who rates. */
  hidden: boolean;
  onHide: (hidden: boolean) => void;
}

function Sections({ interview, section, hidden, onHide }: SectionsProps) {
  const navigate = useNavigate();
  const waiting = interview.requests.filter(({ status }) => status === "OPEN").length;
  return (
    <Tabs
      value={section}
      keepMounted={false}
      onChange={(next) => void navigate(`/interviews/${interview.id}/${next}`, { replace: true })}
    >
      <Tabs.List className="tabs" aria-label="Sections of the interview">
        {SECTIONS.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {SECTION_NAMES[name]}
            {name === "requests" && waiting > 0 && ` (${waiting})`}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="scorecard" pt="lg">
        <Scorecards interview={interview} />
      </Tabs.Panel>
      <Tabs.Panel value="transcript" pt="lg">
        <TranscriptSection id={interview.id} turns={interview.transcript} />
      </Tabs.Panel>
      <Tabs.Panel value="ratings" pt="lg">
        <RatingsSection interview={interview} hidden={hidden} onHide={onHide} />
      </Tabs.Panel>
      <Tabs.Panel value="plan" pt="lg">
        <PlanSection plan={interview.plan ?? null} title={interview.posting?.title ?? null} />
      </Tabs.Panel>
      <Tabs.Panel value="report" pt="lg">
        <ReportSection interviewId={interview.id} report={interview.report ?? null} />
      </Tabs.Panel>
      <Tabs.Panel value="letter" pt="lg">
        <LetterSection interview={interview} />
      </Tabs.Panel>
      <Tabs.Panel value="requests" pt="lg">
        <RequestsSection requests={interview.requests} />
      </Tabs.Panel>
      <Tabs.Panel value="mails" pt="lg">
        {interview.mails.length === 0 ? (
          <Nothing>No mail was wanted so far.</Nothing>
        ) : (
          <MailTable rows={interview.mails} about="candidate" />
        )}
      </Tabs.Panel>
      <Tabs.Panel value="timeline" pt="lg">
        <TimelineSection steps={interview.timeline} />
      </Tabs.Panel>
    </Tabs>
  );
}

function PageSkeleton() {
  return (
    <Stack role="status" aria-label="Loading the interview">
      <Skeleton height={36} width="40%" />
      <Skeleton height={20} width="60%" />
      <Skeleton height={260} mt="md" radius="lg" />
    </Stack>
  );
}
