// What Lever announced: each event with the interview there is of its candidate, page by page.
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { openDashboard, viewer } from "../../testing/dashboard";
import { DELIVERIES_PAGE, type Delivery } from "./deliveries";

const delivery: Delivery = {
  id: "message:1",
  event: "STAGE_CHANGE",
  announced: true,
  opportunityId: "o-1",
  receivedAt: "2026-07-03T12:00:00Z",
  status: "DONE",
  error: null,
  interview: { id: "pipeline:1", candidateName: "Ada Okafor" },
};

function open(nodes: Delivery[], answers: Parameters<typeof openDashboard>[1] = {}) {
  return openDashboard(DELIVERIES_PAGE, {
    Deliveries: ({ after }) => ({
      deliveries: {
        nodes: after === null ? nodes.slice(0, 1) : nodes.slice(1),
        pageInfo: { hasNextPage: after === null && nodes.length > 1, endCursor: "next" },
      },
    }),
    ...answers,
  });
}

const cells = (name: RegExp) => {
  const [what, became] = within(screen.getByRole("row", { name })).getAllByRole("cell");
  return [what?.textContent, became?.textContent];
};

describe("what Lever announced", () => {
  it("leads to the interview of the candidate", async () => {
    open([delivery]);
    const link = await screen.findByRole("link", { name: "Ada Okafor" });
    expect(link.getAttribute("href")).toBe("/interviews/pipeline:1/timeline");
    const [what] = cells(/o-1/);
    expect(what).toMatch(/^Moved to another stageAnnounced /);
    expect(screen.queryByRole("button", { name: "Load more" })).toBeNull();
  });

  it.each<[Partial<Delivery>, RegExp]>([
    [{}, /^None$/],
    [{ status: "PENDING" }, /^It waits to be looked at\.$/],
    [{ status: "DEAD", error: "answered 500" }, /^It was given up.*Answered 500\.$/],
    [{ status: "DROPPED", error: "dropped by Kim" }, /^It was dropped\.Dropped by Kim\.$/],
  ])("says what became of it otherwise: %o", async (more, says) => {
    const other = { ...delivery, event: "APPLICATION", announced: false, interview: null } as const;
    open([{ ...other, ...more }]);
    await screen.findByText("Somebody applied");
    const [what, became] = cells(/o-1/);
    expect(what).toContain("Found by looking");
    expect(became).toMatch(says);
  });

  it("is loaded page by page", async () => {
    const user = userEvent.setup();
    const gone: Delivery = {
      ...delivery,
      id: "message:2",
      opportunityId: "o-2",
      event: "DELETION",
      interview: { id: "pipeline:2", candidateName: "" },
    };
    open([delivery, gone]);
    await user.click(await screen.findByRole("button", { name: "Load more" }));
    expect(await screen.findByRole("link", { name: "No name" })).toBeTruthy();
    expect(screen.getByRole("link", { name: "Ada Okafor" })).toBeTruthy();
  });

  it("may be nothing yet", async () => {
    open([]);
    expect(await screen.findByText("Lever has announced nothing yet.")).toBeTruthy();
  });

  it("is asked again when the server fails", async () => {
    openDashboard(DELIVERIES_PAGE, {});
    expect(await screen.findByText("no Deliveries here")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
  });

  it("is not for Limited Team Members, whose page asks for nothing", async () => {
    const role = "LIMITED_TEAM_MEMBER";
    const asked = open([delivery], { Viewer: () => ({ viewer: { ...viewer, role } }) });
    expect(await screen.findByText(/^Limited Team Members do not see/)).toBeTruthy();
    expect(asked.filter(({ name }) => name === "Deliveries")).toEqual([]);
  });
});
