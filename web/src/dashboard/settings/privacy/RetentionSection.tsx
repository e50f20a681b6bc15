// After how many days what is kept of candidates is erased by itself. Asks once more where that erases
// something that is kept so far.
import { NumberInput, Stack, Text } from "@mantine/core";
import { type FormEvent, useRef, useState } from "react";
import { graphql } from "../../../gql";
import { SaveBar } from "../../form/SaveBar";
import { useChange } from "../../form/useChange";
import { useDraft } from "../../form/useDraft";
import { keys } from "../../keys";
import { ConfirmDialog } from "../../parts/ConfirmDialog";
import { Section } from "../../parts/Section";
import { useUnsaved } from "../../parts/useUnsaved";
import { WhatIsErased } from "../../parts/WhatIsErased";
import { request } from "../../request";
import { mayGovern, useViewer } from "../../viewer";
import { daysKept, type Jurisdiction, useJurisdictions } from "./jurisdictions";
import { countDays } from "./privacy";

const setRetentionMutation = graphql(`
  mutation SetRetention($input: SetRetentionInput!) {
    setRetention(input: $input) {
      ... on Tenant {
        __typename
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

/** Ten years, as the server allows. */
const DAYS_MAX = 3_650;

interface RetentionProps {
  stored: number | null;
  /** The id of the company's jurisdiction. */
  jurisdiction: string;
}

export function RetentionSection({ stored, jurisdiction }: RetentionProps) {
  const chosen = useJurisdictions().data?.find(({ id }) => id === jurisdiction);
  const disabled = !mayGovern(useViewer());
  const field = useRef<HTMLInputElement>(null);
  const [asking, setAsking] = useState(false);
  /** Whether it was confirmed since it was asked: what was refused before that is no answer to it. */
  const [confirmed, setConfirmed] = useState(false);
  /** Empty: never. A text where it is no number to reckon with, such as 090. */
  const draft = useDraft<{ days: number | string }>({ days: stored ?? "" });
  const { days: typed } = draft.values;
  useUnsaved(draft.changed);
  const days = typed === "" ? null : Number(typed);
  const change = useChange(async (after: number | null) =>
    (await request(setRetentionMutation, { input: { days: after } })).setRetention, () => {
    setAsking(false);
    draft.settle();
    field.current?.focus();
  }, [keys.privacy]);

  /** The buttons go; one goes on from the field. */
  function leave() {
    draft.clear();
    field.current?.focus();
  }

  function send() {
    draft.mark();
    change.send(days);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!draft.changed || hindrance(days) !== null) return;
    if (days === null || (stored !== null && days >= stored)) return send();
    setConfirmed(false);
    setAsking(true);
  }

  return (
    <Section title="How long interviews are kept" lead={chosen && whatHolds(stored, chosen)}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <NumberInput
            ref={field}
            label="Days until ended interviews are erased"
            description={`1 to ${DAYS_MAX.toLocaleString("en")}, from the day an interview ended. Leave it empty to erase nothing by itself. The limits of a jurisdiction, also of a posting's own, go before it, and interviews under legal hold are kept in any case.`}
            placeholder="Never"
            min={1}
            max={DAYS_MAX}
            allowDecimal={false}
            allowNegative={false}
            clampBehavior="none"
            inputContainer={(input) => <div className="narrow">{input}</div>}
            disabled={disabled}
            value={typed}
            onChange={(value) => draft.edit({ days: value })}
          />
          {!disabled && (
            <SaveBar
              // Once it is asked, the dialog says what was refused.
              change={asking ? { ...change, problem: null } : change}
              changed={draft.changed}
              hindrance={hindrance(days)}
              onUndo={leave}
            />
          )}
        </Stack>
      </form>
      <WhatIsErased />
      <ConfirmDialog
        opened={asking}
        title={`Erase interviews ${countDays(days ?? 0)} after they ended?`}
        keep="Keep them"
        confirm="Erase them"
        pending={change.pending}
        problem={confirmed ? change.problem : null}
        onKeep={() => setAsking(false)}
        onConfirm={() => {
          setConfirmed(true);
          send();
        }}
      >
        <Text size="sm">
          What is kept of candidates whose interviews ended longer ago is erased at once, and then
          every day. It cannot be undone.
        </Text>
      </ConfirmDialog>
    </Section>
  );
}

function hindrance(days: number | null): string | null {
  if (days === null || (Number.isInteger(days) && days >= 1 && days <= DAYS_MAX)) return null;
  return `It takes 1 to ${DAYS_MAX.toLocaleString("en")} days, or nothing.`;
}

/** What becomes of candidates now, and by whose rule where it is not the company's. */
function whatHolds(stored: number | null, jurisdiction: Jurisdiction): string {
  const days = daysKept(stored, jurisdiction);
  if (days === null) return "Nothing is erased by itself now.";
  const erased = `What is kept of a candidate is erased ${countDays(days)} after their interview ended`;
  return days === stored ? `${erased}.` : `${erased}, as ${jurisdiction.name} wants it.`;
}
