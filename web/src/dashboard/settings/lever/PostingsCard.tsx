// Each open posting: what invites its candidates, and a tag that only nearly does.
import { Skeleton, Stack, Table, Text, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { Failure } from "../../parts/Failure";
import { Section } from "../../parts/Section";
import { type Integration, matches, type Posting, usePostings } from "../integration";
import { PageLinks } from "./PageLinks";
import { PostingRow } from "./PostingRow";
import { useHoldingPages } from "./usePages";

export function PostingsCard({ integration }: { integration: Integration }) {
  const postings = usePostings(integration.health.checkedAt ?? null);
  return (
    <Section
      title="Postings"
      lead="A posting follows the company's rule above unless you give it another here."
    >
      {postings.isPending && (
        <Skeleton height={120} radius="md" role="status" aria-label="Loading the postings" />
      )}
      {postings.isError && (
        <Failure
          what="The postings could not be loaded"
          error={postings.error}
          onRetry={() => void postings.refetch()}
        />
      )}
      {postings.data && <Postings integration={integration} postings={postings.data} />}
    </Section>
  );
}

interface PostingsProps {
  integration: Integration;
  postings: Posting[];
}

function Postings({ integration, postings }: PostingsProps) {
  const [search, setSearch] = useState("");
  const found = postings.filter((posting) => matches(posting, search));
  const pages = useHoldingPages(postings, found);

  if (postings.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {integration.health.checking
          ? "Reading the postings from Lever…"
          : "Lever has no open posting. New ones appear here within minutes."}
      </Text>
    );
  }
  return (
    <Stack gap="sm">
      <TextInput
        type="search"
        aria-label="Search postings by title, team or location"
        placeholder="Search by title, team or location"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={search}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          pages.go(1);
        }}
      />
      <Text size="sm" c="dimmed" role="status">
        {found.length === postings.length
          ? `${counted(postings.length)}`
          : `${found.length.toLocaleString("en")} of ${counted(postings.length)}`}
      </Text>
      {pages.rows.length > 0 && (
        <Table verticalSpacing="sm" className="stacking postings">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Posting</Table.Th>
              <Table.Th scope="col">Who is invited</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {pages.rows.map((posting) => (
              <PostingRow
                key={posting.id}
                posting={posting}
                integration={integration}
                hold={pages.hold}
              />
            ))}
          </Table.Tbody>
        </Table>
      )}
      <PageLinks of="Postings" pages={pages} />
    </Stack>
  );
}

function counted(number: number): string {
  return `${number.toLocaleString("en")} open ${number === 1 ? "posting" : "postings"}`;
}
