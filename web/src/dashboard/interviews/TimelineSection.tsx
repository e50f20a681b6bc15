// Every step of the interview with its cause, and the state it led to if that is another one: why was this person (not) invited?
import { Group, Paper, Text, Timeline } from "@mantine/core";
import { type FragmentType, graphql, readFragment } from "../../gql";
import { sentence } from "../../shared/sentence";
import { exact } from "../../shared/time";
import { Nothing } from "./Nothing";
import { StateBadge } from "./StateBadge";

const stepFragment = graphql(`
  fragment TimelineStep on Transition {
    at
    from
    to
    cause
    reason
  }
`);

export function TimelineSection(props: { steps: FragmentType<typeof stepFragment>[] }) {
  const steps = readFragment(stepFragment, props.steps);
  if (steps.length === 0) return <Nothing>Nothing has happened yet.</Nothing>;
  return (
    <Paper withBorder radius="lg" p="lg">
      <Timeline active={steps.length} bulletSize={14} lineWidth={2}>
        {steps.map((step) => (
          <Timeline.Item
            key={`${step.at} ${step.from} ${step.to} ${step.cause}`}
            title={<span className="sentence">{step.cause}</span>}
          >
            {step.reason && <Text size="sm">{sentence(step.reason)}</Text>}
            <Group gap="xs" mt={4}>
              {step.from !== step.to && <StateBadge state={step.to} />}
              <Text size="xs" c="dimmed">
                <time dateTime={step.at}>{exact(step.at)}</time>
              </Text>
            </Group>
          </Timeline.Item>
        ))}
      </Timeline>
    </Paper>
  );
}
