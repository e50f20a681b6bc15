// Links by which whoever has one reads the report without signing in: made, shown once, and ended.
import { Button, Group, Modal, NumberInput, Skeleton, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { graphql } from "../../gql";
import type { ReportSharesQuery } from "../../gql/graphql";
import { Refusal } from "../form/Refusal";
import { useChange } from "../form/useChange";
import { keys } from "../keys";
import { Announcement } from "../parts/Announcement";
import { Day } from "../parts/Day";
import { Failure } from "../parts/Failure";
import { Section } from "../parts/Section";
import { ShownOnce } from "../parts/ShownOnce";
import { When } from "../parts/When";
import { request } from "../request";

const sharesQuery = graphql(`
  query ReportShares($id: ID!) {
    interview(id: $id) {
      id
      report {
        shares {
          id
          by {
            id
            name
          }
          createdAt
          expiresAt
          revokedAt
          live
          opens
          openedAt
        }
      }
    }
  }
`);

const shareMutation = graphql(`
  mutation ShareReport($input: ShareReportInput!) {
    shareReport(input: $input) {
      ... on SharedReport {
        __typename
        url
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

const revokeMutation = graphql(`
  mutation RevokeReportShare($input: RevokeReportShareInput!) {
    revokeReportShare(input: $input) {
      ... on ReportShare {
        __typename
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

/** As the server allows. */
const DAYS_MAX = 90;
const DAYS = 7;

type Share = NonNullable<NonNullable<ReportSharesQuery["interview"]>["report"]>["shares"][number];

export function ReportShares({ interviewId }: { interviewId: string }) {
  const [opened, setOpened] = useState(false);
  const shares = useQuery({
    queryKey: keys.reportShares(interviewId),
    queryFn: async () =>
      (await request(sharesQuery, { id: interviewId })).interview?.report?.shares,
  });
  return (
    <Section
      title="Links to this report"
      lead="Whoever has a link reads the report without signing in, until the link ends. Each use is in the audit log."
      aside={
        <Button variant="default" onClick={() => setOpened(true)}>
          New link
        </Button>
      }
    >
      {shares.isPending && (
        <Skeleton height={60} radius="md" role="status" aria-label="Loading the links" />
      )}
      {shares.isError && (
        <Failure
          what="The links could not be loaded"
          error={shares.error}
          onRetry={() => void shares.refetch()}
        />
      )}
      {shares.data && <ShareList shares={shares.data} interviewId={interviewId} />}
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title="New link to this report"
        // A click beside it must not lose the link.
        closeOnClickOutside={false}
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <NewLink interviewId={interviewId} onClose={() => setOpened(false)} />
      </Modal>
    </Section>
  );
}

function ShareList({ shares, interviewId }: { shares: Share[]; interviewId: string }) {
  const revoke = useChange(
    async (id: string) => (await request(revokeMutation, { input: { id } })).revokeReportShare,
    undefined,
    [keys.reportShares(interviewId)],
  );
  if (shares.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        There is no link.
      </Text>
    );
  }
  return (
    <>
      <ul className="entries">
        {shares.map((share) => (
          <ShareEntry key={share.id} share={share} onRevoke={() => revoke.send(share.id)} />
        ))}
      </ul>
      <Refusal problem={revoke.problem} />
      <Announcement takesFocus>{revoke.done === null ? null : "The link is revoked."}</Announcement>
    </>
  );
}

function ShareEntry({ share, onRevoke }: { share: Share; onRevoke: () => void }) {
  const by = share.by?.name ?? "a former operator";
  return (
    <li className="entry">
      <div className="entry-names">
        <Text fw={600} className="wrap">
          Made by {by} <When at={share.createdAt} />
        </Text>
        <Text size="sm" c="dimmed">
          {share.revokedAt ? (
            <>
              revoked <When at={share.revokedAt} />
            </>
          ) : (
            <>
              {share.live ? "ends" : "ended"} <Day at={share.expiresAt} />
            </>
          )}{" "}
          · opened {share.opens === 1 ? "once" : `${share.opens} times`}
          {share.openedAt && (
            <>
              , last <When at={share.openedAt} />
            </>
          )}
        </Text>
      </div>
      {share.live && (
        <Button
          variant="default"
          size="xs"
          aria-label={`Revoke the link of ${by}`}
          onClick={onRevoke}
        >
          Revoke
        </Button>
      )}
    </li>
  );
}

function NewLink({ interviewId, onClose }: { interviewId: string; onClose: () => void }) {
  const queryClient = useQueryClient();
  const [days, setDays] = useState<number | string>(DAYS);
  const create = useMutation({
    mutationFn: async (input: { interviewId: string; days: number }) =>
      (await request(shareMutation, { input })).shareReport,
    onSuccess: ({ __typename }) => {
      if (__typename === "Problem") return;
      // The link does not wait for the list.
      void queryClient.invalidateQueries({ queryKey: keys.reportShares(interviewId) });
    },
    // Forgets the link with the dialog.
    gcTime: 0,
  });
  const { data, error } = create;
  if (data?.__typename === "SharedReport") {
    return (
      <ShownOnce label="Link" secret={data.url} onClose={onClose}>
        Give it only to whom the report is for. It is not shown again.
      </ShownOnce>
    );
  }
  const wanted = Number(days);
  const fits = Number.isInteger(wanted) && wanted >= 1 && wanted <= DAYS_MAX;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (fits) create.mutate({ interviewId, days: wanted });
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <NumberInput
          label="How many days it works"
          description={`1 to ${DAYS_MAX}. You can end it earlier.`}
          min={1}
          max={DAYS_MAX}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="none"
          error={fits ? undefined : `Choose 1 to ${DAYS_MAX} days.`}
          value={days}
          onChange={setDays}
          data-autofocus
        />
        <Refusal problem={error?.message ?? (data === undefined ? null : data.message)} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending}>
            Make the link
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
