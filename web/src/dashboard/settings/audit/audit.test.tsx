// The audit log: listed, narrowed, and closed to who may not read it.
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { AuditLogQuery } from "../../../gql/graphql";
import { type Asked, openDashboard, viewer } from "../../../testing/dashboard";
import type { Entry } from "./audit";

const read: Entry = {
  sequence: 7,
  at: "2026-07-03T12:00:00Z",
  actor: "operator:1",
  operator: { id: "operator:1", name: "Robin Vega" },
  action: "readReport",
  subject: "pipeline:9",
  details: '{"report":"report:1"}',
  hash: "ab12",
};

const agreed: Entry = {
  ...read,
  sequence: 6,
  actor: "candidate",
  operator: null,
  action: "giveConsent",
  details: "{}",
};

function open(nodes: Entry[], endCursor: string | null = null): Asked[] {
  const pageInfo = { hasNextPage: endCursor !== null, endCursor };
  const auditLog = { nodes, pageInfo, totalCount: nodes.length, headHash: "ab12" };
  const answer: AuditLogQuery = { auditLog };
  return openDashboard("/settings/audit", { AuditLog: () => answer });
}

function filters(asked: Asked[]): unknown[] {
  return asked.filter(({ name }) => name === "AuditLog").map(({ variables }) => variables.filter);
}

describe("the audit log", () => {
  it("is reached from the settings, and says who did what", async () => {
    const user = userEvent.setup();
    const auditLog = {
      nodes: [read, agreed],
      pageInfo: { hasNextPage: false, endCursor: null },
      totalCount: 2,
      headHash: "ab12",
    };
    openDashboard("/settings", { AuditLog: () => ({ auditLog }) });
    await user.click(await screen.findByRole("link", { name: "Audit log" }));
    expect(await screen.findByText("Robin Vega", { selector: "b" })).toBeTruthy();
    expect(screen.getByText("The candidate")).toBeTruthy();
    expect(screen.getByText(/read a report/, { selector: "p" })).toBeTruthy();
    expect(screen.getByText("2 entries")).toBeTruthy();
    expect(screen.getByText("ab12")).toBeTruthy();
    const [link] = screen.getAllByRole("link", { name: "Open the interview" });
    expect(link?.getAttribute("href")).toBe("/interviews/pipeline:9");
  });

  it("is narrowed by what was done, and to what an entry is about", async () => {
    const user = userEvent.setup();
    const asked = open([read]);
    await user.selectOptions(await screen.findByLabelText("What"), "readReport");
    await user.click(await screen.findByRole("button", { name: "pipeline:9" }));
    const wanted = { action: "readReport", subject: "pipeline:9", from: null, until: null };
    await waitFor(() => expect(filters(asked).at(-1)).toEqual(wanted));
  });

  it("counts the last day as a whole", async () => {
    const user = userEvent.setup();
    const asked = open([read]);
    await user.type(await screen.findByLabelText("From"), "2026-07-03");
    await user.type(screen.getByLabelText("To"), "2026-07-03");
    const at = (day: number) => new Date(2026, 6, day).toISOString();
    await waitFor(() => expect(filters(asked).at(-1)).toMatchObject({ from: at(3), until: at(4) }));
  });

  it("is not asked for by who may not read it", async () => {
    const asked = openDashboard("/settings/audit", {
      Viewer: () => ({ viewer: { ...viewer, role: "TEAM_MEMBER" } }),
    });
    expect(await screen.findByText(/Only Admins and Super Admins/)).toBeTruthy();
    expect(filters(asked)).toEqual([]);
  });
});
