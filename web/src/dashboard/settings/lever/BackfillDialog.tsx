// The one and only way to invite people who were there before: first a look who that would be, then the invites.
import { Button, Group, Loader, Modal, MultiSelect, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { graphql } from "../../../gql";
import type { BackfillInput, BackfillPreviewQuery } from "../../../gql/graphql";
import { sentence } from "../../../shared/sentence";
import { Refusal } from "../../form/Refusal";
import { useChange } from "../../form/useChange";
import { keys, POLL_MS } from "../../keys";
import { Failure } from "../../parts/Failure";
import { Notice } from "../../parts/Notice";
import { request } from "../../request";
import { BackfillTable } from "./BackfillTable";

const backfillMutation = graphql(`
  mutation Backfill($input: BackfillInput!) {
    backfill(input: $input) {
      ... on Backfill {
        __typename
        id
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

const backfillQuery = graphql(`
  query BackfillPreview($id: ID!) {
    backfill(id: $id) {
      id
      status
      error
      inviteCount
      candidates {
        opportunityId
        ...BackfillRow
      }
    }
  }
`);

type Backfill = NonNullable<BackfillPreviewQuery["backfill"]>;

interface BackfillDialogProps {
  opened: boolean;
  onClose: () => void;
  /** The trigger stages that Lever has. */
  stages: readonly { id: string; text: string }[];
}

export function BackfillDialog({ opened, onClose, stages }: BackfillDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Invite those already there"
      size="xl"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Steps stages={stages} onClose={onClose} />
    </Modal>
  );
}

function Steps({ stages, onClose }: Omit<BackfillDialogProps, "opened">) {
  const [id, setId] = useState<string | null>(null);
  const queryClient = useQueryClient();
  const ask = useChange(
    async (input: BackfillInput) => (await request(backfillMutation, { input })).backfill,
    async (asked) => {
      setId(asked.id);
      await queryClient.invalidateQueries({ queryKey: keys.backfill(asked.id) });
    },
  );
  const preview = useQuery({
    queryKey: keys.backfill(id ?? ""),
    queryFn: async () => (await request(backfillQuery, { id: id ?? "" })).backfill ?? null,
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.data?.status === "LOOKING" ? POLL_MS : false),
  });

  if (id === null) {
    return (
      <Beginning
        stages={stages}
        pending={ask.pending}
        problem={ask.problem}
        onLook={(stageIds) => ask.send({ dryRun: true, stageIds })}
      />
    );
  }
  return (
    <Stack>
      {preview.isError && (
        <Failure
          what="The list could not be loaded"
          error={preview.error}
          onRetry={() => void preview.refetch()}
        />
      )}
      {preview.isPending && <Looking />}
      {preview.data !== undefined && (
        <Preview
          backfill={preview.data}
          pending={ask.pending}
          problem={ask.problem}
          onClose={onClose}
          onAgain={() => setId(null)}
          onInvite={(previewId) => ask.send({ dryRun: false, previewId })}
        />
      )}
    </Stack>
  );
}

interface PreviewProps {
  backfill: Backfill | null;
  pending: boolean;
  problem: string | null;
  onClose: () => void;
  onAgain: () => void;
  onInvite: (previewId: string) => void;
}

function Preview({ backfill, onAgain, onInvite, ...rest }: PreviewProps) {
  if (backfill === null || backfill.status === "FAILED") {
    return (
      <>
        <Notice tone="bad" role="alert" title="Lever could not be read">
          {sentence(backfill?.error ?? "the list is gone")} Nobody was invited.
        </Notice>
        <Group>
          <Button variant="default" onClick={onAgain}>
            Look again
          </Button>
        </Group>
      </>
    );
  }
  if (backfill.status === "LOOKING") return <Looking />;
  return <Found backfill={backfill} {...rest} onInvite={() => onInvite(backfill.id)} />;
}

function Looking() {
  return (
    <Group role="status" py="lg" justify="center">
      <Loader size="sm" aria-hidden />
      <Text>Reading from Lever who is there. Nobody is invited yet.</Text>
    </Group>
  );
}

interface BeginningProps {
  stages: BackfillDialogProps["stages"];
  pending: boolean;
  problem: string | null;
  onLook: (stageIds: string[] | null) => void;
}

function Beginning({ stages, pending, problem, onLook }: BeginningProps) {
  const [chosen, setChosen] = useState<string[]>([]);
  return (
    <Stack>
      <Text size="sm">
        We read from Lever who is in a trigger stage already, or has applied to a posting that
        invites on application. You see the list first. Nobody is invited by looking.
      </Text>
      {stages.length > 0 && (
        <MultiSelect
          label="Only these stages"
          description="Leave empty for all of them and all such postings."
          placeholder={chosen.length === 0 ? "All" : undefined}
          comboboxProps={{ withinPortal: false }}
          value={chosen}
          onChange={setChosen}
          data={stages.map(({ id, text }) => ({ value: id, label: text }))}
        />
      )}
      <Refusal problem={problem} />
      <Group justify="flex-end">
        <Button
          loading={pending}
          data-autofocus
          onClick={() => onLook(chosen.length === 0 ? null : chosen)}
        >
          Look who would be invited
        </Button>
      </Group>
    </Stack>
  );
}

interface FoundProps {
  backfill: Backfill;
  pending: boolean;
  problem: string | null;
  onClose: () => void;
  onInvite: () => void;
}

function Found({ backfill, pending, problem, onClose, onInvite }: FoundProps) {
  const { inviteCount, candidates, status } = backfill;
  const people = inviteCount === 1 ? "1 person" : `${inviteCount.toLocaleString("en")} people`;
  if (status === "STARTED") {
    return (
      <Stack>
        <Notice tone="good" role="status" title={`${people} will be invited`}>
          The invites are on their way. You see each of them under Interviews.
        </Notice>
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>
            Done
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <Stack>
      <Text role="status">
        {candidates.length === 0
          ? "Nobody is there already."
          : `${candidates.length.toLocaleString("en")} found; ${people} would be invited.`}
      </Text>
      {candidates.length > 0 && <BackfillTable rows={candidates} />}
      {inviteCount > 0 && (
        <Text size="sm">
          Each of them gets an invite by mail, by your rules for when it is sent. Who was invited
          before is not invited again. Mails that were sent cannot be taken back.
        </Text>
      )}
      <Refusal problem={problem} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {inviteCount > 0 ? "Invite nobody" : "Close"}
        </Button>
        {inviteCount > 0 && (
          <Button loading={pending} onClick={onInvite}>
            Invite {people}
          </Button>
        )}
      </Group>
    </Stack>
  );
}
