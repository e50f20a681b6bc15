// What comes after the first scorecard: further ones, people's ratings, the letter.
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { openDashboard, page, row, viewer } from "../../testing/dashboard";
import { detail, scorecard } from "../../testing/interview";
import { plan } from "../../testing/plan";
import { agreementWords } from "../parts/agreement";

const second = {
  ...scorecard,
  id: "scorecard:2",
  version: 2,
  overall: 80,
  comparison: {
    samePlan: true,
    overallBefore: 74,
    overallAfter: 80,
    ratings: [
      {
        questionId: "q1",
        competencyName: "Reliability",
        before: 4,
        after: 5,
        steps: 1,
        sameRubric: true,
      },
      {
        questionId: "q2",
        competencyName: "Clear writing",
        before: null,
        after: 3,
        steps: null,
        sameRubric: false,
      },
    ],
  },
};

describe("scoring again", () => {
  it("adds a version, and says what changed in it", async () => {
    const user = userEvent.setup();
    let scorecards = [scorecard] as object[];
    const asked = openDashboard("/interviews/pipeline:1", {
      Interview: () => ({ interview: { ...detail, scorecards } }),
      RescoreInterview: () => {
        scorecards = [second, scorecard];
        return { rescoreInterview: { __typename: "Interview" } };
      },
    });
    await user.click(await screen.findByRole("button", { name: "Score again" }));
    expect(await screen.findByText("Version 2 is there.")).toBeTruthy();
    const changed = within(screen.getByRole("region", { name: "What changed" }));
    expect(changed.getByText("Overall score: 74 before, 80 now.")).toBeTruthy();
    expect(changed.getByText("1 level higher")).toBeTruthy();
    expect(changed.getByText("has a level now · by another rubric")).toBeTruthy();
    expect(asked.find(({ name }) => name === "RescoreInterview")?.variables).toEqual({
      input: { id: "pipeline:1" },
    });
    await user.selectOptions(screen.getByLabelText("Version"), "1");
    expect(screen.queryByRole("region", { name: "What changed" })).toBeNull();
  });

  it("says in words what a person should look at", async () => {
    const flags = [{ kind: "INJECTION_SUSPECTED", turn: 1 }];
    openDashboard("/interviews/pipeline:1", {
      Interview: () => ({
        interview: { ...detail, scorecards: [{ ...scorecard, flags }] },
      }),
    });
    expect(await screen.findByText(/speak to the scorer instead of answering/)).toBeTruthy();
  });
});

const ratable = {
  ...detail,
  plan,
  transcript: detail.transcript.map((turn) => ({ ...turn, questionId: "ownership-past" })),
  scorecard: {
    ...scorecard,
    ratings: scorecard.ratings
      .slice(0, 1)
      .map((rating) => ({ ...rating, questionId: "ownership-past" })),
  },
};

const rating = {
  id: "human_rating:1",
  by: viewer.name,
  byViewer: true,
  createdAt: "2026-07-04T12:00:00Z",
  ratings: [
    {
      questionId: "ownership-past",
      competencyName: "Ownership",
      level: 3,
      comment: "No lesson.",
    },
  ],
  agreement: { count: 1, exact: 0, withinOne: 1 },
};

describe("people's ratings", () => {
  it("show the AI's only to who has rated, and not to who has the same name", async () => {
    const namesake = { ...rating, byViewer: false };
    openDashboard("/interviews/pipeline:1/ratings", {
      Interview: () => ({ interview: { ...ratable, humanRatings: [namesake] } }),
    });
    await screen.findByRole("radiogroup", { name: "Your rating: Ownership" });
    expect(screen.queryByText("4 of 5")).toBeNull();
  });

  it("are given by the rubric, with the AI's hidden until then", async () => {
    const user = userEvent.setup();
    let humanRatings: object[] = [];
    const asked = openDashboard("/interviews/pipeline:1/ratings", {
      Interview: () => ({ interview: { ...ratable, humanRatings } }),
      RateInterview: () => {
        humanRatings = [rating];
        return { rateInterview: { __typename: "Interview" } };
      },
    });
    const group = within(await screen.findByRole("radiogroup", { name: "Your rating: Ownership" }));
    expect(group.getAllByRole("radio")).toHaveLength(6);
    expect(screen.queryByText("4 of 5")).toBeNull();
    expect(screen.queryByText(/Lever 3, Yes/)).toBeNull();
    await user.click(group.getByLabelText("3: Names an outcome."));
    fireEvent.change(screen.getByLabelText("Comment on Ownership"), {
      target: { value: " No lesson. " },
    });
    await user.click(screen.getByRole("button", { name: "Save my ratings" }));
    const outcome = await screen.findByText("Your rating is kept.");
    await waitFor(() => expect(document.activeElement).toBe(outcome));
    expect(asked.find(({ name }) => name === "RateInterview")?.variables).toEqual({
      input: {
        id: "pipeline:1",
        ratings: [{ questionId: "ownership-past", level: 3, comment: "No lesson." }],
      },
    });
    expect(await screen.findAllByText("4 of 5")).toHaveLength(2);
    expect(screen.getByText(/both gave a level is one level apart/)).toBeTruthy();
    expect(screen.getByText(/Lever 3, Yes/)).toBeTruthy();
  });

  it("are given of all that was answered, to follow-ups too", async () => {
    const [turn] = ratable.transcript;
    const followUp = {
      ...turn,
      number: 2,
      question: "What did you learn?",
      answer: "To test it first.",
      followUpBecause: "no lesson is named",
    };
    openDashboard("/interviews/pipeline:1/ratings", {
      Interview: () => ({
        interview: { ...ratable, transcript: [...ratable.transcript, followUp] },
      }),
    });
    const heading = await screen.findByRole("heading", { name: "Ownership" });
    const article = within(heading.closest("article") ?? document.body);
    expect(article.getByText(/The settlement job\./)).toBeTruthy();
    expect(article.queryByText("What failed?")).toBeNull();
    const asked = article.getByText("What did you learn?");
    expect(asked.nextElementSibling?.textContent).toBe("To test it first.");
  });

  it("may say that there is not enough evidence", async () => {
    const user = userEvent.setup();
    const asked = openDashboard("/interviews/pipeline:1/ratings", {
      Interview: () => ({ interview: ratable }),
      RateInterview: () => ({ rateInterview: { __typename: "Interview" } }),
    });
    await user.click(await screen.findByLabelText("Not enough evidence"));
    await user.click(screen.getByRole("button", { name: "Save my ratings" }));
    await screen.findByText("Your rating is kept.");
    expect(asked.find(({ name }) => name === "RateInterview")?.variables.input).toMatchObject({
      ratings: [{ level: null, comment: null }],
    });
  });

  it("are said to be kept each time", async () => {
    const user = userEvent.setup();
    openDashboard("/interviews/pipeline:1/ratings", {
      Interview: () => ({ interview: ratable }),
      RateInterview: () => ({ rateInterview: { __typename: "Interview" } }),
    });
    for (const level of ["3: Names an outcome.", "Not enough evidence"]) {
      await user.click(await screen.findByLabelText(level));
      await user.click(screen.getByRole("button", { name: "Save my ratings" }));
      await waitFor(() => expect(document.activeElement?.textContent).toBe("Your rating is kept."));
    }
  });

  it("are kept without what is typed meanwhile, which stays and is still typed", async () => {
    const user = userEvent.setup();
    let keep = () => {};
    const kept = new Promise<void>((end) => {
      keep = end;
    });
    const asked = openDashboard("/interviews/pipeline:1/ratings", {
      Interview: () => ({ interview: ratable }),
      RateInterview: async () => {
        await kept;
        return { rateInterview: { __typename: "Interview" } };
      },
    });
    const level = await screen.findByLabelText<HTMLInputElement>("3: Names an outcome.");
    const comment = screen.getByLabelText<HTMLTextAreaElement>("Comment on Ownership");
    await user.click(level);
    await user.click(screen.getByRole("button", { name: "Save my ratings" }));
    await user.type(comment, "No lesson.");
    keep();
    await screen.findByText("Your rating is kept.");
    expect(document.activeElement).toBe(comment);
    expect(comment.value).toBe("No lesson.");
    expect(level.checked).toBe(true);
    await user.click(screen.getByRole("button", { name: "Save my ratings" }));
    await waitFor(() => expect(level.checked).toBe(false));
    expect(comment.value).toBe("");
    const sent = asked.filter(({ name }) => name === "RateInterview");
    expect(sent.map(({ variables }) => variables.input)).toMatchObject([
      { ratings: [{ level: 3, comment: null }] },
      { ratings: [{ level: 3, comment: "No lesson." }] },
    ]);
  });

  it("are not kept while a comment has no level, nor is the comment lost without asking", async () => {
    const user = userEvent.setup();
    const asked = openDashboard("/interviews/pipeline:1/ratings", {
      Interview: () => ({ interview: ratable }),
      Interviews: () => page([row(1)]),
    });
    const comment = await screen.findByLabelText("Comment on Ownership");
    fireEvent.change(comment, { target: { value: "No lesson." } });
    await user.click(screen.getByRole("button", { name: "Save my ratings" }));
    expect(screen.getByRole("alert").textContent).toBe(
      "Choose a level for Ownership, or remove the comment.",
    );
    expect(asked.some(({ name }) => name === "RateInterview")).toBe(false);
    await user.click(screen.getByRole("link", { name: "Interviews" }));
    expect(await screen.findByRole("dialog", { name: "Discard your changes?" })).toBeTruthy();
  });

  it("show the AI's when that is wanted", async () => {
    const user = userEvent.setup();
    openDashboard("/interviews/pipeline:1/ratings", {
      Interview: () => ({ interview: ratable }),
    });
    const hide = await screen.findByLabelText<HTMLInputElement>(
      "Hide the AI's ratings while I rate",
    );
    expect(hide.checked).toBe(true);
    await user.click(hide);
    expect(screen.getByText("4 of 5")).toBeTruthy();
  });

  it("are not hidden from who has rated, and not given by Limited Team Members", async () => {
    openDashboard("/interviews/pipeline:1/ratings", {
      Viewer: () => ({ viewer: { ...viewer, role: "LIMITED_TEAM_MEMBER" } }),
      Interview: () => ({ interview: { ...ratable, humanRatings: [rating] } }),
    });
    expect(await screen.findByText("4 of 5")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Save my ratings" })).toBeNull();
  });
});

describe("ratings where the company wants evidence only", () => {
  it("are not asked for", async () => {
    const evidence = { ...viewer, tenant: { ...viewer.tenant, evidenceOnly: true } };
    openDashboard("/interviews/pipeline:1/ratings", {
      Viewer: () => ({ viewer: evidence }),
      Interview: () => ({ interview: ratable }),
    });
    expect(await screen.findByText(/wants evidence only, so nothing is rated/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Save my ratings" })).toBeNull();
    expect(screen.queryByText("Nobody has rated this interview yet.")).toBeNull();
  });
});

describe("the letter", () => {
  it("is seen first, and sent once after asking", async () => {
    const user = userEvent.setup();
    let letter: object | null = null;
    const asked = openDashboard("/interviews/pipeline:1/letter", {
      Interview: () => ({ interview: { ...detail, letter } }),
      SendLetter: () => {
        letter = { text: scorecard.letter, by: "Robin Vega", at: "2026-07-04T12:00:00Z" };
        return { sendLetter: { __typename: "Interview" } };
      },
    });
    expect(await screen.findByText(/you told us how you fixed it/)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Send to the candidate" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Send this letter?" }));
    expect(asked.some(({ name }) => name === "SendLetter")).toBe(false);
    await user.click(dialog.getByRole("button", { name: "Send it" }));
    expect(await screen.findByText(/^Sent on .* by Robin Vega\.$/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Send to the candidate" })).toBeNull();
  });

  it("says why it was not sent, until that is asked again", async () => {
    const user = userEvent.setup();
    const message = "mail is not set up";
    openDashboard("/interviews/pipeline:1/letter", {
      Interview: () => ({ interview: detail }),
      SendLetter: () => ({ sendLetter: { __typename: "Problem", message } }),
    });
    const ask = async () => {
      await user.click(await screen.findByRole("button", { name: "Send to the candidate" }));
      return within(await screen.findByRole("dialog", { name: "Send this letter?" }));
    };
    const dialog = await ask();
    await user.click(dialog.getByRole("button", { name: "Send it" }));
    expect((await dialog.findByRole("alert")).textContent).toBe("Mail is not set up.");
    await user.click(dialog.getByRole("button", { name: "Don't send it" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect((await ask()).queryByRole("alert")).toBeNull();
  });
});

describe("a letter where the company wants evidence only", () => {
  it("is neither shown nor sent", async () => {
    const scorecards = detail.scorecards.map((card) => ({ ...card, letter: null }));
    openDashboard("/interviews/pipeline:1/letter", {
      Interview: () => ({ interview: { ...detail, scorecards } }),
    });
    expect(await screen.findByText(/wants evidence only/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Send to the candidate" })).toBeNull();
  });
});

describe("agreement", () => {
  it("is told in whole answers", () => {
    expect(agreementWords({ count: 5, exact: 0.6, withinOne: 1 })).toBe(
      "Of 5 answers that both gave a level, 3 have the same and 5 are at most one apart.",
    );
    expect(agreementWords({ count: 1, exact: 0, withinOne: 0 })).toContain("more than one level");
  });

  it("stands in the settings once people rated", async () => {
    openDashboard("/settings", {
      ScoringAgreement: () => ({
        scoringAgreement: { count: 10, exact: 0.5, withinOne: 0.9, qwk: 0.712 },
      }),
    });
    expect(await screen.findByText(/Of 10 answers .* is 0\.71: 1 is full/)).toBeTruthy();
  });
});
