// The trigger stages: candidates moved to one of them are invited.
import { Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { graphql } from "../../../gql";
import { DraftForm, useDraftForm } from "../../form/DraftForm";
import { Notice } from "../../parts/Notice";
import { request } from "../../request";
import { mayConfigure, useViewer } from "../../viewer";
import type { Integration } from "../integration";
import { StagePicker } from "./StagePicker";

const setTriggerStagesMutation = graphql(`
  mutation SetTriggerStages($input: SetTriggerStagesInput!) {
    setTriggerStages(input: $input) {
      ... on Integration {
        __typename
      }
      ... on Problem {
        __typename
        message
        code
      }
    }
  }
`);

export function StagesForm({ integration }: { integration: Integration }) {
  const { stages, triggerStages } = integration;
  const allowed = mayConfigure(useViewer());
  const form = useDraftForm(
    { stageIds: triggerStages.map(({ id }) => id) },
    async (stageIds: string[], baseStageIds: string[]) =>
      (await request(setTriggerStagesMutation, { input: { stageIds, baseStageIds } }))
        .setTriggerStages,
  );
  const { stageIds } = form.values;
  const missing = triggerStages.filter((stage) => stage.missing && stageIds.includes(stage.id));

  return (
    <DraftForm form={form} gap="sm" onSave={() => form.change.send(stageIds, form.base.stageIds)}>
      <StagePicker
        label="Trigger stages"
        description="Candidates moved to one of these stages are invited. Those who are in it already are not."
        placeholder={
          stages.length === 0 ? "Reading the stages from Lever…" : "Nobody is invited by stage"
        }
        stages={stages}
        stored={triggerStages}
        value={stageIds}
        disabled={!allowed || stages.length === 0}
        onChange={(chosen) => form.edit({ stageIds: chosen })}
      />
      {form.changed && form.change.problem !== null && (
        <Text size="sm" c="dimmed">
          Saved now: {triggerStages.map(({ text }) => text).join(", ") || "no stage"}.
        </Text>
      )}
      <Warning integration={integration} missing={missing} />
    </DraftForm>
  );
}

interface WarningProps {
  integration: Integration;
  missing: Integration["triggerStages"];
}

function Warning({ integration, missing }: WarningProps) {
  if (missing.length > 0) {
    const names = missing.map(({ text }) => `“${text}”`).join(", ");
    return (
      <Notice tone="warning" icon={<IconAlertTriangle aria-hidden />}>
        {names} {missing.length === 1 ? "is" : "are"} no longer in Lever, so nobody is moved there.
        Choose another stage, and take {missing.length === 1 ? "it" : "them"} out.
      </Notice>
    );
  }
  if (integration.triggerStatus === "NEEDS_SELECTION" && integration.stages.length > 0) {
    return (
      <Notice tone="warning" icon={<IconAlertTriangle aria-hidden />}>
        No stage is chosen yet. Until then nobody is invited by being moved.
      </Notice>
    );
  }
  return null;
}
