// What changed from one scorecard to the next, competency by competency.
import { Paper, Stack, Table, Text, Title } from "@mantine/core";
import { type FragmentType, graphql, readFragment } from "../../gql";
import type { ScorecardChangeFragment } from "../../gql/graphql";
import { Notice } from "../parts/Notice";

const comparisonFragment = graphql(`
  fragment ScorecardChange on ScorecardComparison {
    samePlan
    overallBefore
    overallAfter
    ratings {
      questionId
      competencyName
      before
      after
      steps
      sameRubric
    }
  }
`);

type RatingChange = ScorecardChangeFragment["ratings"][number];

interface ComparisonProps {
  comparison: FragmentType<typeof comparisonFragment>;
  /** Of the scorecard that is compared with the one before. */
  version: number;
}

export function Comparison(props: ComparisonProps) {
  const { samePlan, overallBefore, overallAfter, ratings } = readFragment(
    comparisonFragment,
    props.comparison,
  );
  return (
    <Paper component="section" aria-label="What changed" withBorder radius="lg" p="lg">
      <Stack gap="sm">
        <Title order={2} size="h4">
          What changed since version {props.version - 1}
        </Title>
        <Text size="sm">
          Overall score: {overallBefore ?? "none"} before, {overallAfter ?? "none"} now.
        </Text>
        {!samePlan && (
          <Notice tone="warning">
            The two were rated by different plans, so the numbers mean different things.
          </Notice>
        )}
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Competency</Table.Th>
              <Table.Th scope="col">Before</Table.Th>
              <Table.Th scope="col">Now</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {ratings.map((rating) => (
              <Table.Tr key={rating.questionId}>
                <Table.Th scope="row" className="wrap" fw={500}>
                  {rating.competencyName}
                  <Text size="xs" c="dimmed">
                    {difference(rating)}
                    {!rating.sameRubric && " · by another rubric"}
                  </Text>
                </Table.Th>
                <Table.Td>{rating.before ?? "–"}</Table.Td>
                <Table.Td>{rating.after ?? "–"}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Stack>
    </Paper>
  );
}

/** "1 level higher", "2 levels lower", "the same". */
function difference({ before, after, steps }: RatingChange): string {
  if (typeof steps !== "number") {
    if (typeof before === "number") return "no level any more";
    return typeof after === "number" ? "has a level now" : "no level in either";
  }
  if (steps === 0) return "the same";
  const levels = Math.abs(steps) === 1 ? "1 level" : `${Math.abs(steps)} levels`;
  return `${levels} ${steps > 0 ? "higher" : "lower"}`;
}
