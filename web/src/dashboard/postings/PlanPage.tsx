// How candidates for one posting are interviewed: its plan, and everything one can do about it.
import { Anchor, Skeleton, Stack, Text } from "@mantine/core";
import { IconChevronLeft } from "@tabler/icons-react";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { NotFound } from "../NotFound";
import { Announcement } from "../parts/Announcement";
import { Failure } from "../parts/Failure";
import { PageTitle } from "../parts/PageTitle";
import { mayConfigure, mayGovern, useViewer } from "../viewer";
import { Description } from "./Description";
import { PlanPart } from "./PlanPart";
import { PlanSources } from "./PlanSources";
import { PostingJurisdiction } from "./PostingJurisdiction";
import { Proposal } from "./Proposal";
import { type Posting, usePosting } from "./posting";
import { Versions } from "./Versions";

export function PlanPage() {
  const { id = "" } = useParams();
  const posting = usePosting(id);
  return (
    <Stack gap="lg">
      {posting.data !== null && (
        <Anchor component={Link} to="/postings" size="sm" className="back">
          <IconChevronLeft size={16} aria-hidden /> All postings
        </Anchor>
      )}
      {posting.isPending && (
        <Stack role="status" aria-label="Loading the plan">
          <Skeleton height={36} width="40%" />
          <Skeleton height={260} mt="md" radius="lg" />
        </Stack>
      )}
      {posting.isError && (
        <Failure
          what="The plan could not be loaded"
          error={posting.error}
          onRetry={() => void posting.refetch()}
        />
      )}
      {posting.data === null && <NotFound what="posting" />}
      {posting.data && <Page posting={posting.data} />}
    </Stack>
  );
}

function Page({ posting }: { posting: Posting }) {
  const viewer = useViewer();
  const [allowed, governs] = [mayConfigure(viewer), mayGovern(viewer)];
  const { url } = posting;
  const [decided, setDecided] = useState<string | null>(null);
  const place = [posting.team, posting.location].filter(Boolean).join(" · ");
  return (
    <>
      <Stack gap={4}>
        <PageTitle>{`Interview plan: ${posting.title}`}</PageTitle>
        <Text c="dimmed">
          {place}
          {place !== "" && url && " · "}
          {url && (
            <Anchor href={url} target="_blank" rel="noreferrer" className="in-text">
              The posting's page
            </Anchor>
          )}
        </Text>
      </Stack>
      <Announcement takesFocus>{decided}</Announcement>
      {posting.proposal && (
        <Proposal postingId={posting.id} proposal={posting.proposal} onDecided={setDecided} />
      )}
      <PlanPart posting={posting} />
      {allowed && posting.plan && <PlanSources posting={posting} plan={posting.plan} />}
      <Description posting={posting} />
      {governs && <PostingJurisdiction posting={posting} />}
      <Versions plans={[...posting.plans]} />
    </>
  );
}
