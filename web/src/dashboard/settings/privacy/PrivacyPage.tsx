// Settings > Privacy: how long what is kept of candidates is kept, whether recordings are, whose law holds for them,
// whether anybody sees scores, and whether they are asked of themselves.
import { Skeleton, Stack } from "@mantine/core";
import { Failure } from "../../parts/Failure";
import { Notice } from "../../parts/Notice";
import { PageTitle } from "../../parts/PageTitle";
import { mayConfigure, mayGovern, useViewer } from "../../viewer";
import { Trail } from "../Trail";
import { EvidenceSection } from "./EvidenceSection";
import { JurisdictionSection } from "./JurisdictionSection";
import { usePrivacy } from "./privacy";
import { RecordingsSection } from "./RecordingsSection";
import { RetentionSection } from "./RetentionSection";
import { SelfReportSection } from "./SelfReportSection";

export function PrivacyPage() {
  const viewer = useViewer();
  return (
    <Stack gap="lg" maw={720}>
      <Trail steps={[{ to: "/settings", name: "Settings" }]} />
      <PageTitle>Privacy</PageTitle>
      {mayConfigure(viewer) ? (
        <>
          {!mayGovern(viewer) && (
            <Notice tone="quiet">You can look at this. Only Super Admins can change it.</Notice>
          )}
          <Loaded />
        </>
      ) : (
        <Notice tone="quiet">
          Only Admins see how long interviews are kept, and whether there are scores.
        </Notice>
      )}
    </Stack>
  );
}

function Loaded() {
  const privacy = usePrivacy();
  return (
    <>
      {privacy.isPending && (
        <Skeleton height={240} radius="lg" role="status" aria-label="Loading the settings" />
      )}
      {privacy.isError && (
        <Failure
          what="The settings could not be loaded"
          error={privacy.error}
          onRetry={() => void privacy.refetch()}
        />
      )}
      {privacy.data && (
        <>
          <RetentionSection
            stored={privacy.data.retentionDays}
            jurisdiction={privacy.data.jurisdiction}
          />
          <RecordingsSection stored={privacy.data.keepRecordings} />
          <JurisdictionSection stored={privacy.data.jurisdiction} />
          <EvidenceSection stored={privacy.data.evidenceOnly} />
          <SelfReportSection stored={privacy.data.selfReport} />
        </>
      )}
    </>
  );
}
