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
      }
    }
  }
`);

export interface Privacy {
  /** Null: nothing is erased by itself. */
  retentionDays: number | null;
  evidenceOnly: boolean;
  keepRecordings: boolean;
}

export const PRIVACY_PAGE = "/settings/privacy";

/** Null when the session has ended. */
export function usePrivacy() {
  return useQuery({
    queryKey: keys.privacy,
    queryFn: async (): Promise<Privacy | null> => {
      const tenant = (await request(privacyQuery)).viewer?.tenant;
      if (tenant === undefined) return null;
      const { retentionDays, evidenceOnly, keepRecordings } = tenant;
      return { retentionDays: retentionDays ?? null, evidenceOnly, keepRecordings };
    },
  });
}

/** "1 day", "90 days". */
export function countDays(days: number): string {
  return days === 1 ? "1 day" : `${days.toLocaleString("en")} days`;
}
