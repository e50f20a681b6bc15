// Recordings of what a candidate said: fetched only when somebody wants to hear them, and not by everybody.
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { openDashboard, viewer } from "../../testing/dashboard";
import { detail } from "../../testing/interview";

const TRANSCRIPT = "/interviews/pipeline:1/transcript";

const recordings = [1, 2].map((number) => ({
  turn: 1,
  url: `/recordings/pipeline:1/${number}`,
  recordedAt: "2026-07-03T12:00:00Z",
}));

const answers = {
  Interview: () => ({ interview: detail }),
  Recordings: () => ({ interview: { id: detail.id, recordings } }),
};

/** Takes the place of the network for what is no question to the admin API; what was fetched. */
function sounds(status: number): string[] {
  const fetched: string[] = [];
  const asks = fetch;
  vi.stubGlobal("fetch", (url: string, init?: RequestInit) => {
    if (!url.startsWith("/recordings/")) return asks(url, init);
    fetched.push(url);
    return Promise.resolve(new Response("sound", { status }));
  });
  return fetched;
}

describe("recordings", () => {
  it("are heard one by one beside the answer they were said for", async () => {
    const user = userEvent.setup();
    openDashboard(TRANSCRIPT, answers);
    const fetched = sounds(200);
    const turn = within(await screen.findByRole("article", { name: "What failed?" }));
    const hear = await turn.findByRole("button", { name: "Hear recording 2 of turn 1" });
    expect(turn.getByText(/the text is the answer/)).toBeTruthy();
    expect(fetched).toEqual([]);
    await user.click(hear);
    const player = await turn.findByLabelText("recording 2 of turn 1");
    expect(player.getAttribute("src")).toBe("blob:nowhere");
    expect(fetched).toEqual(["/recordings/pipeline:1/2"]);
  });

  it("say when they are gone", async () => {
    const user = userEvent.setup();
    openDashboard(TRANSCRIPT, answers);
    sounds(404);
    await user.click(await screen.findByRole("button", { name: "Hear recording 1 of turn 1" }));
    expect((await screen.findByRole("alert")).textContent).toContain("Perhaps it was erased");
  });

  it("are not asked for by Limited Team Members", async () => {
    const limited = { ...viewer, role: "LIMITED_TEAM_MEMBER" };
    const asked = openDashboard(TRANSCRIPT, { ...answers, Viewer: () => ({ viewer: limited }) });
    expect(await screen.findByRole("article", { name: "What failed?" })).toBeTruthy();
    expect(asked.some(({ name }) => name === "Recordings")).toBe(false);
  });
});
