// Whether candidates are asked, after the interview, what the adverse-impact report is made from.
import { Anchor, Stack, Switch, Text } from "@mantine/core";
import { type FormEvent, useRef } from "react";
import { Link } from "react-router";
import { graphql } from "../../../gql";
import { keys } from "../../keys";
import { Section } from "../../parts/Section";
import { request } from "../../request";
import { mayGovern, useViewer } from "../../viewer";
import { SaveBar } from "../lever/SaveBar";
import { useChange } from "../lever/useChange";
import { useDraft } from "../lever/useDraft";
import { IMPACT_PAGE } from "./privacy";

const setSelfReportMutation = graphql(`
  mutation SetSelfReport($input: SetSelfReportInput!) {
    setSelfReport(input: $input) {
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

export function SelfReportSection({ stored }: { stored: boolean }) {
  const governs = mayGovern(useViewer());
  const field = useRef<HTMLInputElement>(null);
  const draft = useDraft({ asked: stored });
  const { asked } = draft.values;
  const change = useChange(
    async (wanted: boolean) =>
      (await request(setSelfReportMutation, { input: { asked: wanted } })).setSelfReport,
    leave,
    [keys.privacy],
  );

  /** The buttons go; one goes on from the switch. */
  function leave() {
    draft.clear();
    field.current?.focus();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    change.send(asked);
  }

  return (
    <Section
      title="Adverse impact"
      lead="Whether interviews treat groups alike, by what candidates say of themselves."
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <Switch
            ref={field}
            label="Ask candidates after the interview"
            description="They may say of which sex and of which race or ethnicity they are. It is voluntary, kept apart from the interview, and never shown with a candidate: not even whether they said anything."
            disabled={!governs}
            checked={asked}
            onChange={(event) => draft.edit({ asked: event.currentTarget.checked })}
          />
          {governs && <SaveBar change={change} changed={draft.changed} onUndo={leave} />}
          {governs && (
            <Text size="sm">
              <Anchor component={Link} to={IMPACT_PAGE} className="in-text">
                The adverse-impact report
              </Anchor>
            </Text>
          )}
        </Stack>
      </form>
    </Section>
  );
}
