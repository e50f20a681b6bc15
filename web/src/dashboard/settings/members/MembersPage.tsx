// Settings > Members: who uses the dashboard, what each role may do, and what Limited Team Members see.
import { Skeleton, Stack } from "@mantine/core";
import { Failure } from "../../parts/Failure";
import { Notice } from "../../parts/Notice";
import { PageTitle } from "../../parts/PageTitle";
import { Section } from "../../parts/Section";
import { mayConfigure, useViewer } from "../../viewer";
import { Trail } from "../Trail";
import { MemberList } from "./MemberList";
import { useOperators } from "./operators";
import { RolesSection } from "./RolesSection";

export function MembersPage() {
  return (
    <Stack gap="lg" maw={820}>
      <Trail steps={[{ to: "/settings", name: "Settings" }]} />
      <PageTitle>Members</PageTitle>
      {mayConfigure(useViewer()) ? (
        <MembersSection />
      ) : (
        <Notice tone="quiet">
          Only Admins see who uses the dashboard, and choose what Limited Team Members see.
        </Notice>
      )}
      <RolesSection />
    </Stack>
  );
}

function MembersSection() {
  const operators = useOperators();
  return (
    <Section title="Who uses the dashboard">
      {operators.isPending && (
        <Skeleton height={120} radius="md" role="status" aria-label="Loading the members" />
      )}
      {operators.isError && (
        <Failure
          what="The members could not be loaded"
          error={operators.error}
          onRetry={() => void operators.refetch()}
        />
      )}
      {operators.data && <MemberList operators={operators.data} />}
    </Section>
  );
}
