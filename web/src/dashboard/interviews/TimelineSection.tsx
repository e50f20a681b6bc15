// Every step of the interview with its cause: why was this person (not) invited?
import { Paper, Text, Timeline } from "@mantine/core";
import { type FragmentType, graphql, readFragment } from "../../gql";
import { exact } from "../../shared/time";
import { Nothing } from "./Nothing";
import { STATES } from "./states";

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
          <Timeline.Item key={`${step.at} ${step.from} ${step.to}`} title={STATES[step.to].words}>
            <Text size="sm">{step.cause}</Text>
            {step.reason && (
              <Text size="sm" c="dimmed">
                {step.reason}
              </Text>
            )}
            <Text size="xs" c="dimmed" mt={2}>
              <time dateTime={step.at}>{exact(step.at)}</time>
            </Text>
          </Timeline.Item>
        ))}
      </Timeline>
    </Paper>
  );
}
