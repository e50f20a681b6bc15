// How far the candidates of each posting came; the posting with the most invited first.
import { Anchor, Button, Stack, Table, Text } from "@mantine/core";
import { useState } from "react";
import { Link } from "react-router";
import { planPage } from "../postings/posting";
import { type Counts, countOf, type Funnel, STEPS, share } from "./overview";

const ROWS_AT_FIRST = 10;

export function PostingCounts({ rows }: { rows: Funnel["byPosting"] }) {
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.slice(0, ROWS_AT_FIRST);
  return (
    <Stack align="flex-start">
      <Table className="counts">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">Posting</Table.Th>
            {STEPS.map(({ key, name }) => (
              <Table.Th key={key} scope="col">
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map(({ posting, counts }, index) => (
            <Table.Tr key={posting?.id ?? index}>
              <Table.Th scope="row" className="wrap">
                {posting ? (
                  <Anchor
                    component={Link}
                    to={planPage(posting.id)}
                    fz="inherit"
                    className="in-text"
                  >
                    {posting.title}
                  </Anchor>
                ) : (
                  "A posting that is not kept any more"
                )}
              </Table.Th>
              {STEPS.map(({ key }, step) => (
                <Table.Td key={key}>
                  {countOf(counts[key])}
                  <Share counts={counts} step={step} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {shown.length < rows.length && (
        <Button variant="default" onClick={() => setAll(true)}>
          Show all {countOf(rows.length)} postings
        </Button>
      )}
    </Stack>
  );
}

/** Of the step before; on a phone there is no room for it. */
function Share({ counts, step }: { counts: Counts; step: number }) {
  const here = STEPS[step];
  const before = STEPS[step - 1];
  const part = here && before && share(counts[here.key], counts[before.key]);
  if (!part) return null;
  return (
    <Text span size="xs" c="dimmed" visibleFrom="sm" title={`${part} ${before.who}`}>
      {" "}
      {part}
    </Text>
  );
}
