// All versions of a plan: who made each, when, and what was different from the one before.
import { Accordion, Text } from "@mantine/core";
import { type FragmentType, graphql, readFragment } from "../../gql";
import { Section } from "../parts/Section";
import { When } from "../parts/When";
import { ChangeList } from "./ChangeList";

const versionFragment = graphql(`
  fragment PlanVersion on Plan {
    version
    author
    source
    createdAt
    questions {
      id
      text
    }
    changes {
      ...PlanChangeWords
    }
  }
`);

export function Versions(props: { plans: FragmentType<typeof versionFragment>[] }) {
  const plans = readFragment(versionFragment, props.plans);
  if (plans.length === 0) return null;
  return (
    <Section title="Versions" lead="Each stays as it is. Open one to see what it changed.">
      <Accordion variant="separated" radius="md" multiple order={3} keepMounted={false}>
        {plans.map(({ version, author, source, createdAt, questions, changes }) => (
          <Accordion.Item key={version} value={`${version}`}>
            <Accordion.Control>
              Version {version} by {author ?? source}, <When at={createdAt} />
            </Accordion.Control>
            <Accordion.Panel>
              {changes.length === 0 ? (
                <Text size="sm" c="dimmed">
                  {version === 1
                    ? "The first version, so there is nothing to compare it with."
                    : "It asks the same as the version before."}
                </Text>
              ) : (
                <ChangeList changes={[...changes]} questions={questions} />
              )}
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Section>
  );
}
