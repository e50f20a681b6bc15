// Who is chosen to be compared, at the foot of the list, with the way to the comparison.
import { Button, Group, Text } from "@mantine/core";
import { Link } from "react-router";
import { type Choice, type Chosen, COMPARED_MAX, COMPARED_MIN, comparePath } from "./useChoice";

export function ChoiceBar({ choice: { chosen, clear } }: { choice: Choice }) {
  return (
    // Always there, so that what appears in it is read out.
    <section aria-label="Candidates to compare" className="choice" data-open={chosen.length > 0}>
      <Text size="sm" role="status" className="grow">
        {words(chosen)}
      </Text>
      {chosen.length > 0 && (
        <Group gap="xs">
          <Button variant="default" onClick={clear}>
            Clear
          </Button>
          {chosen.length >= COMPARED_MIN && (
            <Button component={Link} to={comparePath(chosen)}>
              Compare {chosen.length}
            </Button>
          )}
        </Group>
      )}
    </section>
  );
}

function words(chosen: Chosen[]): string | null {
  const [first] = chosen;
  if (first === undefined) return null;
  const names = new Intl.ListFormat("en").format(chosen.map(({ name }) => name));
  const { title } = first.posting;
  return chosen.length < COMPARED_MIN
    ? `${names} is chosen. Choose up to ${COMPARED_MAX - 1} more for ${title}.`
    : `${names}, for ${title}`;
}
