// Settings > Mail: how mails to candidates look, when nobody is reminded, and each mail as it looks.
import { Skeleton, Stack } from "@mantine/core";
import { Failure } from "../../parts/Failure";
import { Notice } from "../../parts/Notice";
import { PageTitle } from "../../parts/PageTitle";
import { mayConfigure, useViewer } from "../../viewer";
import { Trail } from "../Trail";
import { BrandForm } from "./BrandForm";
import { useLooks } from "./mail";
import { PreviewSection } from "./PreviewSection";
import { QuietForm } from "./QuietForm";

export function MailPage() {
  return (
    <Stack gap="lg" maw={820}>
      <Trail steps={[{ to: "/settings", name: "Settings" }]} />
      <PageTitle>Mail</PageTitle>
      {mayConfigure(useViewer()) ? (
        <Loaded />
      ) : (
        <Notice tone="quiet">Only Admins choose how mails look.</Notice>
      )}
    </Stack>
  );
}

function Loaded() {
  const looks = useLooks();
  return (
    <>
      {looks.isPending && (
        <Skeleton height={240} radius="lg" role="status" aria-label="Loading the settings" />
      )}
      {looks.isError && (
        <Failure
          what="The settings could not be loaded"
          error={looks.error}
          onRetry={() => void looks.refetch()}
        />
      )}
      {looks.data && (
        <>
          <BrandForm stored={looks.data.tenant} />
          <QuietForm stored={looks.data.tenant.quietHours} />
          <PreviewSection email={looks.data.email} />
        </>
      )}
    </>
  );
}
