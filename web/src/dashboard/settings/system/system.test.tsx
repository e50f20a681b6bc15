// Settings > About this system: hosts and system card are shown, taken along, and closed to who is no Admin.
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { OutsideHostsQuery, SystemCardQuery } from "../../../gql/graphql";
import { openDashboard, viewer } from "../../../testing/dashboard";
import { SYSTEM_PAGE } from "./system";

const hosts: OutsideHostsQuery["outsideHosts"] = [
  { host: "api.lever.co", purpose: "LEVER", setting: "lever" },
  { host: "relay.internal:8443", purpose: "EVENTS", setting: "outbound" },
];

const card: SystemCardQuery["systemCard"] = {
  madeAt: "2026-07-03T12:00:00Z",
  markdown: "# System card\n\nMade on 2026-07-03.\n",
  sections: [
    {
      title: "What it is",
      paragraphs: ["An automated interviewer.", "It rejects nobody."],
      facts: [{ name: "Used by", value: "Meridian Pay" }],
    },
    { title: "What it cannot do", paragraphs: ["It is no test of language."], facts: [] },
  ],
};

function open(path = SYSTEM_PAGE, answers: Parameters<typeof openDashboard>[1] = {}) {
  return openDashboard(path, {
    OutsideHosts: () => ({ outsideHosts: hosts }),
    SystemCard: () => ({ systemCard: card }),
    ...answers,
  });
}

describe("the page about the system", () => {
  it("is reached from the settings, and names each host with what for", async () => {
    const user = userEvent.setup();
    open("/settings");
    await user.click(await screen.findByRole("link", { name: "About this system" }));
    expect(
      await screen.findByRole("heading", { level: 1, name: "About this system" }),
    ).toBeTruthy();
    const table = within(await screen.findByRole("table"));
    const lever = within(table.getByRole("row", { name: /api\.lever\.co/ }));
    expect(lever.getByText(/^Lever: candidates are read/)).toBeTruthy();
    expect(lever.getByText("lever", { selector: "code" })).toBeTruthy();
    const relay = table.getByRole("row", { name: /relay\.internal:8443 Webhooks: .+ outbound/ });
    expect(relay).toBeTruthy();
  });

  it("shows the system card by its parts", async () => {
    open();
    const section = within(await screen.findByRole("region", { name: "System card" }));
    await section.findByText("An automated interviewer.");
    const parts = section.getAllByRole("heading", { level: 3 });
    expect(parts.map(({ textContent }) => textContent)).toEqual([
      "What it is",
      "What it cannot do",
    ]);
    expect(section.getByText("It rejects nobody.")).toBeTruthy();
    const name = section.getByText("Used by", { selector: "dt" });
    expect(name.nextSibling?.textContent).toBe("Meridian Pay");
    expect(section.getByText(/no legal advice/)).toBeTruthy();
  });

  it("gives the system card as a file, named by its day", async () => {
    const user = userEvent.setup();
    const files: Blob[] = [];
    const names: string[] = [];
    vi.spyOn(URL, "createObjectURL").mockImplementation((file) => {
      files.push(file as Blob);
      return "blob:nowhere";
    });
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function click(
      this: HTMLAnchorElement,
    ) {
      names.push(this.download);
    });
    open();
    await user.click(await screen.findByRole("button", { name: "Download" }));
    expect(names).toEqual(["system-card-2026-07-03.md"]);
    expect(files.map(({ type, size }) => ({ type, size }))).toEqual([
      { type: "text/markdown", size: card.markdown.length },
    ]);
  });

  it("says so when there is nothing", async () => {
    open(SYSTEM_PAGE, {
      OutsideHosts: () => ({ outsideHosts: [] }),
      SystemCard: () => ({ systemCard: { ...card, sections: [] } }),
    });
    expect(await screen.findByText("Its settings name no host.")).toBeTruthy();
    expect(await screen.findByText("There is nothing on it.")).toBeTruthy();
  });

  it("offers to try each part again that the server fails at", async () => {
    const user = userEvent.setup();
    let down = true;
    open(SYSTEM_PAGE, {
      SystemCard: () => {
        if (down) throw new Error("the server is down");
        return { systemCard: card };
      },
    });
    expect(await screen.findByText("The system card could not be loaded")).toBeTruthy();
    expect(await screen.findByText("api.lever.co")).toBeTruthy();
    down = false;
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect(await screen.findByText("An automated interviewer.")).toBeTruthy();
  });

  it("asks for nothing where the viewer is no Admin", async () => {
    const asked = open(SYSTEM_PAGE, {
      Viewer: () => ({ viewer: { ...viewer, role: "TEAM_MEMBER" } }),
    });
    expect(await screen.findByText(/^Only Admins see/)).toBeTruthy();
    expect(asked.some(({ name }) => /^(OutsideHosts|SystemCard)$/.test(name))).toBe(false);
  });
});
