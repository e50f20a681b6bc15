// What erasing takes of a candidate and what it leaves, in words.
import { List, Stack, Text } from "@mantine/core";

export function WhatIsErased() {
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        Erased
      </Text>
      <List size="sm" spacing={4}>
        <List.Item>The candidate's name and address.</List.Item>
        <List.Item>
          Their answers, the scorecards, what people rated, recordings, and the letter.
        </List.Item>
        <List.Item>The report.</List.Item>
        <List.Item>
          What the timeline, messages and lists of who is in Lever said of them.
        </List.Item>
      </List>
      <Text size="sm" fw={600}>
        Kept
      </Text>
      <List size="sm" spacing={4}>
        <List.Item>That there was an interview, how it ended, and when.</List.Item>
        <List.Item>
          A certificate in the audit log: when and why it was erased, how much, and hashes of what
          it was.
        </List.Item>
        <List.Item>What was written to Lever, and backups, until you delete those.</List.Item>
      </List>
    </Stack>
  );
}
