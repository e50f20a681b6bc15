// The three switches that only a person can turn on, in Lever. No call to Lever tells whether they are on.
import { List, Text } from "@mantine/core";
import { IconToggleRight } from "@tabler/icons-react";
import type { WebhookHealth } from "../../../gql/graphql";
import { Notice } from "../../parts/Notice";

export function SwitchesNotice({ missed }: { missed: WebhookHealth }) {
  const off = missed === "NOT_RECEIVING";
  return (
    <Notice
      tone={off ? "bad" : "quiet"}
      icon={<IconToggleRight aria-hidden />}
      title={off ? "Lever does not announce everything" : "Switch on three events in Lever"}
    >
      <Text size="sm">
        In Lever, a Super Admin opens{" "}
        <strong>Settings &gt; Integrations and API &gt; Webhooks</strong> and switches on:
      </Text>
      <List size="sm" my={6}>
        <List.Item>
          <strong>Application Created</strong>
        </List.Item>
        <List.Item>
          <strong>Candidate Stage Change</strong>
        </List.Item>
        <List.Item>
          <strong>Candidate Deleted</strong>, so that who is deleted there is erased here
        </List.Item>
      </List>
      <Text size="sm" c="dimmed">
        {off
          ? "Until then we find new candidates by looking, a few minutes late."
          : "Nothing has come from Lever yet. Until it does, we find new candidates by looking, a few minutes late."}
      </Text>
    </Notice>
  );
}
