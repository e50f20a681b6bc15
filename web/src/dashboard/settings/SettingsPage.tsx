// The way into the settings: what this operator's role may see, and who can change the rest.
import { Stack, Text } from "@mantine/core";
import type { Role } from "../../gql/graphql";
import { MAILS_PAGE } from "../mails/mails";
import { PageTitle } from "../parts/PageTitle";
import { mayConfigure, useViewer } from "../viewer";
import { AgreementCard } from "./AgreementCard";
import { INTERVIEWING_PAGE } from "./interviewing/InterviewingPage";
import { MAIL_PAGE } from "./mail/mail";
import { PRIVACY_PAGE } from "./privacy/privacy";
import { REPORTS_PAGE } from "./reports/ReportsPage";
import { SettingsLink } from "./SettingsLink";
import { SYSTEM_PAGE } from "./system/system";
import { TEMPLATES_PAGE } from "./templates";

/** Who can change the rest; null for who changes everything. */
const OTHERS_CHANGE: Record<Role, string | null> = {
  SUPER_ADMIN: null,
  ADMIN:
    "Connecting Lever, webhooks, inviting and removing members, and changing what is kept of candidates are for Super Admins.",
  TEAM_MEMBER:
    "You can change your own account and look at the integrations. Only Admins can change those.",
  LIMITED_TEAM_MEMBER:
    "You can change your own account. Only Admins can change the rest, and which postings you see.",
};

export function SettingsPage() {
  const viewer = useViewer();
  const others = OTHERS_CHANGE[viewer.role];
  return (
    <Stack gap="lg" maw={720}>
      <PageTitle>Settings</PageTitle>
      <SettingsLink
        to="/settings/account"
        name="Account"
        text="Your password, where you are signed in, and your API tokens."
      />
      {mayConfigure(viewer) && (
        <SettingsLink
          to="/settings/members"
          name="Members"
          text="Who uses the dashboard, and what they see."
        />
      )}
      <SettingsLink
        to="/settings/integrations"
        name="Integrations"
        text="Where candidates come from and where results go."
      />
      {mayConfigure(viewer) && (
        <SettingsLink
          to={INTERVIEWING_PAGE}
          name="Interviews"
          text="How many follow-ups there are, what is counted, and how scores become Lever’s."
        />
      )}
      {mayConfigure(viewer) && (
        <SettingsLink
          to={REPORTS_PAGE}
          name="Reports"
          text="What language reports are in, and which parts they have."
        />
      )}
      {mayConfigure(viewer) && (
        <SettingsLink
          to={MAIL_PAGE}
          name="Mail"
          text="How mails to candidates look, and when nobody is reminded."
        />
      )}
      {mayConfigure(viewer) && (
        <SettingsLink
          to={MAILS_PAGE}
          name="Mails"
          text="What was sent to whom, and what became of it."
        />
      )}
      {mayConfigure(viewer) && (
        <SettingsLink
          to={PRIVACY_PAGE}
          name="Privacy"
          text="How long what candidates said is kept, whose law holds, and whether there are scores."
        />
      )}
      {mayConfigure(viewer) && (
        <SettingsLink
          to="/settings/audit"
          name="Audit log"
          text="Who did or read what, and when."
        />
      )}
      {mayConfigure(viewer) && (
        <SettingsLink
          to={TEMPLATES_PAGE}
          name="Templates"
          text="Questions that you ask for many postings."
        />
      )}
      {mayConfigure(viewer) && (
        <SettingsLink
          to={SYSTEM_PAGE}
          name="About this system"
          text="How it judges, who sees to it, and which hosts it speaks to."
        />
      )}
      {mayConfigure(viewer) && <AgreementCard />}
      {others && (
        <Text size="sm" c="dimmed">
          {others}
        </Text>
      )}
    </Stack>
  );
}
