// One posting with its rule.
import { Anchor, Badge, NativeSelect, Stack, Table, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useEffect } from "react";
import { graphql } from "../../../gql";
import type { PostingInvites, SetPostingTriggerInput } from "../../../gql/graphql";
import { DraftForm, useDraftForm } from "../../form/DraftForm";
import { Notice } from "../../parts/Notice";
import { request } from "../../request";
import { mayConfigure, useViewer } from "../../viewer";
import type { Integration, Posting } from "../integration";
import { StagePicker } from "./StagePicker";
import type { Hold } from "./usePages";

const setPostingTriggerMutation = graphql(`
  mutation SetPostingTrigger($input: SetPostingTriggerInput!) {
    setPostingTrigger(input: $input) {
      ... on Integration {
        __typename
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

const INVITES: Record<PostingInvites, string> = {
  AS_COMPANY: "As the company",
  NEVER: "Nobody",
  ON_APPLICATION: "Everyone who applies",
  STAGES: "When moved to these stages",
};

const INVITES_NAMES = Object.keys(INVITES) as PostingInvites[];

interface PostingRowProps {
  posting: Posting;
  integration: Pick<Integration, "stages" | "applicationTag">;
  hold: Hold;
}

export function PostingRow({ posting, integration, hold }: PostingRowProps) {
  const { title, team, location, url } = posting;
  const place = [team, location].filter(Boolean).join(" · ");
  return (
    <Table.Tr>
      <Table.Td className="wrap">
        <Stack gap={4} align="flex-start">
          {url ? (
            <Anchor href={url} target="_blank" rel="noreferrer" fw={600}>
              {title}
            </Anchor>
          ) : (
            <Text fw={600}>{title}</Text>
          )}
          {place !== "" && (
            <Text size="sm" c="dimmed">
              {place}
            </Text>
          )}
          {posting.invitesOnApplication && (
            <Badge variant="default" tt="none" fw={550} className="wrap">
              Invites on application
            </Badge>
          )}
          <NearMiss nearMiss={posting.nearMiss ?? null} tag={integration.applicationTag} />
        </Stack>
      </Table.Td>
      <Table.Td>
        <RuleForm posting={posting} stages={integration.stages} hold={hold} />
      </Table.Td>
    </Table.Tr>
  );
}

function NearMiss({ nearMiss, tag }: { nearMiss: string | null; tag: string }) {
  if (nearMiss === null) return null;
  return (
    <Notice tone="warning" icon={<IconAlertTriangle aria-hidden />} title="Tag nearly right">
      <Text size="sm">
        “{nearMiss}” invites nobody. In Lever, change it to exactly “{tag}”, or take it off.
      </Text>
    </Notice>
  );
}

interface RuleFormProps extends Pick<PostingRowProps, "posting" | "hold"> {
  stages: Integration["stages"];
}

function RuleForm({ posting, stages, hold }: RuleFormProps) {
  const disabled = !mayConfigure(useViewer());
  const form = useDraftForm(
    { invites: posting.invites, stageIds: posting.stages.map(({ id }) => id) },
    async (input: SetPostingTriggerInput) =>
      (await request(setPostingTriggerMutation, { input })).setPostingTrigger,
  );
  const { invites, stageIds } = form.values;
  const byStage = invites === "STAGES";
  const gone = posting.stages.filter(({ id, missing }) => missing && stageIds.includes(id));
  const changed = form.changes.invites !== undefined || (byStage && form.changed);
  useEffect(() => (changed ? hold(posting.id) : undefined), [changed, hold, posting.id]);

  return (
    <DraftForm
      form={{ ...form, changed }}
      brief
      gap="xs"
      hindrance={byStage && stageIds.length === 0 ? "Choose at least one stage." : null}
      onSave={() =>
        form.change.send({ postingId: posting.id, invites, ...(byStage && { stageIds }) })
      }
    >
      <NativeSelect
        aria-label={`Who is invited for ${posting.title}`}
        disabled={disabled}
        value={invites}
        onChange={(event) => {
          const chosen = INVITES_NAMES.find((name) => name === event.currentTarget.value);
          if (chosen !== undefined) form.edit({ invites: chosen });
        }}
        data={INVITES_NAMES.map((name) => ({ value: name, label: INVITES[name] }))}
      />
      {byStage && (
        <StagePicker
          label="Stages"
          placeholder="Choose one or more"
          stages={stages}
          stored={posting.stages}
          value={stageIds}
          disabled={disabled}
          onChange={(chosen) => form.edit({ stageIds: chosen })}
        />
      )}
      {byStage && gone.length > 0 && (
        <Text size="sm" className="with-icon">
          <IconAlertTriangle size={16} aria-hidden /> A stage is no longer in Lever. Choose another.
        </Text>
      )}
    </DraftForm>
  );
}
