// One place in the settings, as a card that leads there.
import { Group, Paper, Text } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Link } from "react-router";

interface SettingsLinkProps {
  to: string;
  name: string;
  text: string;
  badge?: ReactNode;
}

export function SettingsLink({ to, name, text, badge }: SettingsLinkProps) {
  return (
    <Paper withBorder radius="lg" p="lg" className="card-link">
      <Group justify="space-between" wrap="nowrap">
        <div>
          <Link to={to} className="row-link">
            {name}
          </Link>
          <Text size="sm" c="dimmed">
            {text}
          </Text>
        </div>
        <Group gap="sm" wrap="nowrap">
          {badge}
          <IconChevronRight size={18} aria-hidden />
        </Group>
      </Group>
    </Paper>
  );
}
