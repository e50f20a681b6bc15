// Who is left out, and when the invite goes out.
import { MultiSelect, NumberInput, Stack, Switch, Title } from "@mantine/core";
import type { FormEvent } from "react";
import { graphql } from "../../../gql";
import type { Origin, SetTriggerRulesInput } from "../../../gql/graphql";
import { request } from "../../request";
import { mayConfigure, useViewer } from "../../viewer";
import type { Integration } from "../integration";
import { SaveBar } from "./SaveBar";
import { useChange } from "./useChange";
import { useDraft } from "./useDraft";

const setTriggerRulesMutation = graphql(`
  mutation SetTriggerRules($input: SetTriggerRulesInput!) {
    setTriggerRules(input: $input) {
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

/** A week, as the server allows. */
const DELAY_MINUTES_MAX = 10_080;

const ORIGINS: Record<Origin, string> = {
  AGENCY: "From an agency",
  APPLIED: "Applied by themselves",
  INTERNAL: "From inside the company",
  REFERRED: "Referred by a colleague",
  SOURCED: "Sourced by your team",
  UNIVERSITY: "From a university",
};

const ORIGIN_NAMES = Object.keys(ORIGINS) as Origin[];

export function RulesForm({ integration }: { integration: Integration }) {
  const disabled = !mayConfigure(useViewer());
  const { blockedOrigins, inviteDelayMinutes, oneInvitePerDay } = integration;
  const draft = useDraft<{
    blockedOrigins: Origin[];
    /** Empty while it is typed anew. */
    inviteDelayMinutes: number | string;
    oneInvitePerDay: boolean;
  }>({ blockedOrigins, inviteDelayMinutes, oneInvitePerDay });
  const change = useChange(
    async (input: SetTriggerRulesInput) =>
      (await request(setTriggerRulesMutation, { input })).setTriggerRules,
    draft.clear,
  );
  const { values, changes } = draft;
  const delay = values.inviteDelayMinutes;

  function submit(event: FormEvent) {
    event.preventDefault();
    const { inviteDelayMinutes: typed, ...rest } = changes;
    change.send({ ...rest, ...(typeof typed === "number" && { inviteDelayMinutes: typed }) });
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Title order={3} size="h6">
          Further rules
        </Title>
        <MultiSelect
          label="Never invite candidates who came"
          description="As Lever records their origin."
          placeholder={values.blockedOrigins.length === 0 ? "Everyone may be invited" : undefined}
          disabled={disabled}
          value={values.blockedOrigins}
          onChange={(chosen) => draft.edit({ blockedOrigins: chosen })}
          data={ORIGIN_NAMES.map((name) => ({ value: name, label: ORIGINS[name] }))}
        />
        <NumberInput
          label="Wait before inviting"
          description="From the move or the application, in minutes. 0 invites at once; 1440 is a day."
          suffix=" minutes"
          min={0}
          max={DELAY_MINUTES_MAX}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="blur"
          inputContainer={(field) => <div className="narrow">{field}</div>}
          disabled={disabled}
          value={delay}
          onChange={(minutes) => draft.edit({ inviteDelayMinutes: minutes })}
        />
        <Switch
          label="At most one invite per person and day"
          description="Someone who applies to several postings gets the next invite a day later."
          disabled={disabled}
          checked={values.oneInvitePerDay}
          onChange={(event) => draft.edit({ oneInvitePerDay: event.currentTarget.checked })}
        />
        <SaveBar
          change={change}
          changed={draft.changed}
          hindrance={typeof delay === "number" ? null : "How many minutes to wait is missing."}
          onUndo={draft.clear}
        />
      </Stack>
    </form>
  );
}
