// The newest plan of a posting, read or edited.
import { Button, Stack, Text } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import { PlanContent } from "../interviews/PlanContent";
import { Announcement } from "../parts/Announcement";
import { Section } from "../parts/Section";
import { mayConfigure, useViewer } from "../viewer";
import { PlanEditor } from "./PlanEditor";
import { PlanFacts } from "./PlanFacts";
import type { Plan, Posting } from "./posting";
import { Regenerate } from "./Regenerate";

export function PlanPart({ posting }: { posting: Posting }) {
  const allowed = mayConfigure(useViewer());
  const { plan } = posting;
  const [edited, setEdited] = useState<Plan | null>(null);
  const [outcome, setOutcome] = useState<string | null>(null);

  if (edited !== null) {
    return (
      <Section
        title={`Plan, edited from version ${edited.version}`}
        lead="Nothing changes for candidates until you publish it."
      >
        <PlanEditor
          posting={posting}
          plan={edited}
          onLeave={() => {
            setEdited(null);
            setOutcome("The plan is as it was.");
          }}
          onPublished={() => {
            setEdited(null);
            setOutcome("Your version is published.");
          }}
        />
      </Section>
    );
  }
  return (
    <Section
      title="Plan"
      lead="Whoever is invited from now on is asked by this version. Those invited earlier keep theirs."
      aside={
        allowed &&
        plan && (
          <Button
            leftSection={<IconPencil size={16} aria-hidden />}
            onClick={() => {
              setOutcome(null);
              setEdited(plan);
            }}
          >
            Edit
          </Button>
        )
      }
    >
      <Announcement takesFocus>{outcome}</Announcement>
      {plan ? (
        <Stack gap="xl">
          <PlanFacts plan={plan} />
          <PlanContent plan={plan} title={posting.title} />
        </Stack>
      ) : (
        <Text size="sm" c="dimmed">
          There is no plan yet. It is made when the first candidate comes.
        </Text>
      )}
      {allowed && <Regenerate posting={posting} />}
    </Section>
  );
}
