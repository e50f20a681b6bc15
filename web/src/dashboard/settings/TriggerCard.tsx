// Who is invited: everyone who reaches the trigger stage, or who applies to a tagged posting.

import { Button, Divider, Group, NativeSelect, Paper, Stack, Text, Title } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { graphql } from "../../gql";
import { keys } from "../keys";
import { CopyText } from "../parts/CopyText";
import { Notice } from "../parts/Notice";
import { request } from "../request";
import type { Integration } from "./integration";

const setTriggerStageMutation = graphql(`
  mutation SetTriggerStage($input: SetTriggerStageInput!) {
    setTriggerStage(input: $input) {
      ... on Integration {
        __typename
        triggerStage {
          id
          text
        }
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

const refreshStagesMutation = graphql(`
  mutation RefreshStages {
    refreshStages {
      ... on Integration {
        __typename
        status
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

export function TriggerCard({ integration }: { integration: Integration }) {
  const { applicationTag, invitedTag, completeTag } = integration;
  return (
    <Paper withBorder radius="lg" p="lg">
      <Title order={2} size="h4" mb="md">
        Who is invited
      </Title>
      <Stack gap="lg">
        <StageForm integration={integration} />
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
        <div>
          <Title order={3} size="h6" mb={4}>
            Tags we write on candidates
          </Title>
          <Group gap="md">
            <CopyText text={invitedTag} label="the tag for invited candidates" />
            <CopyText text={completeTag} label="the tag for completed interviews" />
          </Group>
        </div>
      </Stack>
    </Paper>
  );
}

function StageForm({ integration }: { integration: Integration }) {
  const { stages, triggerStage } = integration;
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState<string | null>(null);
  const reload = () => queryClient.invalidateQueries({ queryKey: keys.integration });

  const save = useMutation({
    mutationFn: async (stageId: string) =>
      (await request(setTriggerStageMutation, { input: { stageId } })).setTriggerStage,
    onSuccess: async (result) => {
      if (result.__typename !== "Integration") return;
      await reload();
      setChosen(null);
    },
  });
  const refresh = useMutation({
    mutationFn: async () => (await request(refreshStagesMutation)).refreshStages,
    onSuccess: reload,
  });

  const current = triggerStage?.id ?? "";
  const value = chosen ?? current;
  const problem =
    save.error?.message ??
    refresh.error?.message ??
    [save.data, refresh.data].find((result) => result?.__typename === "Problem")?.message ??
    null;
  const saved = save.data?.__typename === "Integration" && chosen === null;

  return (
    <Stack gap="xs" align="stretch">
      <Group align="flex-end" gap="sm">
        <NativeSelect
          className="grow"
          label="Trigger Stage"
          description="Candidates moved to this stage are invited. Those already in it are not."
          value={value}
          disabled={stages.length === 0}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={[
            ...(current === "" ? [{ value: "", label: "Choose a stage" }] : []),
            ...stages.map(({ id, text }) => ({ value: id, label: text })),
          ]}
        />
        <Button
          loading={save.isPending}
          disabled={value === "" || value === current}
          onClick={() => save.mutate(value)}
        >
          Save
        </Button>
      </Group>
      <Group gap="sm">
        <Button
          variant="subtle"
          size="compact-sm"
          ml={-8}
          loading={refresh.isPending}
          onClick={() => refresh.mutate()}
        >
          Read the stages from Lever again
        </Button>
        <Text size="sm" role="status">
          {saved && triggerStage && `Saved: ${triggerStage.text}`}
          {stages.length === 0 && "Reading the stages from Lever…"}
        </Text>
      </Group>
      {problem !== null && (
        <Notice tone="bad" role="alert">
          {problem}
        </Notice>
      )}
    </Stack>
  );
}
