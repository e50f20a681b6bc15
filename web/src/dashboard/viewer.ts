// Who is signed in.
import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { graphql } from "../gql";
import type { Role, ViewerQuery } from "../gql/graphql";
import { keys } from "./keys";
import { request } from "./request";

const viewerQuery = graphql(`
  query Viewer {
    viewer {
      id
      email
      name
      role
      hasPassword
      tenant {
        id
        name
        interviewerName
        evidenceOnly
      }
    }
  }
`);

export type Viewer = NonNullable<ViewerQuery["viewer"]>;

/** Who is signed in; or was, until the server said that their session has ended. */
export interface Session {
  viewer: Viewer;
  ended: boolean;
}

export function ended(session: Session): Session {
  return { ...session, ended: true };
}

/** Null data means that nobody is signed in, and that nobody was since the page was opened. */
export function useSession() {
  const queryClient = useQueryClient();
  return useQuery({
    queryKey: keys.viewer,
    queryFn: async (): Promise<Session | null> => {
      const viewer = (await request(viewerQuery)).viewer ?? null;
      const was = queryClient.getQueryData<Session | null>(keys.viewer) ?? null;
      if (viewer === null) return was && ended(was);
      if (was !== null && was.viewer.id !== viewer.id) forgetPages(queryClient);
      return { viewer, ended: false };
    },
    staleTime: 60_000,
  });
}

/** Forgets what the pages have read. */
function forgetPages(queryClient: QueryClient): void {
  queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== keys.viewer[0] });
}

/** Forgets everything of who was signed in; the sign-in page follows. */
export function useForget(): () => void {
  const queryClient = useQueryClient();
  return () => {
    queryClient.setQueryData(keys.viewer, null);
    forgetPages(queryClient);
  };
}

export const ViewerContext = createContext<Viewer | null>(null);

/** The signed-in operator; only for what `App` shows after sign-in. */
export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (viewer === null) throw new Error("shown to nobody: no operator is signed in");
  return viewer;
}

export const ROLE_NAMES: Record<Role, string> = {
  SUPER_ADMIN: "Super Admin",
  ADMIN: "Admin",
  TEAM_MEMBER: "Team Member",
  LIMITED_TEAM_MEMBER: "Limited Team Member",
};

/** From the one that may most. */
export const ROLES = Object.keys(ROLE_NAMES) as Role[];

/** What each role may do, in words. */
export const ROLE_RIGHTS: Record<Role, string> = {
  SUPER_ADMIN:
    "Does everything an Admin does, and connects and disconnects Lever. Also invites and removes members, decides what is kept of candidates, and which system of yours is told of interviews.",
  ADMIN:
    "Sees every interview, changes the settings, invites and cancels, and chooses what Limited Team Members see.",
  TEAM_MEMBER:
    "Sees every interview and the settings, rates interviews and answers what candidates ask; changes nothing else.",
  LIMITED_TEAM_MEMBER: "Sees the interviews for the postings they were given, and nothing else.",
};

/** Whether an operator sees the company's settings, and what was given up. */
export function seesSettings({ role }: Viewer): boolean {
  return role !== "LIMITED_TEAM_MEMBER";
}

/** Whether an operator may change settings, and try again what failed. */
export function mayConfigure({ role }: Viewer): boolean {
  return role === "SUPER_ADMIN" || role === "ADMIN";
}

/** Whether an operator may rate what candidates answered. */
export function mayRate({ role }: Viewer): boolean {
  return role !== "LIMITED_TEAM_MEMBER";
}

/** Whether an operator may hear what candidates said. */
export function mayHear({ role }: Viewer): boolean {
  return role !== "LIMITED_TEAM_MEMBER";
}

/** Whether an operator may write back to candidates. */
export function mayAnswer({ role }: Viewer): boolean {
  return role !== "LIMITED_TEAM_MEMBER";
}

/** Whether an operator may connect and disconnect Lever. */
export function mayConnect({ role }: Viewer): boolean {
  return role === "SUPER_ADMIN";
}

/** Whether an operator may choose who uses the dashboard, what is kept of candidates, and who is told of interviews. */
export function mayGovern({ role }: Viewer): boolean {
  return role === "SUPER_ADMIN";
}
