// Choosing candidates of one posting in the list, and seeing them side by side.
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { type Asked, openDashboard, page, row } from "../../../testing/dashboard";
import type { Compared, ComparedRating } from "./compared";

const rating: ComparedRating = {
  questionId: "q1",
  competency: "reliability",
  competencyName: "Reliability",
  level: 4,
  needsHuman: false,
  quotes: [{ turn: 1 }, { turn: 1 }],
};

function compared(number: number, ratings: ComparedRating[] = [rating]): Compared {
  return {
    id: `pipeline:${number}`,
    candidateName: `Candidate ${number}`,
    posting: { id: "posting:1", title: "Backend Engineer" },
    plan: { id: "plan:1", version: 2, hash: "ab".repeat(32) },
    scorecard: {
      id: `scorecard:${number}`,
      scorer: "rule scorer 1",
      overall: 74,
      leverScore: 3,
      ratings,
    },
  };
}

/** The comparison of what is given. */
function compare(...interviews: (Compared | null)[]): Asked[] {
  const ids = interviews.map((_, index) => `pipeline:${index + 1}`);
  return openDashboard(`/interviews/compare?ids=${ids.join(",")}`, {
    ComparedInterview: ({ id }) => ({ interview: interviews[ids.indexOf(String(id))] ?? null }),
  });
}

/** What a line of the table says, without the names that only phones show. */
async function line(name: string): Promise<(string | undefined)[]> {
  const header = await screen.findByRole("rowheader", { name });
  const cells = within(header.closest("tr") ?? document.body).getAllByRole("cell");
  return cells.map((cell) => cell.lastElementChild?.textContent ?? undefined);
}

describe("choosing", () => {
  it("takes scored candidates of one posting, and leads to the comparison", async () => {
    const user = userEvent.setup();
    const other = { ...row(3), posting: { id: "posting:2", title: "Cook", location: null } };
    openDashboard("/interviews", {
      Interviews: () => page([row(1), row(2), other, { ...row(4), scorecard: null }]),
      ComparedInterview: ({ id }) => ({ interview: compared(Number(String(id).slice(-1))) }),
    });
    await user.click(await screen.findByRole("checkbox", { name: "Compare Candidate 1" }));
    const bar = within(screen.getByRole("region", { name: "Candidates to compare" }));
    expect(bar.getByText(/^Candidate 1 is chosen\. Choose up to 3 more/)).toBeTruthy();
    expect(bar.queryByRole("link")).toBeNull();
    const elsewhere = screen.getByRole<HTMLInputElement>("checkbox", {
      name: "Compare Candidate 3",
    });
    expect(elsewhere.disabled).toBe(true);
    expect(screen.queryByRole("checkbox", { name: "Compare Candidate 4" })).toBeNull();

    await user.click(screen.getByRole("checkbox", { name: "Compare Candidate 2" }));
    expect(bar.getByText("Candidate 1 and Candidate 2, for Backend Engineer")).toBeTruthy();
    await user.click(bar.getByRole("link", { name: "Compare 2" }));
    expect(await screen.findByRole("heading", { name: "Compare candidates" })).toBeTruthy();
    expect(await screen.findByRole("columnheader", { name: "Candidate 2" })).toBeTruthy();
  });

  it("takes four at most, and can be begun anew", async () => {
    const user = userEvent.setup();
    openDashboard("/interviews", { Interviews: () => page([1, 2, 3, 4, 5].map(row)) });
    for (const number of [1, 2, 3, 4]) {
      await user.click(
        await screen.findByRole("checkbox", { name: `Compare Candidate ${number}` }),
      );
    }
    const fifth = screen.getByRole<HTMLInputElement>("checkbox", { name: "Compare Candidate 5" });
    expect(fifth.disabled).toBe(true);
    await user.click(screen.getByRole("button", { name: "Clear" }));
    await waitFor(() => expect(fifth.disabled).toBe(false));
    expect(screen.queryByRole("link", { name: /^Compare/ })).toBeNull();
  });
});

describe("the comparison", () => {
  it("shows scores, levels and quotes beside each other, and leads to each", async () => {
    const none = { ...rating, level: null, quotes: [] };
    compare(compared(1), compared(2, [none]), compared(3, [{ ...none, needsHuman: true }]));
    expect(await line("Overall score")).toEqual(["74/100", "74/100", "74/100"]);
    expect(await line("Lever score")).toEqual(["3, Yes", "3, Yes", "3, Yes"]);
    expect(await line("Reliability")).toEqual([
      "4 of 5 · 2 quotes",
      "Insufficient evidence · no quote",
      "A person must rate this · no quote",
    ]);
    const link = screen.getByRole("link", { name: "Candidate 2" });
    expect(link.getAttribute("href")).toBe("/interviews/pipeline:2/scorecard");
    expect(screen.getByText(/^Scores are advisory/)).toBeTruthy();
    expect(screen.queryByRole("alert")).toBeNull();
  });

  it("warns where candidates were asked by different plans, and marks whose differs", async () => {
    const plan = { id: "plan:2", version: 3, hash: "cd".repeat(32) };
    const writing = { ...rating, competency: "writing", competencyName: "Clear writing" };
    compare(compared(1), { ...compared(2, [writing]), plan });
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("These scores are not comparable");
    expect(alert.textContent).toContain("Not everybody was asked by the same plan.");
    expect(await line("Plan")).toEqual(["Version 2", "Version 3Another plan than Candidate 1"]);
    expect(await line("Reliability")).toEqual(["4 of 5 · 2 quotes", "Not rated"]);
    expect(await line("Clear writing")).toEqual(["Not rated", "4 of 5 · 2 quotes"]);
  });

  it("warns where they were not scored in the same way", async () => {
    const second = compared(2);
    const scorecard = second.scorecard && { ...second.scorecard, scorer: "model scorer 1" };
    compare(compared(1), { ...second, scorecard });
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("Not everybody was scored in the same way.");
  });

  it("says who is not scored, and who is not there", async () => {
    compare(compared(1), { ...compared(2), scorecard: null }, null);
    expect(await line("Overall score")).toEqual(["74/100", "Not scored yet"]);
    expect(screen.getByText(/^One of the interviews is not there/)).toBeTruthy();
    expect(screen.queryByText("These scores are not comparable")).toBeNull();
  });

  it.each(["", "?ids=pipeline:1", "?ids=1,2,3,4,5"])(
    "says how to begin without two to four: %s",
    async (search) => {
      const asked = openDashboard(`/interviews/compare${search}`, {});
      expect(await screen.findByText(/^Choose 2 to 4 scored interviews/)).toBeTruthy();
      expect(asked.some(({ name }) => name === "ComparedInterview")).toBe(false);
    },
  );

  it("offers to try again when the server fails", async () => {
    openDashboard("/interviews/compare?ids=pipeline:1,pipeline:2", {});
    expect(await screen.findByText("no ComparedInterview here")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
  });
});
