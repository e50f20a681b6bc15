// The webhook there is: what its receiver took and refused, and what can be done about it.
import { Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconSend } from "@tabler/icons-react";
import { graphql } from "../../../gql";
import { sentence } from "../../../shared/sentence";
import { Refusal } from "../../form/Refusal";
import { useChange } from "../../form/useChange";
import { keys } from "../../keys";
import { Fact } from "../../parts/Fact";
import { Notice } from "../../parts/Notice";
import { Section } from "../../parts/Section";
import { When } from "../../parts/When";
import { request } from "../../request";
import { RemoveDialog } from "./RemoveDialog";
import { isRefused, type Webhook } from "./webhooks";

const testMutation = graphql(`
  mutation TestOutboundWebhook {
    testOutboundWebhook {
      ... on Outbound {
        __typename
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

interface WebhookSectionProps {
  webhook: Webhook;
  /** Any host is; else it can only be removed. */
  allowed: boolean;
  /** Asks for a new secret. */
  onRenew: () => void;
  onRemoved: () => void;
}

export function WebhookSection({ webhook, allowed, onRenew, onRemoved }: WebhookSectionProps) {
  const [removing, removal] = useDisclosure(false);
  const test = useChange(async () => (await request(testMutation)).testOutboundWebhook, undefined, [
    keys.outbound,
  ]);
  return (
    <Section title="Your webhook">
      <Facts webhook={webhook} />
      {isRefused(webhook) && (
        <Notice tone="bad" title="The receiver did not take the last message">
          {sentence(webhook.error ?? "")}
        </Notice>
      )}
      <Group gap="sm">
        {allowed && (
          <>
            <Button
              variant="default"
              loading={test.pending}
              leftSection={<IconSend size={16} aria-hidden />}
              onClick={() => test.send()}
            >
              Send a test
            </Button>
            <Button variant="default" onClick={onRenew}>
              New secret
            </Button>
          </>
        )}
        <Button variant="default" onClick={removal.open}>
          Remove
        </Button>
        <Text size="sm" c="dimmed" role="status">
          {test.done !== null && "A test is on its way. What becomes of it is shown below."}
        </Text>
      </Group>
      <Refusal problem={test.problem} />
      <RemoveDialog opened={removing} onClose={removal.close} onRemoved={onRemoved} />
    </Section>
  );
}

function Facts({ webhook }: { webhook: Webhook }) {
  const { url, createdAt, deliveredAt, failedAt, error, waiting } = webhook;
  return (
    <dl className="facts">
      <Fact name="Address">{url}</Fact>
      <Fact name="Set">
        <When at={createdAt} />
      </Fact>
      <Fact name="Last taken">{deliveredAt ? <When at={deliveredAt} /> : "None yet"}</Fact>
      <Fact name="Last refused">
        {failedAt ? <When at={failedAt} /> : "None"}
        {failedAt && error && !isRefused(webhook) && (
          <Text component="span" size="sm" c="dimmed">
            {" "}
            {sentence(error)}
          </Text>
        )}
      </Fact>
      <Fact name="Waiting">{count(waiting)}</Fact>
    </dl>
  );
}

function count(waiting: number): string {
  if (waiting === 0) return "None";
  return waiting === 1 ? "1 message" : `${waiting.toLocaleString("en")} messages`;
}
