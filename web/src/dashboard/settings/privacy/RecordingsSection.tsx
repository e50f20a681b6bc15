// Whether what candidates say is kept as sound, too.
import { graphql } from "../../../gql";
import { keys } from "../../keys";
import { request } from "../../request";
import { mayGovern, useViewer } from "../../viewer";
import { SwitchSection } from "../SwitchSection";

const setKeepRecordingsMutation = graphql(`
  mutation SetKeepRecordings($input: SetKeepRecordingsInput!) {
    setKeepRecordings(input: $input) {
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

export function RecordingsSection({ stored }: { stored: boolean }) {
  const disabled = !mayGovern(useViewer());
  return (
    <SwitchSection
      title="Recordings"
      lead="Whether what candidates say is kept as sound, besides the text that they send."
      label="Keep recordings"
      description="Only of candidates who speak to the speech endpoint of this installation and were told so before they agreed. Recordings are sealed, can be heard by Team Members and above, and are erased with the interview. What was kept before stays."
      stored={stored}
      onSave={async (keepRecordings) =>
        (await request(setKeepRecordingsMutation, { input: { keepRecordings } })).setKeepRecordings
      }
      stale={[keys.privacy]}
      disabled={disabled}
    />
  );
}
