// A part of a page with a heading of its own, on a sheet.
import { Group, Paper, Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useId } from "react";

interface SectionProps {
  title: string;
  /** One or two sentences under the heading. */
  lead?: ReactNode;
  /** Stands at the other end of the heading's line. */
  aside?: ReactNode;
  children: ReactNode;
}

export function Section({ title, lead, aside, children }: SectionProps) {
  const heading = useId();
  return (
    <Paper component="section" aria-labelledby={heading} withBorder radius="lg" p="lg">
      <Stack gap="lg">
        <Group justify="space-between" align="flex-start" gap="sm">
          <div className="section-names">
            <Title order={2} size="h4" id={heading}>
              {title}
            </Title>
            {lead !== undefined && (
              <Text size="sm" c="dimmed" mt={4}>
                {lead}
              </Text>
            )}
          </div>
          {aside}
        </Group>
        {children}
      </Stack>
    </Paper>
  );
}
