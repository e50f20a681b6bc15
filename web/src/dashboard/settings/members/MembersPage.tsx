// Settings > Members: who uses the dashboard, what each role may do, and what Limited Team Members see.
// Super Admins invite others here.
import { Button, Skeleton, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconUserPlus } from "@tabler/icons-react";
import { Failure } from "../../parts/Failure";
import { Notice } from "../../parts/Notice";
import { PageTitle } from "../../parts/PageTitle";
import { Section } from "../../parts/Section";
import { mayConfigure, mayGovern, useViewer } from "../../viewer";
import { Trail } from "../Trail";
import { InviteDialog } from "./InviteDialog";
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
  const governs = mayGovern(useViewer());
  const [inviting, dialog] = useDisclosure(false);
  return (
    <Section
      title="Who uses the dashboard"
      lead={governs ? undefined : "Only Super Admins invite and remove members, and change roles."}
      aside={
        governs && (
          <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={dialog.open}>
            Invite
          </Button>
        )
      }
    >
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
      {governs && <InviteDialog opened={inviting} onClose={dialog.close} />}
    </Section>
  );
}
