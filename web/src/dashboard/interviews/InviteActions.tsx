// What an operator can do about an invite: send it again, or cancel the interview.
import { Button, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { IconMail, IconX } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type FragmentType, graphql, readFragment } from "../../gql";
import { sentence } from "../../shared/sentence";
import { uuid } from "../../shared/uuid";
import { keys } from "../keys";
import { Confirm } from "../parts/ConfirmDialog";
import { Notice } from "../parts/Notice";
import { request } from "../request";
import { mayConfigure, useViewer } from "../viewer";

const actionsFragment = graphql(`
  fragment InviteActions on Interview {
    id
    state
    completedAt
    canCancel
    canResend
  }
`);

const cancelMutation = graphql(`
  mutation CancelInterview($input: CancelInterviewInput!) {
    cancelInterview(input: $input) {
      ... on Interview {
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

const resendMutation = graphql(`
  mutation ResendInvite($input: ResendInviteInput!) {
    resendInvite(input: $input) {
      ... on Interview {
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

/** As the server counts it. */
const REASON_CHARS_MAX = 500;

type Answer = { __typename: "Interview" } | { __typename: "Problem"; message: string };

/** A change to this interview, which is then read anew. */
function useOperation<Given>(
  id: string,
  ask: (given: Given) => Promise<Answer>,
  onDone?: () => void,
) {
  const queryClient = useQueryClient();
  const mutation = useMutation({
    mutationFn: ask,
    onSuccess: async (answer) => {
      if (answer.__typename === "Problem") return;
      await queryClient.invalidateQueries({ queryKey: keys.interview(id) });
      onDone?.();
    },
  });
  const { data, error } = mutation;
  return {
    send: mutation.mutate,
    forget: mutation.reset,
    pending: mutation.isPending,
    done: data?.__typename === "Interview",
    problem: error?.message ?? (data?.__typename === "Problem" ? data.message : null),
  };
}

export function InviteActions(props: { interview: FragmentType<typeof actionsFragment> }) {
  const { id, state, completedAt, canCancel, canResend } = readFragment(
    actionsFragment,
    props.interview,
  );
  const allowed = mayConfigure(useViewer());
  const [cancelling, setCancelling] = useState(false);
  const resend = useOperation(
    id,
    async (requestKey: string) =>
      (await request(resendMutation, { input: { id, requestKey } })).resendInvite,
  );
  const { forget } = resend;
  // Whoever cancelled the interview: the invite that was sent before is no longer on its way.
  useEffect(() => {
    if (!canCancel) forget();
  }, [canCancel, forget]);
  if (!canCancel && !canResend) return null;
  const isOver = state === "WITHDRAWN" || state === "EXPIRED";
  return (
    <Stack gap="xs" align="flex-start">
      <Group gap="xs">
        {canResend && (
          <Button
            variant="default"
            size="xs"
            disabled={!allowed}
            loading={resend.pending}
            leftSection={<IconMail size={15} aria-hidden />}
            onClick={() => resend.send(uuid())}
          >
            {isOver ? "Invite again" : "Send the invite again"}
          </Button>
        )}
        {canCancel && (
          <Button
            variant="default"
            size="xs"
            disabled={!allowed}
            leftSection={<IconX size={15} aria-hidden />}
            onClick={() => setCancelling(true)}
          >
            Cancel the interview
          </Button>
        )}
      </Group>
      {resend.done && (
        <Text size="sm" role="status">
          The invite is on its way.
        </Text>
      )}
      {resend.problem !== null && (
        <Notice tone="bad" role="alert">
          {sentence(resend.problem)}
        </Notice>
      )}
      <Modal
        opened={cancelling}
        onClose={() => setCancelling(false)}
        title="Cancel the interview?"
        closeButtonProps={{ "aria-label": "Close" }}
      >
        <Cancel id={id} answered={Boolean(completedAt)} onClose={() => setCancelling(false)} />
      </Modal>
    </Stack>
  );
}

interface CancelProps {
  id: string;
  /** Whether the candidate has answered everything. */
  answered: boolean;
  onClose: () => void;
}

/** Asks once more before an interview is cancelled, and says what that does. */
function Cancel({ id, answered, onClose }: CancelProps) {
  const [reason, setReason] = useState("");
  const cancel = useOperation(
    id,
    async (why: string) =>
      (await request(cancelMutation, { input: { id, reason: why || null } })).cancelInterview,
    onClose,
  );
  return (
    <Confirm
      keep="Keep it"
      confirm="Cancel the interview"
      pending={cancel.pending}
      problem={cancel.problem}
      onKeep={onClose}
      onConfirm={() => cancel.send(reason.trim())}
    >
      <Text size="sm">
        {answered
          ? "It is not scored any further, and nothing more is written to Lever; what Lever has stays there. The candidate is not told. You can take it up again later."
          : "The link stops working, and nothing more is sent. A candidate who was invited is told by mail. You can invite them again later."}
      </Text>
      <Textarea
        label="Reason"
        description="For the timeline. The candidate does not see it."
        maxLength={REASON_CHARS_MAX}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Confirm>
  );
}
