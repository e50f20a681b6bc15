// What a company keeps of candidates and shows of them, as the privacy page reads it.
import { useQuery } from "@tanstack/react-query";
import { graphql } from "../../../gql";
import { keys } from "../../keys";
import { request } from "../../request";

const privacyQuery = graphql(`
  query Privacy {
    viewer {
      id
      tenant {
        id
        retentionDays
        evidenceOnly
        keepRecordings
        jurisdiction
        selfReport
      }
    }
  }
`);

export interface Privacy {
  /** Null: nothing is erased by itself. */
  retentionDays: number | null;
  evidenceOnly: boolean;
  keepRecordings: boolean;
  /** The id of the company's jurisdiction. */
  jurisdiction: string;
  /** Whether candidates are asked what the adverse-impact report is made from. */
  selfReport: boolean;
}

export const PRIVACY_PAGE = "/settings/privacy";
export const IMPACT_PAGE = "/settings/privacy/adverse-impact";

/** Null when the session has ended. */
export function usePrivacy() {
  return useQuery({
    queryKey: keys.privacy,
    queryFn: async (): Promise<Privacy | null> => {
      const tenant = (await request(privacyQuery)).viewer?.tenant;
      if (tenant === undefined) return null;
      const { retentionDays, evidenceOnly, keepRecordings, jurisdiction, selfReport } = tenant;
      return {
        retentionDays: retentionDays ?? null,
        evidenceOnly,
        keepRecordings,
        jurisdiction,
        selfReport,
      };
    },
  });
}

/** "1 day", "90 days". */
export function countDays(days: number): string {
  return days === 1 ? "1 day" : `${days.toLocaleString("en")} days`;
}
