// Leads to what was given up.
import { Anchor, Text } from "@mantine/core";
import { Link } from "react-router";
import { countWords, GIVEN_UP_PAGE, useGivenUpCount } from "../../givenUp/givenUp";
import { Section } from "../../parts/Section";

export function GivenUpCard() {
  const { data: count } = useGivenUpCount();
  if (count === undefined) return null;
  return (
    <Section
      title="Given up"
      lead="Whatever fails is tried again by itself for a while. What was given up needs you."
    >
      {count === 0 ? (
        <Text size="sm" c="dimmed">
          Nothing was given up.
        </Text>
      ) : (
        <Text size="sm">
          {countWords(count)}.{" "}
          <Anchor component={Link} to={GIVEN_UP_PAGE} fz="inherit" className="in-text">
            Look at it and decide
          </Anchor>
        </Text>
      )}
    </Section>
  );
}
