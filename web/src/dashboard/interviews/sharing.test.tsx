// Links to a report: made by Admins, shown once, listed, and ended.
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { openDashboard, viewer } from "../../testing/dashboard";
import { detail } from "../../testing/interview";

const share = {
  id: "report_share:1",
  by: { id: viewer.id, name: "Robin Vega" },
  createdAt: "2026-07-03T12:00:00Z",
  expiresAt: "2026-07-10T12:00:00Z",
  revokedAt: null as string | null,
  live: true,
  opens: 1,
  openedAt: "2026-07-04T12:00:00Z",
};

const report = {
  url: "/reports/report:1.pdf",
  sizeBytes: 40_000,
  sha256: "ab".repeat(32),
  renderedAt: "2026-07-03T12:00:00Z",
};

function open(role = viewer.role) {
  const shares = [{ ...share }];
  const url = "https://fulcrum.example/r/secret";
  return openDashboard("/interviews/pipeline:1/report", {
    Viewer: () => ({ viewer: { ...viewer, role } }),
    Interview: () => ({ interview: { ...detail, report } }),
    ReportShares: () => ({ interview: { id: detail.id, report: { shares: [...shares] } } }),
    ShareReport: () => ({ shareReport: { __typename: "SharedReport", url } }),
    RevokeReportShare: () => {
      shares[0] = { ...share, live: false, revokedAt: "2026-07-05T12:00:00Z" };
      return { revokeReportShare: { __typename: "ReportShare" } };
    },
  });
}

describe("links to a report", () => {
  it("are made for some days and shown once", async () => {
    const user = userEvent.setup();
    const asked = open();
    await user.click(await screen.findByRole("button", { name: "New link" }));
    const dialog = within(await screen.findByRole("dialog", { name: "New link to this report" }));
    const days = dialog.getByLabelText(/^How many days/);
    await user.clear(days);
    await user.type(days, "91");
    expect(dialog.getByText("Choose 1 to 90 days.")).toBeTruthy();
    await user.clear(days);
    await user.type(days, "14");
    await user.click(dialog.getByRole("button", { name: "Make the link" }));
    const link = await dialog.findByLabelText<HTMLInputElement>("Link");
    expect(link.value).toBe("https://fulcrum.example/r/secret");
    const sent = asked.filter(({ name }) => name === "ShareReport");
    expect(sent.map(({ variables }) => variables.input)).toEqual([
      { interviewId: "pipeline:1", days: 14 },
    ]);
  });

  it("are listed with their use, and revoked", async () => {
    const user = userEvent.setup();
    open();
    expect(await screen.findByText(/opened once/)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Revoke the link of Robin Vega" }));
    expect(await screen.findByText("The link is revoked.")).toBeTruthy();
    expect(screen.queryByRole("button", { name: /^Revoke/ })).toBeNull();
  });

  it("are for Admins only", async () => {
    const asked = open("TEAM_MEMBER");
    expect(await screen.findByRole("link", { name: "Download" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: "New link" })).toBeNull();
    expect(asked.some(({ name }) => name === "ReportShares")).toBe(false);
  });
});
