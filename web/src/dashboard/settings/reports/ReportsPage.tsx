// Settings > Reports: what language reports are in, and which parts they have.
import { Checkbox, Select, Skeleton, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { graphql } from "../../../gql";
import type { ReportLanguage, ReportSection, SetReportOptionsInput } from "../../../gql/graphql";
import { DraftForm, useDraftForm } from "../../form/DraftForm";
import { keys } from "../../keys";
import { Failure } from "../../parts/Failure";
import { Notice } from "../../parts/Notice";
import { PageTitle } from "../../parts/PageTitle";
import { Section } from "../../parts/Section";
import { request } from "../../request";
import { mayConfigure, useViewer } from "../../viewer";
import { Trail } from "../Trail";

const reportOptionsQuery = graphql(`
  query ReportOptions {
    viewer {
      id
      tenant {
        id
        reportLanguage
        reportSections
      }
    }
  }
`);

const setReportOptionsMutation = graphql(`
  mutation SetReportOptions($input: SetReportOptionsInput!) {
    setReportOptions(input: $input) {
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

export const REPORTS_PAGE = "/settings/reports";

const LANGUAGES: { value: ReportLanguage; label: string }[] = [
  { value: "AS_INTERVIEW", label: "That of the questions" },
  { value: "ENGLISH", label: "English" },
  { value: "SPANISH", label: "Spanish" },
  { value: "FRENCH", label: "French" },
  { value: "GERMAN", label: "German" },
];

const SECTIONS: { value: ReportSection; label: string }[] = [
  { value: "FEEDBACK", label: "General feedback" },
  { value: "STRENGTHS", label: "Strengths and gaps" },
  { value: "CHART", label: "Chart of levels" },
  { value: "QUESTIONS", label: "Each question with its level and why" },
  { value: "QUOTES", label: "What the candidate said, below each question" },
  { value: "TRANSCRIPT", label: "The whole transcript" },
  { value: "VERSIONS", label: "Versions of plan, scorer and disclosure" },
];

interface Options {
  reportLanguage: ReportLanguage;
  reportSections: ReportSection[];
}

export function ReportsPage() {
  const viewer = useViewer();
  return (
    <Stack gap="lg" maw={720}>
      <Trail steps={[{ to: "/settings", name: "Settings" }]} />
      <PageTitle>Reports</PageTitle>
      {mayConfigure(viewer) ? (
        <Loaded />
      ) : (
        <Notice tone="quiet">Only Admins choose what reports look like.</Notice>
      )}
    </Stack>
  );
}

function Loaded() {
  const options = useQuery({
    queryKey: keys.reportOptions,
    queryFn: async () => (await request(reportOptionsQuery)).viewer?.tenant ?? null,
  });
  return (
    <>
      {options.isPending && (
        <Skeleton height={240} radius="lg" role="status" aria-label="Loading the settings" />
      )}
      {options.isError && (
        <Failure
          what="The settings could not be loaded"
          error={options.error}
          onRetry={() => void options.refetch()}
        />
      )}
      {options.data && <OptionsForm stored={options.data} />}
    </>
  );
}

function OptionsForm({ stored }: { stored: Options }) {
  const form = useDraftForm(
    { language: stored.reportLanguage, sections: stored.reportSections },
    async (input: SetReportOptionsInput) =>
      (await request(setReportOptionsMutation, { input })).setReportOptions,
    [keys.reportOptions],
  );
  const { language, sections } = form.values;

  return (
    <Section
      title="Report PDF"
      lead="For reports that are made from now on. Every report also says who was interviewed for what, what the scores are unless you want evidence only, that a person decides, and what the candidate was told."
    >
      <DraftForm form={form} onSave={() => form.change.send(form.changes)}>
        <Select
          label="Language"
          description="Questions, answers and what was concluded stay in their own."
          data={LANGUAGES}
          allowDeselect={false}
          value={language}
          onChange={(value) =>
            form.edit({ language: (value as ReportLanguage | null) ?? language })
          }
        />
        <Checkbox.Group
          label="Parts"
          value={sections}
          onChange={(chosen) => form.edit({ sections: chosen as ReportSection[] })}
        >
          <Stack gap="xs" mt="xs">
            {SECTIONS.map(({ value, label }) => (
              <Checkbox key={value} value={value} label={label} />
            ))}
          </Stack>
        </Checkbox.Group>
      </DraftForm>
    </Section>
  );
}
