// The list of postings, and a plan as it is read.
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { openDashboard } from "../../testing/dashboard";
import { PLAN_PAGE, plan, planOperations } from "../../testing/plan";

const listed = {
  id: "posting-1",
  title: "Backend Engineer",
  location: "Berlin",
  team: "Payments",
  plan: { version: 3, minutes: 18, coverage: { share: 0.64 } },
  proposal: { status: "OPEN" },
};

describe("the list of postings", () => {
  it("shows plan, length, share of skills and what waits, and leads to the plan", async () => {
    openDashboard("/postings", {
      PostingList: () => ({
        postings: [listed, { ...listed, id: "p2", title: "Florist", plan: null, proposal: null }],
      }),
    });
    const link = await screen.findByRole("link", { name: "Backend Engineer" });
    expect(link.getAttribute("href")).toBe(PLAN_PAGE);
    const cells = within(screen.getAllByRole("row")[1] ?? document.body);
    expect(cells.getByText("Version 3")).toBeTruthy();
    expect(cells.getByText("18 minutes")).toBeTruthy();
    expect(cells.getByText("64%")).toBeTruthy();
    expect(cells.getByText("A change waits for you")).toBeTruthy();
    expect(screen.getByText("None yet")).toBeTruthy();
  });

  it("is searched word by word", async () => {
    const user = userEvent.setup();
    openDashboard("/postings", {
      PostingList: () => ({ postings: [listed, { ...listed, id: "p2", title: "Florist" }] }),
    });
    await user.type(await screen.findByRole("searchbox"), "berlin flor");
    expect(screen.queryByRole("link", { name: "Backend Engineer" })).toBeNull();
    expect(screen.getByText("1 of 2")).toBeTruthy();
  });
});

describe("a plan", () => {
  it("says whose it is, and what it asks about", async () => {
    openDashboard(PLAN_PAGE, planOperations());
    expect(
      await screen.findByRole("heading", { name: "Interview plan: Backend Engineer" }),
    ).toBeTruthy();
    expect(screen.getByText(/Asks about 2 of 3 skills the posting names/)).toBeTruthy();
    expect(screen.getByText("Kafka")).toBeTruthy();
    expect(screen.queryByText(/are a lot/)).toBeNull();
    await userEvent.click(screen.getByRole("button", { name: /^What the posting states/ }));
    expect(await screen.findByText("65,000 to 80,000 EUR per year")).toBeTruthy();
    expect(screen.getByText("Pay")).toBeTruthy();
  });

  it("warns when it is too long for anyone", async () => {
    openDashboard(PLAN_PAGE, planOperations({ plan: { ...plan, minutes: 31 } }));
    expect(await screen.findByText(/about 31 minutes are a lot/)).toBeTruthy();
  });

  it("says when there is no such posting", async () => {
    openDashboard(PLAN_PAGE, { PostingPlan: () => ({ posting: null }) });
    expect(await screen.findByRole("heading", { name: "No such posting" })).toBeTruthy();
  });
});

describe("the versions of a plan", () => {
  it("say who changed what", async () => {
    const user = userEvent.setup();
    openDashboard(PLAN_PAGE, planOperations());
    await user.click(await screen.findByRole("button", { name: /^Version 3 by Kim Sato/ }));
    expect(await screen.findByText("Question changed: wording")).toBeTruthy();
    expect(screen.getByText("Tell me about a service.")).toBeTruthy();
    expect(screen.getByText("Question moved: What drew you to this posting?")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: /^Version 1 by rules 1/ }));
    expect(await screen.findByText(/The first version/)).toBeTruthy();
  });
});

const proposal = {
  status: "OPEN",
  baseVersion: 3,
  updatedAt: "2026-07-04T12:00:00Z",
  minutes: 8,
  questions: [{ id: "opener", text: "What drew you to this posting?" }],
  changes: [
    {
      kind: "ADDED",
      part: "QUESTION",
      key: "kafka-past",
      before: null,
      after: "Tell me about a queue you ran.",
      details: [],
    },
  ],
  conflicts: [
    {
      kind: "BOTH_CHANGED",
      questionId: "ownership-past",
      kept: "As I have it.",
      offered: "As the posting has it.",
    },
  ],
};

describe("a proposal", () => {
  it("shows what it would change and where operators disagree, and is approved", async () => {
    const user = userEvent.setup();
    let open = true;
    const asked = openDashboard(PLAN_PAGE, {
      ...planOperations(),
      PostingPlan: () => planOperations({ proposal: open ? proposal : null }).PostingPlan(),
      ApprovePlanProposal: () => {
        open = false;
        return {
          approvePlanProposal: { __typename: "PlanOutcome", published: true, faults: [] },
        };
      },
    });
    expect(await screen.findByText("Question added")).toBeTruthy();
    expect(screen.getByText("As the posting has it.")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Approve" }));
    const outcome = await screen.findByText("The proposed plan is published.");
    await waitFor(() => expect(document.activeElement).toBe(outcome));
    expect(screen.queryByRole("button", { name: "Approve" })).toBeNull();
    expect(asked.find(({ name }) => name === "ApprovePlanProposal")?.variables).toEqual({
      input: { postingId: "posting-1", baseVersion: 3, updatedAt: proposal.updatedAt },
    });
  });

  it("that was made anew meanwhile is shown in place of the one that was decided", async () => {
    const user = userEvent.setup();
    let anew = proposal;
    openDashboard(PLAN_PAGE, {
      ...planOperations(),
      PostingPlan: () => planOperations({ proposal: anew }).PostingPlan(),
      DismissPlanProposal: () => {
        anew = {
          ...proposal,
          updatedAt: "2026-07-05T12:00:00Z",
          changes: proposal.changes.map((change) => ({
            ...change,
            after: "Tell me about a cache you ran.",
          })),
        };
        const message = "The proposal was made anew since you looked at it; look at it again.";
        return { dismissPlanProposal: { __typename: "Problem", code: "CONFLICT", message } };
      },
    });
    await user.click(await screen.findByRole("button", { name: "Dismiss" }));
    expect(await screen.findByText("Tell me about a cache you ran.")).toBeTruthy();
    expect(screen.getByText(/was made anew since you looked at it/)).toBeTruthy();
    expect(screen.queryByText("Tell me about a queue you ran.")).toBeNull();
  });

  it("is asked for, and says when nothing would change", async () => {
    const user = userEvent.setup();
    let status: string | null = null;
    openDashboard(PLAN_PAGE, {
      ...planOperations(),
      PostingPlan: () =>
        planOperations({
          proposal: status === null ? null : { ...proposal, status },
        }).PostingPlan(),
      RegeneratePlan: () => {
        status = "SAME";
        return { regeneratePlan: { __typename: "Posting" } };
      },
    });
    await user.click(await screen.findByRole("button", { name: "Make anew from the posting" }));
    expect(await screen.findByText("It is made, and would change nothing.")).toBeTruthy();
  });
});
