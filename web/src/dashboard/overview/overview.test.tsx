// The overview: how far candidates came, and what waits for an operator.
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { FunnelQuery } from "../../gql/graphql";
import { openDashboard, page, row, viewer } from "../../testing/dashboard";
import { POLL_CALM_MS } from "../keys";
import { share } from "./overview";

const counts = (invited: number, started: number, completed: number, scored: number) => ({
  invited,
  started,
  completed,
  scored,
});

const funnel: FunnelQuery["funnel"] = {
  total: counts(1_200, 900, 600, 599),
  byPosting: [
    { posting: { id: "p/1", title: "Backend Engineer" }, counts: counts(1_000, 800, 500, 499) },
    { posting: null, counts: counts(200, 100, 100, 100) },
  ],
  byWeek: [
    { monday: "2026-06-29", counts: counts(0, 0, 0, 0) },
    { monday: "2026-07-06", counts: counts(1_200, 900, 600, 599) },
  ],
};

function open(path = "/overview", answers: Parameters<typeof openDashboard>[1] = {}) {
  return openDashboard(path, {
    Funnel: () => ({ funnel }),
    StuckCount: () => ({ interviews: { totalCount: 0 } }),
    ...answers,
  });
}

const region = async (name: string) => within(await screen.findByRole("region", { name }));
const cells = (element: HTMLElement) =>
  within(element)
    .getAllByRole("cell")
    .map(({ textContent }) => textContent?.replace(/\s+/g, " "));

describe("how far candidates came", () => {
  it("is four steps, each with its share of the one before", async () => {
    open();
    const steps = (await region("How far candidates came")).getAllByRole("listitem");
    expect(steps.map(({ textContent }) => textContent)).toEqual([
      "Invited1,200",
      "Started90075% of the invited",
      "Completed60067% of those who started",
      "Scored599over 99% of those who completed",
    ]);
  });

  it("is told by posting, with a way to each, also where a posting is kept no more", async () => {
    open();
    const table = await region("By posting");
    const [, first, second] = table.getAllByRole("row");
    expect(table.getByRole("link", { name: "Backend Engineer" }).getAttribute("href")).toBe(
      "/postings/p%2F1/plan",
    );
    expect(cells(first as HTMLElement)).toEqual(["1,000", "800 80%", "500 63%", "499 over 99%"]);
    expect(second?.textContent).toContain("A posting that is not kept any more");
  });

  it("shows ten postings at first, and all when asked", async () => {
    const user = userEvent.setup();
    const byPosting = Array.from({ length: 12 }, (_, index) => ({
      posting: { id: `p${index}`, title: `Engineer ${index}` },
      counts: counts(1, 0, 0, 0),
    }));
    open("/overview", { Funnel: () => ({ funnel: { ...funnel, byPosting } }) });
    const table = await region("By posting");
    expect(table.getAllByRole("row").length).toBe(11);
    await user.click(table.getByRole("button", { name: "Show all 12 postings" }));
    expect(table.getAllByRole("row").length).toBe(13);
    expect(table.queryByRole("button")).toBeNull();
  });

  it("is told by week as bars, and as a table with the newest first", async () => {
    const user = userEvent.setup();
    open();
    const weeks = await region("By week");
    const bars = document.querySelectorAll<HTMLElement>('.week-bar[data-step="completed"]');
    expect([...bars].map(({ style }) => style.height)).toEqual(["0%", "50%"]);
    await user.click(weeks.getByRole("button", { name: "The numbers as a table" }));
    const [, newest, oldest] = await weeks.findAllByRole("row");
    expect(cells(newest as HTMLElement)).toEqual(["1,200", "900", "600", "599"]);
    expect(newest?.querySelector("time")?.dateTime).toBe("2026-07-06");
    expect(cells(oldest as HTMLElement)).toEqual(["0", "0", "0", "0"]);
  });

  it("is of the weeks that were chosen, which the address keeps", async () => {
    const user = userEvent.setup();
    const asked = open("/overview?weeks=26");
    const weeks = () =>
      asked.filter(({ name }) => name === "Funnel").map(({ variables }) => variables.weeks);
    const choice = await screen.findByRole<HTMLSelectElement>("combobox", { name: "Invited in" });
    expect(choice.value).toBe("26");
    await user.selectOptions(choice, "the last 53 weeks");
    await waitFor(() => expect(weeks()).toEqual([26, 53]));
  });

  it("takes twelve weeks where the address says none that there are", async () => {
    const asked = open("/overview?weeks=9999");
    await region("By posting");
    expect(asked.find(({ name }) => name === "Funnel")?.variables).toEqual({ weeks: 12 });
  });

  it("says when nobody was invited", async () => {
    const total = counts(0, 0, 0, 0);
    open("/overview", { Funnel: () => ({ funnel: { total, byPosting: [], byWeek: [] } }) });
    expect(await screen.findByText("Nobody was invited in these weeks.")).toBeTruthy();
    expect(screen.queryByRole("region", { name: "By posting" })).toBeNull();
  });

  it("offers to try again when the server fails, and shows the rest", async () => {
    openDashboard("/overview", { StuckCount: () => ({ interviews: { totalCount: 0 } }) });
    expect(await screen.findByText("no Funnel here")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
    expect(await screen.findByText("No interview needs attention.")).toBeTruthy();
  });

  it("is asked for again by itself", async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    let invited = 1;
    open("/overview", {
      Funnel: () => ({ funnel: { ...funnel, total: counts(invited, 0, 0, 0) } }),
    });
    const first = async () =>
      (await region("How far candidates came")).getAllByRole("listitem")[0]?.textContent;
    expect(await first()).toBe("Invited1");
    invited = 2;
    await vi.advanceTimersByTimeAsync(POLL_CALM_MS);
    await waitFor(async () => expect(await first()).toBe("Invited2"));
    vi.useRealTimers();
  });
});

describe("what needs attention", () => {
  it("leads to each thing that waits", async () => {
    const user = userEvent.setup();
    const asked = open("/overview", {
      StuckCount: () => ({ interviews: { totalCount: 2 } }),
      OpenRequestCount: () => ({ openRequests: [{ id: "request:1" }] }),
      GivenUpCount: () => ({ deadLetters: { totalCount: 3 } }),
      Interviews: () => page([row(1)]),
    });
    const list = await region("What needs attention");
    const requests = await list.findByRole("link", { name: "1 request waits for an answer" });
    expect(requests.getAttribute("href")).toBe("/requests");
    const givenUp = await list.findByRole("link", { name: "3 things were given up" });
    expect(givenUp.getAttribute("href")).toBe("/given-up");
    expect(await list.findByText("Active")).toBeTruthy();
    await user.click(await list.findByRole("link", { name: "2 interviews need attention" }));
    expect(await screen.findByRole("link", { name: "Candidate 1" })).toBeTruthy();
    expect(asked.find(({ name }) => name === "Interviews")?.variables).toMatchObject({
      state: "NEEDS_OPERATOR",
    });
  });

  it("says where nothing waits, and why Lever does not work", async () => {
    const reason = "the token was refused";
    open("/overview", { Connection: () => ({ integration: { status: "DISCONNECTED", reason } }) });
    const list = await region("What needs attention");
    expect(await list.findByText("No interview needs attention.")).toBeTruthy();
    expect(await list.findByText("No candidate waits for an answer.")).toBeTruthy();
    expect(await list.findByText("Nothing was given up.")).toBeTruthy();
    expect(await list.findByText("The token was refused.")).toBeTruthy();
    expect(list.getByRole("link", { name: "Connection to Lever" }).getAttribute("href")).toBe(
      "/settings/integrations/lever",
    );
  });

  it("says what could not be counted", async () => {
    openDashboard("/overview", { Funnel: () => ({ funnel }) });
    const list = await region("What needs attention");
    const failure = "The interviews that need attention could not be loaded";
    expect(await list.findByText(failure)).toBeTruthy();
    expect(await list.findByText("Nothing was given up.")).toBeTruthy();
  });

  it("asks for Limited Team Members nothing that is not theirs", async () => {
    const limited = { ...viewer, role: "LIMITED_TEAM_MEMBER" };
    const asked = open("/overview", { Viewer: () => ({ viewer: limited }) });
    const list = await region("What needs attention");
    expect(await list.findByText("No interview needs attention.")).toBeTruthy();
    expect(await list.findByText("Active")).toBeTruthy();
    expect(list.queryByRole("link")).toBeNull();
    const names = asked.map(({ name }) => name);
    expect(names).not.toContain("OpenRequestCount");
    expect(names).not.toContain("GivenUpCount");
    expect(await region("By posting")).toBeTruthy();
  });
});

describe("the menu", () => {
  it("begins with the overview", async () => {
    open("/interviews", { Interviews: () => page([row(1)]) });
    const menu = within(await screen.findByRole("navigation", { name: "Menu" }));
    const user = userEvent.setup();
    expect(menu.getAllByRole("link")[0]?.textContent).toBe("Overview");
    await user.click(menu.getByRole("link", { name: "Overview" }));
    expect(await screen.findByRole("heading", { level: 1, name: "Overview" })).toBeTruthy();
  });
});

describe("a share", () => {
  it.each([
    [0, 0, null],
    [0, 5, "0%"],
    [1, 1_000, "under 1%"],
    [2, 3, "67%"],
    [999, 1_000, "over 99%"],
    [5, 5, "100%"],
  ])("of %i of %i is %s", (part, whole, words) => {
    expect(share(part, whole)).toBe(words);
  });
});
