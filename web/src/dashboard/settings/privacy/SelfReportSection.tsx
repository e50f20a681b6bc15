// Whether candidates are asked, after the interview, what the adverse-impact report is made from.
import { Anchor, Text } from "@mantine/core";
import { Link } from "react-router";
import { graphql } from "../../../gql";
import { keys } from "../../keys";
import { request } from "../../request";
import { mayGovern, useViewer } from "../../viewer";
import { SwitchSection } from "../SwitchSection";
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
  return (
    <SwitchSection
      title="Adverse impact"
      lead="Whether interviews treat groups alike, by what candidates say of themselves."
      label="Ask candidates after the interview"
      description="They may say of which sex and of which race or ethnicity they are. It is voluntary, kept apart from the interview, and never shown with a candidate: not even whether they said anything."
      stored={stored}
      onSave={async (asked) =>
        (await request(setSelfReportMutation, { input: { asked } })).setSelfReport
      }
      stale={[keys.privacy]}
      disabled={!governs}
    >
      {governs && (
        <Text size="sm">
          <Anchor component={Link} to={IMPACT_PAGE} className="in-text">
            The adverse-impact report
          </Anchor>
        </Text>
      )}
    </SwitchSection>
  );
}
