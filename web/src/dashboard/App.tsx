// Signed in or not, and which page is where.
import { Center, Loader } from "@mantine/core";
import { Navigate, Route, Routes } from "react-router";
import { DeliveriesPage } from "./deliveries/DeliveriesPage";
import { GivenUpPage } from "./givenUp/GivenUpPage";
import { ComparePage } from "./interviews/compare/ComparePage";
import { InterviewPage } from "./interviews/InterviewPage";
import { InterviewsPage } from "./interviews/InterviewsPage";
import { MailsPage } from "./mails/MailsPage";
import { NotFound } from "./NotFound";
import { OverviewPage } from "./overview/OverviewPage";
import { Failure } from "./parts/Failure";
import { UnsavedGuard } from "./parts/UnsavedGuard";
import { useIsUnsaved } from "./parts/useUnsaved";
import { PlanPage } from "./postings/PlanPage";
import { PostingsPage } from "./postings/PostingsPage";
import { RequestsPage } from "./requests/RequestsPage";
import { SessionEnded } from "./SessionEnded";
import { Shell } from "./Shell";
import { SignIn } from "./SignIn";
import { SignInByLink } from "./SignInByLink";
import { AccountPage } from "./settings/account/AccountPage";
import { AuditPage } from "./settings/audit/AuditPage";
import { IntegrationsPage } from "./settings/IntegrationsPage";
import { InterviewingPage } from "./settings/interviewing/InterviewingPage";
import { LeverPage } from "./settings/lever/LeverPage";
import { MailPage } from "./settings/mail/MailPage";
import { MembersPage } from "./settings/members/MembersPage";
import { ImpactPage } from "./settings/privacy/ImpactPage";
import { PrivacyPage } from "./settings/privacy/PrivacyPage";
import { ReportsPage } from "./settings/reports/ReportsPage";
import { SettingsPage } from "./settings/SettingsPage";
import { SystemPage } from "./settings/system/SystemPage";
import { TemplatesPage } from "./settings/TemplatesPage";
import { WebhooksPage } from "./settings/webhooks/WebhooksPage";
import { useSession, type Viewer, ViewerContext } from "./viewer";

export function App() {
  return (
    <UnsavedGuard>
      <Routes>
        <Route path="sign-in/:token" element={<SignInByLink />} />
        <Route path="*" element={<Dashboard />} />
      </Routes>
    </UnsavedGuard>
  );
}

function Dashboard() {
  const session = useSession();
  const unsaved = useIsUnsaved();
  if (session.data === undefined) {
    return (
      <Center mih="100dvh" p="md">
        {session.isError ? (
          <Failure
            what="The dashboard could not be opened"
            error={session.error}
            onRetry={() => void session.refetch()}
          />
        ) : (
          <Loader aria-label="Loading" />
        )}
      </Center>
    );
  }
  if (session.data === null) return <SignIn />;
  const { viewer, ended } = session.data;
  // What somebody typed outlives their session, and is nobody else's.
  if (ended && !unsaved) return <SignIn />;
  return (
    <>
      <SessionEnded opened={ended} />
      <Pages key={viewer.id} viewer={viewer} />
    </>
  );
}

function Pages({ viewer }: { viewer: Viewer }) {
  return (
    <ViewerContext value={viewer}>
      <Routes>
        <Route element={<Shell />}>
          <Route index element={<Navigate to="/interviews" replace />} />
          <Route path="sign-in" element={<Navigate to="/interviews" replace />} />
          <Route path="overview" element={<OverviewPage />} />
          <Route path="interviews" element={<InterviewsPage />} />
          <Route path="interviews/compare" element={<ComparePage />} />
          <Route path="interviews/:id/:section?" element={<InterviewPage />} />
          <Route path="postings" element={<PostingsPage />} />
          <Route path="postings/:id/plan" element={<PlanPage />} />
          <Route path="requests" element={<RequestsPage />} />
          <Route path="given-up" element={<GivenUpPage />} />
          <Route path="settings" element={<SettingsPage />} />
          <Route path="settings/templates" element={<TemplatesPage />} />
          <Route path="settings/account" element={<AccountPage />} />
          <Route path="settings/members" element={<MembersPage />} />
          <Route path="settings/integrations" element={<IntegrationsPage />} />
          <Route path="settings/integrations/lever" element={<LeverPage />} />
          <Route path="settings/integrations/lever/deliveries" element={<DeliveriesPage />} />
          <Route path="settings/integrations/webhooks" element={<WebhooksPage />} />
          <Route path="settings/interviews" element={<InterviewingPage />} />
          <Route path="settings/reports" element={<ReportsPage />} />
          <Route path="settings/mail" element={<MailPage />} />
          <Route path="settings/mails" element={<MailsPage />} />
          <Route path="settings/privacy" element={<PrivacyPage />} />
          <Route path="settings/privacy/adverse-impact" element={<ImpactPage />} />
          <Route path="settings/audit" element={<AuditPage />} />
          <Route path="settings/system" element={<SystemPage />} />
          <Route path="*" element={<NotFound />} />
        </Route>
      </Routes>
    </ViewerContext>
  );
}
