// Settings > Mails: every mail of the company and what became of it, narrowed by state and kind.
import { Button, Center, Group, NativeSelect, Paper, Skeleton, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { MailKind, MailState } from "../../gql/graphql";
import { Failure } from "../parts/Failure";
import { Notice } from "../parts/Notice";
import { PageTitle } from "../parts/PageTitle";
import { Trail } from "../settings/Trail";
import { mayConfigure, useViewer } from "../viewer";
import { MailTable } from "./MailTable";
import { isMailKind, isMailState, MAIL_KINDS, MAIL_STATES, useMails } from "./mails";

const STATE_CHOICES = Object.entries(MAIL_STATES).map(([value, { words }]) => ({
  value,
  label: words,
}));
const KIND_CHOICES = Object.entries(MAIL_KINDS).map(([value, label]) => ({ value, label }));

export function MailsPage() {
  return (
    <Stack gap="lg">
      <Trail steps={[{ to: "/settings", name: "Settings" }]} />
      <PageTitle>Mails</PageTitle>
      {mayConfigure(useViewer()) ? (
        <Mails />
      ) : (
        <Notice tone="quiet">Only Admins see all mails.</Notice>
      )}
    </Stack>
  );
}

function Mails() {
  const [state, setState] = useState<MailState | null>(null);
  const [kind, setKind] = useState<MailKind | null>(null);
  const mails = useMails({ state, kind });
  const rows = mails.data?.pages.flatMap((page) => page.nodes) ?? [];
  const total = mails.data?.pages.at(-1)?.totalCount;
  return (
    <>
      <Text c="dimmed" maw={640}>
        Accepted means that the mail server took it, and not that it arrived. That a mail bounced is
        known once the mail server’s report of it is passed on to Fulcrum; the README says how.
      </Text>
      <Group gap="sm" role="search" aria-label="Mails" align="flex-end">
        <NativeSelect
          label="State"
          value={state ?? ""}
          onChange={({ currentTarget: { value } }) => setState(isMailState(value) ? value : null)}
          data={[{ value: "", label: "Any" }, ...STATE_CHOICES]}
        />
        <NativeSelect
          label="Kind"
          value={kind ?? ""}
          onChange={({ currentTarget: { value } }) => setKind(isMailKind(value) ? value : null)}
          data={[{ value: "", label: "Any" }, ...KIND_CHOICES]}
        />
      </Group>
      <Text size="sm" c="dimmed" role="status">
        {total !== undefined && `${total.toLocaleString("en")} ${total === 1 ? "mail" : "mails"}`}
      </Text>
      {mails.isPending && (
        <Skeleton height={200} radius="lg" role="status" aria-label="Loading the mails" />
      )}
      {mails.isError && (
        <Failure
          what="The mails could not be loaded"
          error={mails.error}
          onRetry={() => void mails.refetch()}
        />
      )}
      {mails.isSuccess && rows.length === 0 && (
        <Paper withBorder radius="lg" p="xl">
          <Text c="dimmed" ta="center" py="lg">
            No mail fits.
          </Text>
        </Paper>
      )}
      {rows.length > 0 && <MailTable rows={rows} about="everybody" />}
      {mails.hasNextPage && (
        <Center>
          <Button
            variant="default"
            loading={mails.isFetchingNextPage}
            onClick={() => void mails.fetchNextPage()}
          >
            Load more
          </Button>
        </Center>
      )}
    </>
  );
}
