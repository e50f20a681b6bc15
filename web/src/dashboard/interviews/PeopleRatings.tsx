// What people found in an interview, beside the AI's levels, and how far they agree.
import { Paper, Stack, Table, Text, Title } from "@mantine/core";
import { type FragmentType, graphql, readFragment } from "../../gql";
import { agreementWords } from "../parts/agreement";
import { When } from "../parts/When";

const humanRatingFragment = graphql(`
  fragment PeopleRating on HumanRating {
    id
    by
    createdAt
    ratings {
      questionId
      competencyName
      level
      comment
    }
    agreement {
      count
      exact
      withinOne
    }
  }
`);

interface PeopleRatingsProps {
  ratings: FragmentType<typeof humanRatingFragment>[];
  /** The AI's levels in words by question; null while they are hidden. */
  levels: ReadonlyMap<string, string> | null;
}

export function PeopleRatings({ levels, ...props }: PeopleRatingsProps) {
  const people = readFragment(humanRatingFragment, props.ratings);
  if (people.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        Nobody has rated this interview yet.
      </Text>
    );
  }
  return (
    <Stack gap="md">
      {people.map(({ id, by, createdAt, ratings, agreement }) => (
        <Paper key={id} component="article" withBorder radius="lg" p="lg">
          <Title order={3} size="h5">
            {by}
          </Title>
          <Text size="sm" c="dimmed">
            <When at={createdAt} />
          </Text>
          {levels !== null && agreement && (
            <Text size="sm" mt="xs">
              {agreementWords(agreement)}
            </Text>
          )}
          <Table mt="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Competency</Table.Th>
                <Table.Th scope="col">{by}</Table.Th>
                {levels !== null && <Table.Th scope="col">AI</Table.Th>}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {ratings.map(({ questionId, competencyName, level, comment }) => (
                <Table.Tr key={questionId}>
                  <Table.Th scope="row" className="wrap" fw={500}>
                    {competencyName || "A question that the plan does not have"}
                    {comment !== "" && (
                      <Text size="xs" c="dimmed" className="answer">
                        {comment}
                      </Text>
                    )}
                  </Table.Th>
                  <Table.Td>{level ?? "Not enough evidence"}</Table.Td>
                  {levels !== null && <Table.Td>{levels.get(questionId) ?? "–"}</Table.Td>}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Paper>
      ))}
    </Stack>
  );
}
