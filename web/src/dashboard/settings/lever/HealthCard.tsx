// Whether it works: each thing that was looked at, what was found, and what to do about it.
import { Anchor, Button, Stack, Text } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { Link } from "react-router";
import { graphql } from "../../../gql";
import type { HealthOutcome, HealthStatus } from "../../../gql/graphql";
import { DELIVERIES_PAGE } from "../../deliveries/deliveries";
import { Refusal } from "../../form/Refusal";
import { useChange } from "../../form/useChange";
import type { Family } from "../../interviews/states";
import { Fact } from "../../parts/Fact";
import { Notice } from "../../parts/Notice";
import { Section } from "../../parts/Section";
import { When } from "../../parts/When";
import { request } from "../../request";
import { mayConfigure, useViewer } from "../../viewer";
import type { Integration } from "../integration";
import { CheckRow } from "./CheckRow";
import { SwitchesNotice } from "./SwitchesNotice";

const checkMutation = graphql(`
  mutation CheckIntegration {
    checkIntegration {
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

const OVERALL: Record<HealthStatus, { words: string; family: Family }> = {
  HEALTHY: { words: "Everything works", family: "done" },
  WARNING: { words: "Works, please take a look", family: "live" },
  FAILING: { words: "Something does not work", family: "alarm" },
  UNKNOWN: { words: "Not looked at yet", family: "idle" },
};

export function HealthCard({ integration }: { integration: Integration }) {
  const { health } = integration;
  const allowed = mayConfigure(useViewer());
  const check = useChange(async () => (await request(checkMutation)).checkIntegration);
  const checking = health.checking || check.pending;
  const { words, family } = OVERALL[health.status];
  return (
    <Section
      title="Health"
      lead={
        <span role="status">
          {checking && "Looking at Lever now…"}
          {!checking && health.checkedAt && (
            <>
              Last looked <When at={health.checkedAt} />
            </>
          )}
        </span>
      }
      aside={
        <Button
          variant="default"
          size="xs"
          disabled={!allowed}
          loading={checking}
          leftSection={<IconRefresh size={15} aria-hidden />}
          onClick={() => check.send()}
        >
          Check now
        </Button>
      }
    >
      <Refusal problem={check.problem} />
      <div>
        <span className="state" data-family={family}>
          {words}
        </span>
      </div>
      {health.webhooks !== "RECEIVING" && <SwitchesNotice missed={health.webhooks} />}
      {health.checks.length > 0 && (
        <ul className="checks">
          {worstFirst(health.checks).map((each) => (
            <CheckRow key={each.subject} {...each} />
          ))}
        </ul>
      )}
      <Counts integration={integration} />
      {health.refusedEvents > 0 && <Refused {...health} />}
    </Section>
  );
}

const WORST_FIRST: readonly HealthOutcome[] = ["FAIL", "WARN", "UNKNOWN", "PASS"];

/** What needs someone comes before what works; otherwise in the order they were looked at. */
function worstFirst(checks: Integration["health"]["checks"]): Integration["health"]["checks"] {
  return checks.toSorted(
    (one, other) => WORST_FIRST.indexOf(one.outcome) - WORST_FIRST.indexOf(other.outcome),
  );
}

function Counts({ integration }: { integration: Integration }) {
  const { health, reconciliation } = integration;
  return (
    <dl className="facts">
      <Fact name="Last event from Lever">
        {health.lastEventAt ? <When at={health.lastEventAt} /> : "None yet"}{" "}
        <Anchor component={Link} to={DELIVERIES_PAGE} size="sm" underline="always">
          All events
        </Anchor>
      </Fact>
      <Fact name="Found without an event">
        {count(reconciliation.foundMoves, "move")},{" "}
        {count(reconciliation.foundApplications, "application")}
      </Fact>
      {reconciliation.upTo && (
        <Fact name="Nothing missed up to">
          <When at={reconciliation.upTo} />
        </Fact>
      )}
    </dl>
  );
}

function Refused({ refusedEvents, lastRefusal, lastRefusedAt }: Integration["health"]) {
  const deliveries = count(refusedEvents, "delivery", "deliveries");
  return (
    <Notice tone="warning" title={`${deliveries} from outside refused`}>
      <Stack gap={4}>
        <Text size="sm">
          Something was sent to our address that Lever had not signed, or that could not be read.
          Nothing was done with it.
        </Text>
        {lastRefusal && (
          <Text size="sm" c="dimmed">
            The last one
            {lastRefusedAt && (
              <>
                , <When at={lastRefusedAt} />
              </>
            )}
            : {lastRefusal}.
          </Text>
        )}
      </Stack>
    </Notice>
  );
}

/** "1 move", "2 moves". */
function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}
