// Editing a plan: what is sent, what is wrong with it, and that nothing typed is lost.
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { openDashboard, viewer } from "../../testing/dashboard";
import { PLAN_PAGE, plan, planOperations } from "../../testing/plan";
import { draftOf, toInput } from "./planDraft";

const bank = [
  {
    competency: { key: "learning", name: "Learning", weight: 1 },
    questions: [
      {
        kind: "SITUATIONAL",
        text: "How would you learn a new tool?",
        minutes: 3,
        mustAsk: false,
        weight: 1,
        probes: [],
        anchors: [
          { level: 1, text: "Would not." },
          { level: 3, text: "Would read." },
          { level: 5, text: "Would try it out." },
        ],
        lookFor: ["method"],
      },
    ],
  },
];

const published = { __typename: "PlanOutcome", published: true, faults: [] };

type Sent = { input: { plan: { questions: Record<string, unknown>[] }; dryRun: boolean } };

/** Types at once what would take a test seconds letter by letter. */
function append(field: HTMLElement, text: string) {
  const value = (field as HTMLTextAreaElement).value + text;
  fireEvent.change(field, { target: { value } });
}

async function openEditor(publishPlan: () => unknown = () => published) {
  const user = userEvent.setup();
  const asked = openDashboard(PLAN_PAGE, {
    ...planOperations(),
    QuestionBank: () => ({ questionBank: bank }),
    PublishPlan: async () => ({ publishPlan: await publishPlan() }),
    PostingList: () => ({ postings: [] }),
  });
  await user.click(await screen.findByRole("button", { name: "Edit" }));
  const question = (place: number) =>
    within(screen.getByRole("group", { name: `Question ${place}` }));
  const sent = () =>
    asked
      .filter(({ name }) => name === "PublishPlan")
      .map(({ variables }) => variables as unknown as Sent);
  return { user, question, sent };
}

describe("editing a plan", () => {
  it("publishes what was changed upon the version that was edited", async () => {
    const { user, question, sent } = await openEditor();
    const wording = question(2).getByLabelText("Wording");
    fireEvent.change(wording, { target: { value: "Tell me about an outage." } });
    await user.click(question(2).getByLabelText(/Always asked/));
    await user.click(question(2).getByRole("button", { name: "Follow-ups and rating" }));
    append(await question(2).findByLabelText("What to look for"), "\nlesson");
    await user.click(question(2).getByRole("button", { name: "Remove follow-up 1" }));
    await user.click(screen.getByRole("button", { name: "Publish" }));
    expect(await screen.findByText("Your version is published.")).toBeTruthy();
    const before = toInput(draftOf(plan as unknown as Parameters<typeof draftOf>[0]));
    expect(sent()).toEqual([
      {
        input: {
          postingId: "posting-1",
          baseVersion: 3,
          dryRun: false,
          plan: {
            competencies: before.competencies,
            questions: [
              before.questions[0],
              {
                ...before.questions[1],
                text: "Tell me about an outage.",
                mustAsk: false,
                probes: [],
                lookFor: ["own action", "outcome", "lesson"],
              },
            ],
          },
        },
      },
    ]);
  });

  it("adds a follow-up, and the focus goes to it", async () => {
    const { user, question } = await openEditor();
    expect(document.activeElement?.getAttribute("aria-label")).toBe("The plan while it is edited");
    await user.click(question(2).getByRole("button", { name: "Follow-ups and rating" }));
    await user.click(await question(2).findByRole("button", { name: "Add a follow-up" }));
    expect(document.activeElement).toBe(question(2).getByLabelText("If, for follow-up 2"));
    expect(question(2).getByText("No more than 2 are asked.")).toBeTruthy();
  });

  it("moves a question by its buttons, and the focus goes with it", async () => {
    const { user, question } = await openEditor();
    await user.click(question(2).getByRole("button", { name: "Move question 2 up" }));
    expect(question(1).getByLabelText<HTMLTextAreaElement>("Wording").value).toBe(
      "Tell me about a service you ran.",
    );
    expect(screen.getByText("Moved to place 1 of 2.")).toBeTruthy();
    expect(document.activeElement?.getAttribute("aria-label")).toBe("Move question 1 down");
  });

  it("adds a question of the bank with its competency, and leaves out one that is not used", async () => {
    const checked = { ...published, published: false };
    const { user, question, sent } = await openEditor(() => checked);
    await user.selectOptions(
      await screen.findByLabelText("From the question bank"),
      "How would you learn a new tool?",
    );
    await user.click(screen.getByRole("button", { name: "Add it" }));
    expect(document.activeElement).toBe(question(3).getByLabelText("Wording"));
    await user.click(question(2).getByRole("button", { name: "Remove question 2" }));
    await user.click(screen.getByRole("button", { name: "Check" }));
    expect(await screen.findByText(/Nothing is wrong with it/)).toBeTruthy();
    expect(sent()[0]?.input).toMatchObject({
      dryRun: true,
      plan: {
        competencies: [{ key: "learning", name: "Learning", because: "Backend Engineer" }],
        questions: [{ id: "opener" }, { id: "own-1", competency: "learning", weight: 1 }],
      },
    });
  });

  it("shows each fault beside its question, and sends the reason for asking anyway", async () => {
    const fault = {
      severity: "ERROR",
      questionId: "ownership-past",
      forbidden: true,
      message: "question ownership-past: “how old” asks what may not be asked; reword it",
    };
    const { user, question, sent } = await openEditor(() => ({
      __typename: "PlanOutcome",
      published: false,
      faults: [fault],
    }));
    append(question(2).getByLabelText("Wording"), " How old are you?");
    await user.click(screen.getByRole("button", { name: "Publish" }));
    expect(await question(2).findByText(/“how old” asks what may not be asked/)).toBeTruthy();
    expect(question(1).queryByText(/may not be asked/)).toBeNull();
    expect(screen.getByText("1 error. It cannot be published like this.")).toBeTruthy();
    append(
      question(2).getByLabelText("Reason for asking anyway"),
      "The law asks for an age of 18.",
    );
    await user.click(screen.getByRole("button", { name: "Publish" }));
    await waitFor(() => expect(sent()).toHaveLength(2));
    expect(sent()[1]?.input.plan.questions[1]?.overrideReason).toBe(
      "The law asks for an age of 18.",
    );
    expect(sent()[0]?.input.plan.questions[1]).not.toHaveProperty("overrideReason");
  });

  it("keeps what was typed when somebody published meanwhile", async () => {
    const { user, question } = await openEditor(() => ({
      __typename: "Problem",
      message: "version 4 was published by Kim Sato meanwhile",
    }));
    append(question(2).getByLabelText("Wording"), " And then?");
    await user.click(screen.getByRole("button", { name: "Publish" }));
    expect(await screen.findByText(/published by Kim Sato meanwhile/)).toBeTruthy();
    expect(question(2).getByLabelText<HTMLTextAreaElement>("Wording").value).toBe(
      "Tell me about a service you ran. And then?",
    );
  });

  it("takes no changes while it is published, for it closes then, and says so", async () => {
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const { user, question } = await openEditor(async () => {
      await ended;
      return { __typename: "Problem", message: "version 4 was published meanwhile" };
    });
    const wording = question(2).getByLabelText<HTMLTextAreaElement>("Wording");
    append(wording, " And then?");
    const typed = wording.value;
    await user.click(screen.getByRole("button", { name: "Publish" }));
    expect(screen.getByText(/^It is being published, and cannot be changed/)).toBeTruthy();
    await user.type(wording, " Why?");
    await user.click(question(2).getByRole("button", { name: "Remove question 2" }));
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    expect(wording.value).toBe(typed);
    expect(screen.queryByRole("dialog")).toBeNull();
    end();
    await screen.findByRole("alert");
    await user.type(wording, " Why?");
    expect(wording.value).toBe(`${typed} Why?`);
  });

  it("may be changed while it is only checked", async () => {
    const { user, question } = await openEditor(() => new Promise(() => {}));
    const wording = question(2).getByLabelText<HTMLTextAreaElement>("Wording");
    await user.click(screen.getByRole("button", { name: "Check" }));
    await user.type(wording, " Why?");
    expect(wording.value).toMatch(/ Why\?$/);
  });

  it("asks before what was typed is lost", async () => {
    const { user, question } = await openEditor();
    append(question(2).getByLabelText("Wording"), " And then?");
    await user.click(screen.getByRole("link", { name: "All postings" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Discard your changes?" }));
    await user.click(dialog.getByRole("button", { name: "Keep editing" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(question(2).getByLabelText<HTMLTextAreaElement>("Wording").value).toContain("And then?");
    await user.click(screen.getByRole("link", { name: "All postings" }));
    await user.click(await screen.findByRole("button", { name: "Discard" }));
    expect(await screen.findByRole("heading", { name: "Postings" })).toBeTruthy();
  });

  it("is left at once when nothing was changed", async () => {
    const { user } = await openEditor();
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    const outcome = await screen.findByText("The plan is as it was.");
    await waitFor(() => expect(document.activeElement).toBe(outcome));
  });

  it("says which number is missing", async () => {
    const { user, question } = await openEditor();
    await user.clear(question(2).getByLabelText("Minutes"));
    expect(screen.getByText("Question 2 needs its minutes.")).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Publish" }).disabled).toBe(true);
  });

  it("is for Admins", async () => {
    openDashboard(PLAN_PAGE, {
      ...planOperations(),
      Viewer: () => ({ viewer: { ...viewer, role: "TEAM_MEMBER" } }),
    });
    expect(await screen.findByText(/Asks about 2 of 3 skills/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Edit" })).toBeNull();
  });
});
