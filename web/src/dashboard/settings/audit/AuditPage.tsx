// Who did or read what: the audit log, narrowed by action, subject and day.
import {
  Button,
  Center,
  Group,
  NativeSelect,
  Paper,
  Skeleton,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import type { AuditFilter } from "../../../gql/graphql";
import { CopyText } from "../../parts/CopyText";
import { Failure } from "../../parts/Failure";
import { Notice } from "../../parts/Notice";
import { PageTitle } from "../../parts/PageTitle";
import { mayConfigure, useViewer } from "../../viewer";
import { Trail } from "../Trail";
import { AuditTable } from "./AuditTable";
import { ACTION_CHOICES, useAuditLog } from "./audit";

const TYPING_PAUSE_MS = 300;
const DAY_MS = 24 * 60 * 60 * 1000;

export function AuditPage() {
  const allowed = mayConfigure(useViewer());
  return (
    <Stack gap="lg">
      <Trail steps={[{ to: "/settings", name: "Settings" }]} />
      <PageTitle>Audit log</PageTitle>
      {allowed ? (
        <Log />
      ) : (
        <Notice tone="quiet">Only Admins and Super Admins can read the audit log.</Notice>
      )}
    </Stack>
  );
}

function Log() {
  const [action, setAction] = useState("");
  const [typed, setTyped] = useState("");
  const [subject] = useDebouncedValue(typed.trim(), TYPING_PAUSE_MS);
  const [from, setFrom] = useState("");
  const [until, setUntil] = useState("");
  const log = useAuditLog(filterOf(action, subject, from, until));
  const rows = log.data?.pages.flatMap((page) => page.nodes) ?? [];
  const newest = log.data?.pages.at(0);
  return (
    <>
      <Text c="dimmed" maw={640}>
        Who did or read what. Entries are never changed, and each has the hash of the one before it.
        Keep the newest hash elsewhere, and <code>fulcrum audit verify --head</code> can tell later
        that nothing up to it was changed.
      </Text>
      {newest !== undefined && newest.headHash !== "" && (
        <CopyText text={newest.headHash} label="the newest hash" />
      )}
      <Group gap="sm" role="search" aria-label="Audit log" align="flex-end">
        <NativeSelect
          label="What"
          value={action}
          onChange={(event) => setAction(event.currentTarget.value)}
          data={[{ value: "", label: "Anything" }, ...ACTION_CHOICES]}
        />
        <TextInput
          className="grow"
          label="About"
          placeholder="An id, such as pipeline:0198…"
          type="search"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <TextInput
          label="From"
          type="date"
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          label="To"
          type="date"
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
      </Group>
      <Text size="sm" c="dimmed" role="status">
        {newest !== undefined &&
          `${newest.totalCount.toLocaleString("en")} ${newest.totalCount === 1 ? "entry" : "entries"}`}
      </Text>
      {log.isPending && <TableSkeleton />}
      {log.isError && (
        <Failure
          what="The audit log could not be loaded"
          error={log.error}
          onRetry={() => void log.refetch()}
        />
      )}
      {log.isSuccess && rows.length === 0 && (
        <Paper withBorder radius="lg" p="xl">
          <Text c="dimmed" ta="center" py="lg">
            Nothing fits.
          </Text>
        </Paper>
      )}
      {rows.length > 0 && <AuditTable rows={rows} onAbout={setTyped} />}
      {log.hasNextPage && (
        <Center>
          <Button
            variant="default"
            loading={log.isFetchingNextPage}
            onClick={() => void log.fetchNextPage()}
          >
            Load more
          </Button>
        </Center>
      )}
    </>
  );
}

/** Days are the reader's own; the last one counts as a whole. */
function filterOf(action: string, subject: string, from: string, until: string): AuditFilter {
  return {
    action: action === "" ? null : action,
    subject: subject === "" ? null : subject,
    from: midnight(from)?.toISOString() ?? null,
    until: after(midnight(until))?.toISOString() ?? null,
  };
}

/** When a day begins here; null while none is chosen. */
function midnight(day: string): Date | null {
  const at = new Date(`${day}T00:00:00`);
  return Number.isNaN(at.getTime()) ? null : at;
}

function after(day: Date | null): Date | null {
  if (day === null) return null;
  // Noon of the next day, taken back to its beginning: not every day has 24 hours.
  const next = new Date(day.getTime() + 1.5 * DAY_MS);
  next.setHours(0, 0, 0, 0);
  return next;
}

function TableSkeleton() {
  return (
    <Stack gap="xs" role="status" aria-label="Loading the audit log">
      {["a", "b", "c"].map((row) => (
        <Skeleton key={row} height={52} radius="md" />
      ))}
    </Stack>
  );
}
