// The two switches that only a person can turn on, in Lever.
import { List, Paper, Text, Title } from "@mantine/core";

/** `heard`: whether Lever has ever sent an event. */
export function TogglesCard({ heard }: { heard: boolean }) {
  return (
    <Paper withBorder radius="lg" p="lg">
      <Title order={2} size="h4" mb={4}>
        {heard ? "Two events must stay on in Lever" : "Switch on two events in Lever"}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        In Lever, open <strong>Settings &gt; Integrations and API &gt; Webhooks</strong> and{" "}
        {heard ? "see that these are on:" : "turn on:"}
      </Text>
      <List spacing={4}>
        <List.Item>
          <strong>Application Created</strong>
        </List.Item>
        <List.Item>
          <strong>Candidate Stage Change</strong>
        </List.Item>
      </List>
      <Text size="sm" c="dimmed" mt="sm">
        {heard
          ? "Without them Lever tells us nothing, and nobody is invited."
          : "Nothing has come from Lever yet. Without these events it tells us nothing, and nobody is invited."}
      </Text>
    </Paper>
  );
}
