// Two texts beside each other, beneath each other on a phone, each under its name. One may be missing.
import { SimpleGrid, Text } from "@mantine/core";

type Side = readonly [name: string, text: string | null];

export function Sides({ sides }: { sides: readonly [Side, Side] }) {
  const there = sides.filter(([, text]) => text !== null);
  if (there.length === 0) return null;
  return (
    <SimpleGrid cols={{ base: 1, sm: there.length }} spacing="sm">
      {there.map(([name, text]) => (
        <div key={name}>
          <Text size="xs" c="dimmed">
            {name}
          </Text>
          <blockquote className="quote">{text}</blockquote>
        </div>
      ))}
    </SimpleGrid>
  );
}
