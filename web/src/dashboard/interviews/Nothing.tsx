// What a section of an interview says while it has nothing yet.
import { Paper, Text } from "@mantine/core";

export function Nothing({ children }: { children: string }) {
  return (
    <Paper withBorder radius="lg" p="xl">
      <Text c="dimmed" ta="center" py="lg">
        {children}
      </Text>
    </Paper>
  );
}
