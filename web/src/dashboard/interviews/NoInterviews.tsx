// An empty list says what to do next.
import { Anchor, Button, Code, Paper, Stack, Text, ThemeIcon, Title } from "@mantine/core";
import { IconMessages, IconSearchOff } from "@tabler/icons-react";
import { Link } from "react-router";
import { type Integration, useIntegration } from "../settings/integration";
import { seesSettings, useViewer } from "../viewer";

export function NoInterviews({ filtered }: { filtered: boolean }) {
  const viewer = useViewer();
  return (
    <Paper withBorder radius="lg" p="xl">
      <Stack align="center" gap="sm" py="xl" ta="center">
        <ThemeIcon size={56} radius="xl" variant="light" aria-hidden>
          {filtered ? <IconSearchOff size={28} /> : <IconMessages size={28} />}
        </ThemeIcon>
        {filtered ? <NothingFound /> : seesSettings(viewer) ? <NextStep /> : <NothingGiven />}
      </Stack>
    </Paper>
  );
}

function NothingFound() {
  return (
    <>
      <Title order={2} size="h4">
        Nothing matches
      </Title>
      <Text c="dimmed">
        Try another name, or{" "}
        <Anchor component={Link} to="/interviews">
          show all interviews
        </Anchor>
        .
      </Text>
    </>
  );
}

function NothingGiven() {
  return (
    <>
      <Title order={2} size="h4">
        Nothing to see yet
      </Title>
      <Text c="dimmed" maw={460} className="balance">
        Interviews for the postings you were given appear here. An Admin can give you more postings.
      </Text>
    </>
  );
}

/** "On-site Interview", "Phone screen or On-site Interview". */
function stageNames(integration: Integration | undefined): string {
  const there = integration?.triggerStages.filter(({ missing }) => !missing) ?? [];
  if (there.length === 0) return "you chose";
  return there.map(({ text }) => text).join(" or ");
}

function NextStep() {
  const { data: integration } = useIntegration();
  if (integration === undefined || integration.status === "CONNECTED") {
    return (
      <>
        <Title order={2} size="h4">
          Waiting for the first candidate
        </Title>
        <Text c="dimmed" maw={460} className="balance">
          Move a candidate in Lever to the stage <strong>{stageNames(integration)}</strong>, or tag
          a posting with{" "}
          <Code className="code">{integration?.applicationTag ?? "Alex - On Application"}</Code> to
          invite everyone who applies. They appear here within seconds.
        </Text>
      </>
    );
  }
  return (
    <>
      <Title order={2} size="h4">
        First, connect Lever
      </Title>
      <Text c="dimmed" maw={460} className="balance">
        Once Lever is connected, candidates who reach your trigger stage are invited automatically,
        and their interviews appear here.
      </Text>
      <Button component={Link} to="/settings/integrations/lever" mt="xs">
        Connect Lever
      </Button>
    </>
  );
}
