// Whether anybody sees scores, or only what candidates said.
import { graphql } from "../../../gql";
import { keys } from "../../keys";
import { request } from "../../request";
import { mayGovern, useViewer } from "../../viewer";
import { SwitchSection } from "../SwitchSection";

const setEvidenceOnlyMutation = graphql(`
  mutation SetEvidenceOnly($input: SetEvidenceOnlyInput!) {
    setEvidenceOnly(input: $input) {
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

export function EvidenceSection({ stored }: { stored: boolean }) {
  const disabled = !mayGovern(useViewer());
  return (
    <SwitchSection
      title="Scores"
      lead="Whether the AI's scores are shown to anybody."
      label="Evidence only"
      description="Pages, reports and notes in Lever then have no score or level and nothing that people rated, no feedback form is filled in, and nobody is moved for a good score; what was written before stays as it is."
      stored={stored}
      onSave={async (evidenceOnly) =>
        (await request(setEvidenceOnlyMutation, { input: { evidenceOnly } })).setEvidenceOnly
      }
      // Scores are on nearly every page.
      stale={[keys.everything]}
      disabled={disabled}
    />
  );
}
