// The open postings: how each is interviewed for, and where a change waits for an operator.
import { Group, Paper, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { Failure } from "../parts/Failure";
import { PageTitle } from "../parts/PageTitle";
import { PageLinks } from "../settings/lever/PageLinks";
import { usePages } from "../settings/lever/usePages";
import { PostingTable } from "./PostingTable";
import { type ListedPosting, usePostingList } from "./posting";

export function PostingsPage() {
  const postings = usePostingList();
  return (
    <Stack gap="lg">
      <PageTitle>Postings</PageTitle>
      <Text c="dimmed" maw={640}>
        Each open posting has an interview plan. It is made from what the posting says when the
        first candidate comes, and you can change it.
      </Text>
      {postings.isPending && (
        <Stack gap="xs" role="status" aria-label="Loading the postings">
          {["a", "b", "c"].map((row) => (
            <Skeleton key={row} height={64} radius="md" />
          ))}
        </Stack>
      )}
      {postings.isError && (
        <Failure
          what="The postings could not be loaded"
          error={postings.error}
          onRetry={() => void postings.refetch()}
        />
      )}
      {postings.data && <Postings postings={postings.data} />}
    </Stack>
  );
}

function Postings({ postings }: { postings: ListedPosting[] }) {
  const [search, setSearch] = useState("");
  const found = postings.filter((posting) => matches(posting, search));
  const pages = usePages(found);
  if (postings.length === 0) {
    return (
      <Paper withBorder radius="lg" p="xl">
        <Text c="dimmed" ta="center" py="lg">
          There is no open posting. Those of Lever appear here within minutes once Lever is
          connected.
        </Text>
      </Paper>
    );
  }
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="sm">
        <TextInput
          type="search"
          aria-label="Search postings by title, team or location"
          placeholder="Search by title, team or location"
          leftSection={<IconSearch size={16} aria-hidden />}
          className="grow"
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            pages.go(1);
          }}
        />
        <Text size="sm" c="dimmed" role="status">
          {found.length === postings.length
            ? `${postings.length.toLocaleString("en")} open`
            : `${found.length.toLocaleString("en")} of ${postings.length.toLocaleString("en")}`}
        </Text>
      </Group>
      {found.length > 0 && <PostingTable rows={pages.rows} />}
      <PageLinks of="Postings" pages={pages} />
    </Stack>
  );
}

/** Every word that was typed stands somewhere in title, team or location. */
function matches({ title, team, location }: ListedPosting, search: string): boolean {
  const text = [title, team, location].filter(Boolean).join(" ").toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
