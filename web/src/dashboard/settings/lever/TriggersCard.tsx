// Who is invited: everyone who is moved to a trigger stage, or who applies to a tagged posting; and who is not.
import { Button, Divider, Group, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { CopyText } from "../../parts/CopyText";
import { Section } from "../../parts/Section";
import { mayConfigure, useViewer } from "../../viewer";
import type { Integration } from "../integration";
import { BackfillDialog } from "./BackfillDialog";
import { RulesForm } from "./RulesForm";
import { StagesForm } from "./StagesForm";

export function TriggersCard({ integration }: { integration: Integration }) {
  const { applicationTag } = integration;
  return (
    <Section
      title="Who is invited"
      lead="For all postings; a posting can have its own rule, below."
    >
      <StagesForm integration={integration} />
      <BackfillOffer integration={integration} />
      <Divider />
      <div>
        <Title order={3} size="h6" mb={4}>
          On application received
        </Title>
        <Text size="sm" c="dimmed" mb="xs">
          To invite everyone who applies to a posting, give the posting exactly this tag in Lever:
        </Text>
        <CopyText text={applicationTag} label="the posting tag" />
      </div>
      <Divider />
      <RulesForm integration={integration} />
    </Section>
  );
}

function BackfillOffer({ integration }: { integration: Integration }) {
  const allowed = mayConfigure(useViewer());
  const [opened, dialog] = useDisclosure(false);
  return (
    <div>
      <Group gap="sm">
        <Button
          variant="default"
          size="xs"
          disabled={!allowed || integration.status !== "CONNECTED"}
          onClick={dialog.open}
        >
          Invite those already there…
        </Button>
        <Text size="sm" c="dimmed">
          Shows you who that would be before anyone is invited.
        </Text>
      </Group>
      <BackfillDialog
        opened={opened}
        onClose={dialog.close}
        stages={integration.triggerStages.filter(({ missing }) => !missing)}
      />
    </div>
  );
}
