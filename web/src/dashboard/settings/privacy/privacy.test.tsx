// Settings > Privacy: how long interviews are kept, and whether anybody sees scores.
import { cleanup, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Role } from "../../../gql/graphql";
import { type Asked, openDashboard, viewer } from "../../../testing/dashboard";
import { IMPACT_PAGE, PRIVACY_PAGE } from "./privacy";

const done = { __typename: "Tenant" };

const jurisdictions = [
  {
    id: "default",
    version: "1",
    name: "Anywhere else",
    about: "The disclosure alone.",
    laws: [],
    scoringAfterBusinessDays: null,
    keepDaysMin: null,
    keepDaysMax: null,
    texts: [{ language: "en", notice: [], consent: null }],
  },
  {
    id: "nyc",
    version: "1",
    name: "New York City",
    about: "Candidates are told first.",
    laws: ["Local Law 144 of 2021"],
    scoringAfterBusinessDays: 10,
    keepDaysMin: null,
    keepDaysMax: 180,
    texts: [{ language: "en", notice: ["It is a tool."], consent: "I agree to the tool." }],
  },
];

/** The page by its role and what is stored, which the server keeps. */
function open(
  stored: { retentionDays: number | null; evidenceOnly: boolean; jurisdiction?: string },
  role?: Role,
) {
  const tenant = {
    ...viewer.tenant,
    keepRecordings: false,
    jurisdiction: "default",
    selfReport: false,
    ...stored,
  };
  return openDashboard(PRIVACY_PAGE, {
    Viewer: () => ({ viewer: { ...viewer, role: role ?? viewer.role, tenant } }),
    Privacy: () => ({ viewer: { id: viewer.id, tenant: { ...tenant } } }),
    Jurisdictions: () => ({ jurisdictions }),
    SetJurisdiction: ({ input }) => {
      tenant.jurisdiction = (input as { jurisdiction: string }).jurisdiction;
      return { setJurisdiction: done };
    },
    SetSelfReport: ({ input }) => {
      tenant.selfReport = (input as { asked: boolean }).asked;
      return { setSelfReport: done };
    },
    SetRetention: ({ input }) => {
      tenant.retentionDays = (input as { days: number | null }).days;
      return { setRetention: done };
    },
    SetEvidenceOnly: ({ input }) => {
      tenant.evidenceOnly = (input as { evidenceOnly: boolean }).evidenceOnly;
      return { setEvidenceOnly: done };
    },
    SetKeepRecordings: ({ input }) => {
      tenant.keepRecordings = (input as { keepRecordings: boolean }).keepRecordings;
      return { setKeepRecordings: done };
    },
  });
}

function inputs(asked: Asked[], operation: string): unknown[] {
  return asked.filter(({ name }) => name === operation).map(({ variables }) => variables.input);
}

const DAYS = "Days until ended interviews are erased";

function section(name: string) {
  return within(screen.getByRole("region", { name }));
}

const kept = () => section("How long interviews are kept");

describe("how long interviews are kept", () => {
  it("is changed to fewer days only after asking, and says what is erased and what stays", async () => {
    const user = userEvent.setup();
    const asked = open({ retentionDays: null, evidenceOnly: false });
    expect(await screen.findByText("Nothing is erased by itself now.")).toBeTruthy();
    expect(screen.getByText(/Their answers, the scorecards/)).toBeTruthy();
    expect(screen.getByText(/What was written to Lever, and backups/)).toBeTruthy();
    await user.type(screen.getByLabelText(DAYS), "90");
    await user.click(kept().getByRole("button", { name: "Save" }));
    const title = "Erase interviews 90 days after they ended?";
    const dialog = within(await screen.findByRole("dialog", { name: title }));
    expect(dialog.getByText(/It cannot be undone/)).toBeTruthy();
    expect(inputs(asked, "SetRetention")).toEqual([]);
    await user.click(dialog.getByRole("button", { name: "Erase them" }));
    expect(await screen.findByText(/is erased 90 days after their interview ended/)).toBeTruthy();
    expect(await kept().findByText("Saved")).toBeTruthy();
    expect(inputs(asked, "SetRetention")).toEqual([{ days: 90 }]);
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  });

  it("is for good when the field is empty, which erases nothing and asks nothing", async () => {
    const user = userEvent.setup();
    const asked = open({ retentionDays: 1, evidenceOnly: false });
    expect(await screen.findByText(/is erased 1 day after/)).toBeTruthy();
    await user.clear(screen.getByLabelText(DAYS));
    await user.click(kept().getByRole("button", { name: "Save" }));
    expect(await screen.findByText("Nothing is erased by itself now.")).toBeTruthy();
    expect(inputs(asked, "SetRetention")).toEqual([{ days: null }]);
    expect(document.activeElement).toBe(screen.getByLabelText(DAYS));
  });

  it("is as the jurisdiction wants it where that goes before", async () => {
    for (const [retentionDays, words] of [
      [null, /is erased 180 days after their interview ended, as New York City wants it/],
      [365, /is erased 180 days after their interview ended, as New York City wants it/],
      [90, /is erased 90 days after their interview ended\.$/],
    ] as const) {
      open({ retentionDays, evidenceOnly: false, jurisdiction: "nyc" });
      expect(await screen.findByText(words)).toBeTruthy();
      cleanup();
    }
  });

  it("takes no days that the server refuses", async () => {
    const user = userEvent.setup();
    const asked = open({ retentionDays: 90, evidenceOnly: false });
    await user.type(await screen.findByLabelText(DAYS), "00{Enter}");
    expect(kept().getByText("It takes 1 to 3,650 days, or nothing.")).toBeTruthy();
    expect(kept().getByRole<HTMLButtonElement>("button", { name: "Save" }).disabled).toBe(true);
    expect(inputs(asked, "SetRetention")).toEqual([]);
    // Too long to be a number, and yet not the same as nothing.
    await user.clear(screen.getByLabelText(DAYS));
    await user.type(screen.getByLabelText(DAYS), "99999999999999999999{Enter}");
    expect(kept().getByText("It takes 1 to 3,650 days, or nothing.")).toBeTruthy();
    expect(inputs(asked, "SetRetention")).toEqual([]);
    await user.click(kept().getByRole("button", { name: "Undo" }));
    expect(screen.getByLabelText<HTMLInputElement>(DAYS).value).toBe("90");
  });

  const message = "interviews are kept for 1 to 3650 days, or for good";
  /** The server refuses whatever is asked. */
  const openRefusing = () =>
    openDashboard(PRIVACY_PAGE, {
      Privacy: () => ({
        viewer: {
          id: viewer.id,
          tenant: {
            ...viewer.tenant,
            retentionDays: 9,
            jurisdiction: "default",
            selfReport: false,
          },
        },
      }),
      Jurisdictions: () => ({ jurisdictions }),
      SetRetention: () => ({ setRetention: { __typename: "Problem", message } }),
    });

  it("says why it could not be changed", async () => {
    const user = userEvent.setup();
    openRefusing();
    await user.clear(await screen.findByLabelText(DAYS));
    await user.click(kept().getByRole("button", { name: "Save" }));
    expect((await screen.findByRole("alert")).textContent).toBe(
      "Interviews are kept for 1 to 3650 days, or for good.",
    );
  });

  it("asks anew without what was refused before", async () => {
    const user = userEvent.setup();
    openRefusing();
    await user.clear(await screen.findByLabelText(DAYS));
    await user.type(screen.getByLabelText(DAYS), "7");
    for (const _ of ["once", "once more"]) {
      await user.click(kept().getByRole("button", { name: "Save" }));
      const title = "Erase interviews 7 days after they ended?";
      const dialog = within(await screen.findByRole("dialog", { name: title }));
      expect(dialog.queryByRole("alert")).toBeNull();
      await user.click(dialog.getByRole("button", { name: "Erase them" }));
      expect((await dialog.findByRole("alert")).textContent).toContain("1 to 3650 days");
      await user.click(dialog.getByRole("button", { name: "Keep them" }));
      await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    }
  });
});

describe("whose law holds", () => {
  it("is chosen with its terms and words in sight, and saved by the button", async () => {
    const user = userEvent.setup();
    const asked = open({ retentionDays: null, evidenceOnly: false });
    await user.click(await screen.findByRole("combobox", { name: "Where candidates are" }));
    await user.click(await screen.findByRole("option", { name: "New York City" }));
    const there = section("Jurisdiction");
    expect(there.getByText(/scored 10 business days after the candidate was told/)).toBeTruthy();
    expect(there.getByText(/erased 180 days after the end at the latest/)).toBeTruthy();
    expect(there.getByText(/After Local Law 144 of 2021/)).toBeTruthy();
    await user.click(there.getByRole("button", { name: "What candidates are told" }));
    expect(await there.findByText("It is a tool.")).toBeTruthy();
    expect(inputs(asked, "SetJurisdiction")).toEqual([]);
    await user.click(there.getByRole("button", { name: "Save" }));
    expect(await there.findByText("Saved")).toBeTruthy();
    expect(inputs(asked, "SetJurisdiction")).toEqual([{ jurisdiction: "nyc" }]);
  });
});

describe("adverse impact", () => {
  it("asks candidates only once somebody saved that", async () => {
    const user = userEvent.setup();
    const asked = open({ retentionDays: null, evidenceOnly: false });
    const name = /^Ask candidates after the interview/;
    await user.click(await screen.findByRole("switch", { name }));
    expect(inputs(asked, "SetSelfReport")).toEqual([]);
    await user.click(section("Adverse impact").getByRole("button", { name: "Save" }));
    expect(await section("Adverse impact").findByText("Saved")).toBeTruthy();
    expect(inputs(asked, "SetSelfReport")).toEqual([{ asked: true }]);
  });

  it("is reported by groups, and says why a group has no ratio", async () => {
    const row = (rest: object) => ({
      sex: null,
      raceEthnicity: null,
      count: null,
      scoringRate: null,
      impactRatio: null,
      belowFourFifths: false,
      fisherExactP: null,
      leftOut: null,
      ...rest,
    });
    const impact = {
      scored: 81,
      median: 60,
      sexUnknown: 1,
      raceEthnicityUnknown: 77,
      csv: "sex",
      bySex: [
        row({
          sex: "FEMALE",
          count: 40,
          scoringRate: 0.3,
          impactRatio: 0.43,
          belowFourFifths: true,
          fisherExactP: 0.0007,
        }),
        row({ sex: "MALE", count: 40, scoringRate: 0.7, impactRatio: 1, fisherExactP: 1 }),
      ],
      byRaceEthnicity: [row({ raceEthnicity: "ASIAN", leftOut: "NOT_SHOWN" })],
      byBoth: [],
    };
    openDashboard(IMPACT_PAGE, { AdverseImpact: () => ({ adverseImpact: impact }) });
    const women = within(await screen.findByRole("row", { name: /Female/ }));
    expect(women.getByText("0.43 (below four fifths)")).toBeTruthy();
    expect(women.getByText("0.0007")).toBeTruthy();
    expect(screen.getByRole("row", { name: /Asian not shown – Too few, or/ })).toBeTruthy();
    expect(screen.getByText(/81 scored/)).toBeTruthy();
    expect(screen.getByRole("button", { name: "Download as CSV" })).toBeTruthy();
  });
});

describe("evidence only", () => {
  it("is saved by the button, and says what disappears", async () => {
    const user = userEvent.setup();
    const asked = open({ retentionDays: null, evidenceOnly: false });
    const field = await screen.findByRole<HTMLInputElement>("switch", { name: /^Evidence only/ });
    expect(screen.getByText(/no score or level and nothing that people rated/)).toBeTruthy();
    await user.click(field);
    expect(inputs(asked, "SetEvidenceOnly")).toEqual([]);
    await user.click(section("Scores").getByRole("button", { name: "Save" }));
    expect(await section("Scores").findByText("Saved")).toBeTruthy();
    expect(field.checked).toBe(true);
    expect(inputs(asked, "SetEvidenceOnly")).toEqual([{ evidenceOnly: true }]);
    // What every page knows of the company is read anew.
    expect(asked.filter(({ name }) => name === "Viewer")).toHaveLength(2);
  });
});

describe("recordings", () => {
  it("are kept only once that is saved, and the page says of whom", async () => {
    const user = userEvent.setup();
    const asked = open({ retentionDays: null, evidenceOnly: false });
    const field = await screen.findByRole<HTMLInputElement>("switch", { name: /^Keep recordings/ });
    expect(screen.getByText(/were told so before they agreed/)).toBeTruthy();
    await user.click(field);
    expect(inputs(asked, "SetKeepRecordings")).toEqual([]);
    await user.click(section("Recordings").getByRole("button", { name: "Save" }));
    expect(await section("Recordings").findByText("Saved")).toBeTruthy();
    expect(field.checked).toBe(true);
    expect(inputs(asked, "SetKeepRecordings")).toEqual([{ keepRecordings: true }]);
  });
});

describe("privacy by role", () => {
  it("is shown to an Admin, who cannot change it", async () => {
    open({ retentionDays: 90, evidenceOnly: true }, "ADMIN");
    expect((await screen.findByLabelText<HTMLInputElement>(DAYS)).disabled).toBe(true);
    const field = screen.getByRole<HTMLInputElement>("switch", { name: /^Evidence only/ });
    expect(field.disabled && field.checked).toBe(true);
    expect(screen.queryByRole("button", { name: "Save" })).toBeNull();
    expect(screen.getByText(/Only Super Admins can change it/)).toBeTruthy();
  });

  it("is not asked for by others", async () => {
    const asked = open({ retentionDays: 90, evidenceOnly: true }, "TEAM_MEMBER");
    expect(await screen.findByText(/Only Admins see how long interviews are kept/)).toBeTruthy();
    expect(asked.some(({ name }) => name === "Privacy")).toBe(false);
  });

  it("offers to try again when the server fails", async () => {
    openDashboard(PRIVACY_PAGE, {});
    expect(await screen.findByText("no Privacy here")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
  });
});
