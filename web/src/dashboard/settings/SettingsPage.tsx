// The way into the settings, and the operator's own account.
import { Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { PageTitle } from "../parts/PageTitle";
import { SetPasswordDialog } from "../SetPassword";
import { ROLE_NAMES, useViewer } from "../viewer";
import { SettingsLink } from "./SettingsLink";

export function SettingsPage() {
  const viewer = useViewer();
  const [opened, dialog] = useDisclosure(false);
  return (
    <Stack gap="lg" maw={720}>
      <PageTitle>Settings</PageTitle>
      <SettingsLink
        to="/settings/integrations"
        name="Integrations"
        text="Where candidates come from and where results go."
      />
      <Paper withBorder radius="lg" p="lg">
        <Title order={2} size="h5" mb="sm">
          Your account
        </Title>
        <Group justify="space-between" gap="md">
          <div>
            <Text>{viewer.name}</Text>
            <Text size="sm" c="dimmed">
              {viewer.email} · {ROLE_NAMES[viewer.role]} at {viewer.tenant.name}
            </Text>
          </div>
          <Button variant="default" onClick={dialog.open}>
            {viewer.hasPassword ? "Change password" : "Set a password"}
          </Button>
        </Group>
      </Paper>
      <SetPasswordDialog opened={opened} onClose={dialog.close} />
    </Stack>
  );
}
