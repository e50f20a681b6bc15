// Who is left out, and when the invite goes out.
import { MultiSelect, NumberInput, Switch, Title } from "@mantine/core";
import { graphql } from "../../../gql";
import type { Origin, SetTriggerRulesInput } from "../../../gql/graphql";
import { DraftForm, useDraftForm } from "../../form/DraftForm";
import { request } from "../../request";
import { mayConfigure, useViewer } from "../../viewer";
import type { Integration } from "../integration";

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
  const form = useDraftForm(
    {
      blockedOrigins,
      /** Empty while it is typed anew. */
      inviteDelayMinutes: inviteDelayMinutes as number | string,
      oneInvitePerDay,
    },
    async (input: SetTriggerRulesInput) =>
      (await request(setTriggerRulesMutation, { input })).setTriggerRules,
  );
  const { values, changes } = form;
  const delay = values.inviteDelayMinutes;

  function save() {
    const { inviteDelayMinutes: typed, ...rest } = changes;
    form.change.send({ ...rest, ...(typeof typed === "number" && { inviteDelayMinutes: typed }) });
  }

  return (
    <DraftForm
      form={form}
      hindrance={typeof delay === "number" ? null : "How many minutes to wait is missing."}
      onSave={save}
    >
      <Title order={3} size="h6">
        Further rules
      </Title>
      <MultiSelect
        label="Never invite candidates who came"
        description="As Lever records their origin."
        placeholder={values.blockedOrigins.length === 0 ? "Everyone may be invited" : undefined}
        disabled={disabled}
        value={values.blockedOrigins}
        onChange={(chosen) => form.edit({ blockedOrigins: chosen })}
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
        onChange={(minutes) => form.edit({ inviteDelayMinutes: minutes })}
      />
      <Switch
        label="At most one invite per person and day"
        description="Someone who applies to several postings gets the next invite a day later."
        disabled={disabled}
        checked={values.oneInvitePerDay}
        onChange={(event) => form.edit({ oneInvitePerDay: event.currentTarget.checked })}
      />
    </DraftForm>
  );
}
