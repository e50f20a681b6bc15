// The jurisdictions that ship with Fulcrum, and choosing one: for the company or for one posting.
import { useQuery } from "@tanstack/react-query";
import { graphql } from "../../../gql";
import type { JurisdictionsQuery, SetJurisdictionInput } from "../../../gql/graphql";
import { keys } from "../../keys";
import { request } from "../../request";
import { countDays } from "./privacy";

const jurisdictionsQuery = graphql(`
  query Jurisdictions {
    jurisdictions {
      id
      version
      name
      about
      laws
      scoringAfterBusinessDays
      keepDaysMin
      keepDaysMax
      texts {
        language
        notice
        consent
      }
    }
  }
`);

const setJurisdictionMutation = graphql(`
  mutation SetJurisdiction($input: SetJurisdictionInput!) {
    setJurisdiction(input: $input) {
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

export type Jurisdiction = JurisdictionsQuery["jurisdictions"][number];

export function useJurisdictions() {
  return useQuery({
    queryKey: keys.jurisdictions,
    queryFn: async () => (await request(jurisdictionsQuery)).jurisdictions,
    // They change with the program only.
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export async function setJurisdiction(input: SetJurisdictionInput) {
  return (await request(setJurisdictionMutation, { input })).setJurisdiction;
}

/** What it asks for beside its words, a sentence each. */
export function termsOf(jurisdiction: Jurisdiction): string[] {
  const { scoringAfterBusinessDays: wait, keepDaysMin, keepDaysMax } = jurisdiction;
  const terms: string[] = [];
  if (typeof wait === "number") {
    terms.push(`Answers are scored ${wait} business days after the candidate was told.`);
  }
  if (typeof keepDaysMin === "number") {
    terms.push(`What is kept of a candidate is kept for ${countDays(keepDaysMin)} at least.`);
  }
  if (typeof keepDaysMax === "number") {
    terms.push(
      `What is kept of a candidate is erased ${countDays(keepDaysMax)} after the end at the latest.`,
    );
  }
  return terms;
}

/** After how many days the server erases what is kept, where the company wants `wanted`; null: never. */
export function daysKept(wanted: number | null, jurisdiction: Jurisdiction): number | null {
  const least = jurisdiction.keepDaysMin ?? 0;
  const most = jurisdiction.keepDaysMax ?? Number.POSITIVE_INFINITY;
  const days = Math.max(Math.min(wanted ?? Number.POSITIVE_INFINITY, most), least);
  return Number.isFinite(days) ? days : null;
}
