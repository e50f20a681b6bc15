// Settings > Reports: the language and the parts of reports are chosen.
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { openDashboard, viewer } from "../../../testing/dashboard";
import { REPORTS_PAGE } from "./ReportsPage";

describe("what reports look like", () => {
  it("is chosen by an Admin, and only what changed is sent", async () => {
    const user = userEvent.setup();
    const tenant = {
      ...viewer.tenant,
      reportLanguage: "AS_INTERVIEW",
      reportSections: ["FEEDBACK", "QUOTES"],
    };
    const asked = openDashboard(REPORTS_PAGE, {
      ReportOptions: () => ({ viewer: { id: viewer.id, tenant } }),
      SetReportOptions: () => ({ setReportOptions: { __typename: "Tenant" } }),
    });
    await user.click(await screen.findByRole("checkbox", { name: "The whole transcript" }));
    await user.click(screen.getByRole("checkbox", { name: "General feedback" }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("Saved")).toBeTruthy();
    const sent = asked.filter(({ name }) => name === "SetReportOptions");
    expect(sent.map(({ variables }) => variables.input)).toEqual([
      { sections: ["QUOTES", "TRANSCRIPT"] },
    ]);
  });

  it("is nothing for Team Members", async () => {
    openDashboard(REPORTS_PAGE, { Viewer: () => ({ viewer: { ...viewer, role: "TEAM_MEMBER" } }) });
    expect(await screen.findByText("Only Admins choose what reports look like.")).toBeTruthy();
  });
});
