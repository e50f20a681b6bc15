// How the system is set up and whom it speaks to, as the page about it reads that.
import { useQuery } from "@tanstack/react-query";
import { graphql } from "../../../gql";
import type { OutsideHostsQuery, OutsidePurpose, SystemCardQuery } from "../../../gql/graphql";
import { keys } from "../../keys";
import { request } from "../../request";

export const SYSTEM_PAGE = "/settings/system";

const outsideHostsQuery = graphql(`
  query OutsideHosts {
    outsideHosts {
      host
      purpose
      setting
    }
  }
`);

const systemCardQuery = graphql(`
  query SystemCard {
    systemCard {
      madeAt
      markdown
      sections {
        title
        paragraphs
        facts {
          name
          value
        }
      }
    }
  }
`);

export type OutsideHost = OutsideHostsQuery["outsideHosts"][number];
export type CardSection = SystemCardQuery["systemCard"]["sections"][number];

export function useOutsideHosts() {
  return useQuery({
    queryKey: keys.outsideHosts,
    queryFn: async () => (await request(outsideHostsQuery)).outsideHosts,
  });
}

export function useSystemCard() {
  return useQuery({
    queryKey: keys.systemCard,
    queryFn: async () => (await request(systemCardQuery)).systemCard,
  });
}

/** What a host is there for, in words. */
export const PURPOSES: Record<OutsidePurpose, string> = {
  EVENTS: "Webhooks: a company’s own system is told how its interviews go",
  LEVER: "Lever: candidates are read, tags, notes and reports written",
  LEVER_SIGN_IN: "Lever: the access that it grants is fetched",
  MAIL: "Mail: what candidates and members are sent is handed over",
  MODEL: "Language model: questions are made and answers judged; names are blanked",
  OPEN_ID: "Sign-in: members are known by the company’s own accounts",
  PROXY: "Proxy: what is asked of others over HTTP goes through it",
  SPEECH: "Speech: what candidates say becomes text, and questions become sound",
  STORE: "Database: everything is stored",
};
