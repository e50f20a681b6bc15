// The dashboard with a GraphQL server in memory: operations are answered by name.
import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { act, render } from "@testing-library/react";
import { createMemoryRouter, RouterProvider } from "react-router";
import { vi } from "vitest";
import { App } from "../dashboard/App";
import { newQueryClient } from "../dashboard/queries";
import { theme } from "../dashboard/theme";
import type {
  IntegrationQuery,
  InterviewRowFragment,
  InterviewsQuery,
  PostingsQuery,
  ViewerQuery,
} from "../gql/graphql";
import documents from "../gql/persisted-documents.json" with { type: "json" };

type Variables = Record<string, unknown>;
type Operations = Record<string, (variables: Variables) => unknown>;

export const viewer: NonNullable<ViewerQuery["viewer"]> = {
  id: "operator:1",
  email: "robin@meridian.example",
  name: "Robin Vega",
  role: "SUPER_ADMIN",
  hasPassword: true,
  tenant: {
    id: "tenant:1",
    name: "Meridian Pay",
    interviewerName: "Alex",
    evidenceOnly: false,
  },
};

export const integration: IntegrationQuery["integration"] = {
  status: "CONNECTED",
  reason: null,
  authentication: "OAUTH",
  accountId: "account-1",
  connectedAt: "2026-07-01T12:00:00Z",
  scopes: [{ name: "notes:write:admin", reason: "write the note with the score", granted: true }],
  webhooks: [{ event: "candidateStageChange", leverId: "w1", createdAt: "2026-07-01T12:00:00Z" }],
  performAs: { id: "u1", name: "Robin Vega", role: "super admin" },
  users: [
    { id: "u1", name: "Robin Vega", role: "super admin" },
    { id: "u2", name: "Kim Sato", role: "admin" },
  ],
  feedbackForms: [],
  stages: [
    { id: "s1", text: "Phone interview" },
    { id: "s2", text: "On-site Interview" },
    { id: "s3", text: "Offer" },
  ],
  triggerStages: [
    { id: "s2", text: "On-site Interview", since: "2026-07-01T12:00:00Z", missing: false },
  ],
  triggerStatus: "READY",
  applicationTag: "Alex - On Application",
  invitedTag: "Alex - Interview Invited",
  completeTag: "Alex - Interview Complete",
  blockedOrigins: [],
  inviteDelayMinutes: 0,
  oneInvitePerDay: false,
  errorTag: null,
  addLink: false,
  feedback: null,
  advance: null,
  health: {
    checkedAt: "2026-07-03T12:00:00Z",
    checking: false,
    status: "HEALTHY",
    checks: [
      {
        subject: "CONNECTION",
        title: "Connection",
        outcome: "PASS",
        detail: "Lever answers.",
        remedy: null,
      },
    ],
    webhooks: "RECEIVING",
    lastEventAt: "2026-07-03T11:00:00Z",
    refusedEvents: 0,
    lastRefusal: null,
    lastRefusedAt: null,
  },
  reconciliation: { upTo: "2026-07-03T12:00:00Z", foundMoves: 0, foundApplications: 0 },
};

/** Not connected yet, so that nothing of Lever is known. */
export const unconnected: typeof integration = {
  ...integration,
  status: "NOT_CONNECTED",
  authentication: null,
  accountId: null,
  connectedAt: null,
  scopes: integration.scopes.map((scope) => ({ ...scope, granted: null })),
  webhooks: [],
  performAs: null,
  users: [],
  stages: [],
  triggerStages: [],
  triggerStatus: "NEEDS_SELECTION",
  health: {
    ...integration.health,
    checkedAt: null,
    status: "UNKNOWN",
    checks: [],
    webhooks: "UNKNOWN",
    lastEventAt: null,
  },
  reconciliation: { upTo: null, foundMoves: 0, foundApplications: 0 },
};

type Posting = PostingsQuery["integration"]["postings"][number];

export function posting(number: number, rest: Partial<Posting> = {}): Posting {
  return {
    id: `posting-${number}`,
    title: `Engineer ${number}`,
    location: "Berlin",
    team: "Payments",
    url: null,
    tags: [],
    invites: "AS_COMPANY",
    stages: [],
    invitesOnApplication: false,
    nearMiss: null,
    ...rest,
  };
}

export function row(number: number): InterviewRowFragment {
  return {
    id: `pipeline:${number}`,
    candidateName: `Candidate ${number}`,
    posting: { id: "posting:1", title: "Backend Engineer", location: "Berlin" },
    state: "WRITTEN_BACK",
    pausedReason: null,
    scorecard: { id: "scorecard:1", overall: 74, leverScore: 3 },
    updatedAt: "2026-07-03T12:00:00Z",
  };
}

export function page(
  rows: InterviewRowFragment[],
  endCursor: string | null = null,
): InterviewsQuery {
  return {
    interviews: {
      // As the wire has it: fragments are masked in types only.
      nodes: rows as unknown as InterviewsQuery["interviews"]["nodes"],
      pageInfo: { hasNextPage: endCursor !== null, endCursor },
      totalCount: rows.length,
    },
  };
}

interface Body {
  extensions: { persistedQuery: { sha256Hash: string } };
  variables: Variables;
}

/** Every operation of the dashboard by its hash. */
const texts: Record<string, string> = documents;

/** What was asked, in order. */
export interface Asked {
  name: string;
  variables: Variables;
}

/** What an operation answers that the server refuses to who is not signed in any more. */
export const SIGNED_OUT = Symbol("signed out");

/** Opens the dashboard at `path`; operations that are not given are refused. */
export function openDashboard(path: string, operations: Operations): Asked[] {
  const asked: Asked[] = [];
  const known: Operations = {
    Viewer: () => ({ viewer }),
    CompanySignIn: () => ({ companySignIn: null }),
    Integration: () => ({ integration }),
    Connection: () => ({ integration: { status: "CONNECTED", reason: null } }),
    Postings: () => ({ integration: { postings: [] } }),
    ScoringAgreement: () => ({ scoringAgreement: null }),
    OpenRequestCount: () => ({ openRequests: [] }),
    GivenUpCount: () => ({ deadLetters: { totalCount: 0 } }),
    ...operations,
  };
  vi.stubGlobal("fetch", async (_: string, init: { body: string }) => {
    const { extensions, variables } = JSON.parse(init.body) as Body;
    const query = texts[`sha256:${extensions.persistedQuery.sha256Hash}`] ?? "";
    const name = /(?:query|mutation) (\w+)/.exec(query)?.[1] ?? "";
    asked.push({ name, variables });
    const answer = known[name];
    if (answer === undefined) return Response.json({ errors: [{ message: `no ${name} here` }] });
    const data = await answer(variables);
    if (data === SIGNED_OUT) {
      const extensions = { code: "UNAUTHENTICATED" };
      return Response.json({ errors: [{ message: "sign in first", extensions }] });
    }
    return Response.json({ data });
  });
  const router = createMemoryRouter([{ path: "*", element: <App /> }], { initialEntries: [path] });
  render(
    <MantineProvider theme={theme} env="test">
      <QueryClientProvider client={newQueryClient(0)}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return asked;
}

/** Comes back to the page when what it read is old. */
export function comeBack(): void {
  const now = Date.now;
  vi.spyOn(Date, "now").mockImplementation(() => now() + 60_000);
  act(() => void window.dispatchEvent(new Event("visibilitychange")));
}
