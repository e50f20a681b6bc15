// The plan that the candidate is asked by: how long it is, which version, and all of it.
import { Stack, Text } from "@mantine/core";
import { type FragmentType, graphql, readFragment } from "../../gql";
import { languageName } from "../../shared/language";
import { Nothing } from "./Nothing";
import { PlanContent } from "./PlanContent";

const planFragment = graphql(`
  fragment PlanSection on Plan {
    id
    version
    hash
    minutes
    language
    source
    questions {
      id
    }
    ...PlanContent
  }
`);

interface PlanSectionProps {
  plan: FragmentType<typeof planFragment> | null;
  /** Of the posting. */
  title: string | null;
}

export function PlanSection(props: PlanSectionProps) {
  const plan = readFragment(planFragment, props.plan);
  if (plan === null) return <Nothing>The interview has not been planned yet.</Nothing>;
  return (
    <Stack gap="xl">
      <Text size="sm" c="dimmed">
        {plan.questions.length} questions, about {plan.minutes} minutes, in{" "}
        {languageName(plan.language)} · version {plan.version}, made by {plan.source} ·{" "}
        <span title="The same posting always gives the same plan, and the same fingerprint.">
          fingerprint {plan.hash.slice(0, 12)}
        </span>
      </Text>
      <PlanContent plan={plan} title={props.title} />
    </Stack>
  );
}
