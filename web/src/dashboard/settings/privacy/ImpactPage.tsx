// The adverse-impact report: scoring rates and impact ratios of groups, and nothing of anybody.
import { Group, NumberInput, Skeleton, Stack, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type FragmentType, graphql, readFragment } from "../../../gql";
import type {
  AdverseImpactQuery,
  ImpactRowFieldsFragment,
  LeftOut,
  RaceEthnicity,
  Sex,
} from "../../../gql/graphql";
import { keys } from "../../keys";
import { Failure } from "../../parts/Failure";
import { Notice } from "../../parts/Notice";
import { PageTitle } from "../../parts/PageTitle";
import { Section } from "../../parts/Section";
import { DownloadButton } from "../../parts/textFile";
import { request } from "../../request";
import { mayGovern, useViewer } from "../../viewer";
import { Trail } from "../Trail";
import { PRIVACY_PAGE } from "./privacy";

const impactQuery = graphql(`
  query AdverseImpact($year: Int) {
    adverseImpact(year: $year) {
      scored
      median
      sexUnknown
      raceEthnicityUnknown
      csv
      bySex {
        ...ImpactRowFields
      }
      byRaceEthnicity {
        ...ImpactRowFields
      }
      byBoth {
        ...ImpactRowFields
      }
    }
  }
`);

const rowFragment = graphql(`
  fragment ImpactRowFields on ImpactRow {
    sex
    raceEthnicity
    count
    scoringRate
    impactRatio
    belowFourFifths
    fisherExactP
    leftOut
  }
`);

type Impact = AdverseImpactQuery["adverseImpact"];

const SEXES: Record<Sex, string> = { FEMALE: "Female", MALE: "Male" };

const RACES: Record<RaceEthnicity, string> = {
  HISPANIC_OR_LATINO: "Hispanic or Latino",
  WHITE: "White",
  BLACK_OR_AFRICAN_AMERICAN: "Black or African American",
  NATIVE_HAWAIIAN_OR_PACIFIC_ISLANDER: "Native Hawaiian or Pacific Islander",
  ASIAN: "Asian",
  NATIVE_AMERICAN_OR_ALASKA_NATIVE: "Native American or Alaska Native",
  TWO_OR_MORE_RACES: "Two or more races",
};

const LEFT_OUT: Record<LeftOut, string> = {
  NOBODY: "Nobody",
  NOT_SHOWN: "Too few, or it would tell of one with too few",
  UNDER_TWO_PERCENT: "Under 2 %, left out of the ratios",
  NO_REFERENCE: "No ratio: the highest rate is not shown",
};

export function ImpactPage() {
  const governs = mayGovern(useViewer());
  return (
    <Stack gap="lg">
      <Trail
        steps={[
          { to: "/settings", name: "Settings" },
          { to: PRIVACY_PAGE, name: "Privacy" },
        ]}
      />
      <PageTitle>Adverse impact</PageTitle>
      {governs ? <Report /> : <Notice tone="quiet">Only Super Admins see this report.</Notice>}
    </Stack>
  );
}

function Report() {
  const [year, setYear] = useState<number | null>(null);
  const impact = useQuery({
    queryKey: keys.adverseImpact(year),
    queryFn: async () => (await request(impactQuery, { year })).adverseImpact,
  });
  return (
    <>
      <Text size="sm" maw={720}>
        Laid out after Local Law 144 of New York City, from interviews that ended before this month
        and from what candidates said of themselves. The scoring rate is the share above the median
        score of all; the impact ratio is that rate by the highest one. A ratio below 0.8, or a
        small p, is a reason to look closer. This is no bias audit: that takes an independent
        auditor.
      </Text>
      <Group align="flex-end">
        <NumberInput
          label="Year in which interviews ended"
          description="Leave it empty for all."
          placeholder="All"
          min={2000}
          max={9999}
          allowDecimal={false}
          value={year ?? ""}
          onChange={(value) => {
            const typed = Number(value);
            setYear(Number.isInteger(typed) && typed >= 2000 && typed <= 9999 ? typed : null);
          }}
        />
        {impact.data && (
          <DownloadButton
            name={`adverse impact ${year ?? "all"}.csv`}
            text={impact.data.csv}
            type="text/csv"
            label="Download as CSV"
          />
        )}
      </Group>
      {impact.isPending && <Skeleton height={240} role="status" aria-label="Loading the report" />}
      {impact.isError && (
        <Failure
          what="The report could not be loaded"
          error={impact.error}
          onRetry={() => void impact.refetch()}
        />
      )}
      {impact.data && <Tables impact={impact.data} />}
    </>
  );
}

function Tables({ impact }: { impact: Impact }) {
  const { scored, sexUnknown, raceEthnicityUnknown } = impact;
  return (
    <>
      <Text size="sm">
        {scored} scored. {sexUnknown} of them said nothing of their sex, {raceEthnicityUnknown}{" "}
        nothing of their race or ethnicity.
        {typeof impact.median === "number" && ` The median score is ${impact.median}.`}
      </Text>
      <Rows title="By sex" rows={impact.bySex} />
      <Rows title="By race or ethnicity" rows={impact.byRaceEthnicity} />
      <Rows title="By both" rows={impact.byBoth} />
    </>
  );
}

interface RowsProps {
  title: string;
  rows: readonly FragmentType<typeof rowFragment>[];
}

function Rows({ title, rows }: RowsProps) {
  return (
    <Section title={title}>
      <Table.ScrollContainer minWidth={640}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Category</Table.Th>
              <Table.Th>Scored</Table.Th>
              <Table.Th>Scoring rate</Table.Th>
              <Table.Th>Impact ratio</Table.Th>
              <Table.Th>Fisher's exact p</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {readFragment(rowFragment, rows).map((row) => (
              <Table.Tr key={categoryOf(row)}>
                <Table.Th scope="row">{categoryOf(row)}</Table.Th>
                <Table.Td>{row.count ?? "not shown"}</Table.Td>
                <Table.Td>{shown(row.scoringRate)}</Table.Td>
                <Table.Td>
                  {row.leftOut ? LEFT_OUT[row.leftOut] : shown(row.impactRatio)}
                  {row.belowFourFifths && " (below four fifths)"}
                </Table.Td>
                <Table.Td>{shown(row.fisherExactP)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  );
}

function categoryOf({ sex, raceEthnicity }: ImpactRowFieldsFragment): string {
  const parts = [sex ? SEXES[sex] : null, raceEthnicity ? RACES[raceEthnicity] : null];
  return parts.filter(Boolean).join(", ");
}

function shown(value: number | null | undefined): string {
  return typeof value === "number" ? value.toFixed(value < 0.01 ? 4 : 2) : "–";
}
