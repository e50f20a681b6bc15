// The job description, plans as text files, and templates.
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { openDashboard } from "../../testing/dashboard";
import { PLAN_PAGE, planOperations } from "../../testing/plan";

const template = {
  id: "plan_template:1",
  name: "All engineers",
  wording: "en",
  updatedAt: "2026-07-03T12:00:00Z",
  text: 'name = "All engineers"\n',
  questions: [{ id: "opener" }],
};

const inputsOf = (asked: ReturnType<typeof openDashboard>) =>
  asked
    .filter(({ name }) => name === "SetPostingDescription")
    .map(({ variables }) => variables.input);

describe("the job description", () => {
  it("is replaced by one's own, and Lever's is used again", async () => {
    const user = userEvent.setup();
    let description: string | null = null;
    const asked = openDashboard(PLAN_PAGE, {
      ...planOperations(),
      PostingPlan: () => planOperations({ description }).PostingPlan(),
      SetPostingDescription: ({ input }) => {
        description = (input as { description: string | null }).description;
        return { setPostingDescription: { __typename: "Posting" } };
      },
    });
    const own = await screen.findByLabelText("Your own description");
    fireEvent.change(own, { target: { value: "Run our queues." } });
    const form = within(own.closest("form") ?? document.body);
    await user.click(form.getByRole("button", { name: "Save" }));
    expect(await screen.findByText(/planned from your own text/)).toBeTruthy();
    await user.click(await screen.findByRole("button", { name: "Use Lever's again" }));
    expect(await screen.findByText(/planned from what Lever describes/)).toBeTruthy();
    expect(inputsOf(asked)).toEqual([
      { postingId: "posting-1", description: "Run our queues.", baseDescription: null },
      { postingId: "posting-1", description: null, baseDescription: "Run our queues." },
    ]);
  });

  it("that somebody else changed meanwhile is replaced only by who was told", async () => {
    const user = userEvent.setup();
    const theirs = "Theirs.";
    let description: string | null = null;
    const asked = openDashboard(PLAN_PAGE, {
      ...planOperations(),
      PostingPlan: () => planOperations({ description }).PostingPlan(),
      SetPostingDescription: ({ input }) => {
        const { baseDescription } = input as { baseDescription: string | null };
        if (baseDescription === description)
          return { setPostingDescription: { __typename: "Posting" } };
        const message = "Look at theirs.";
        return { setPostingDescription: { __typename: "Problem", message, code: "CONFLICT" } };
      },
    });
    const own = await screen.findByLabelText<HTMLTextAreaElement>("Your own description");
    fireEvent.change(own, { target: { value: "Mine." } });
    description = theirs;
    const form = within(own.closest("form") ?? document.body);
    await user.click(form.getByRole("button", { name: "Save" }));
    expect(await form.findByText("Look at theirs.")).toBeTruthy();
    expect(own.value).toBe("Mine.");
    await user.click(await screen.findByText("What is saved now"));
    expect(await screen.findByText(theirs)).toBeTruthy();
    await user.click(form.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(form.queryByText("Look at theirs.")).toBeNull());
    expect(inputsOf(asked)).toEqual([
      { postingId: "posting-1", description: "Mine.", baseDescription: null },
      { postingId: "posting-1", description: "Mine.", baseDescription: theirs },
    ]);
  });
});

describe("leaving the page", () => {
  const leave = (user: ReturnType<typeof userEvent.setup>) =>
    user.click(screen.getByRole("link", { name: "All postings" }));
  const answer = async (user: ReturnType<typeof userEvent.setup>, name: string) => {
    const dialog = within(await screen.findByRole("dialog", { name: "Discard your changes?" }));
    await user.click(dialog.getByRole("button", { name }));
  };

  it("asks once, whichever of its forms would lose something", async () => {
    const user = userEvent.setup();
    openDashboard(PLAN_PAGE, { ...planOperations(), PostingList: () => ({ postings: [] }) });
    const own = await screen.findByLabelText<HTMLTextAreaElement>("Your own description");
    await user.click(screen.getByRole("button", { name: "Edit" }));
    const question = within(screen.getByRole("group", { name: "Question 2" }));
    fireEvent.change(question.getByLabelText("Wording"), { target: { value: "And then?" } });
    fireEvent.change(own, { target: { value: "Run our queues." } });
    await leave(user);
    await answer(user, "Keep editing");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(own.value).toBe("Run our queues.");
    // The editor asks for itself where it is left on the page, and the description stays.
    await user.click(screen.getByRole("button", { name: "Cancel" }));
    await answer(user, "Discard");
    expect(await screen.findByText("The plan is as it was.")).toBeTruthy();
    expect(own.value).toBe("Run our queues.");
    await leave(user);
    await answer(user, "Discard");
    expect(await screen.findByRole("heading", { name: "Postings" })).toBeTruthy();
  });

  it("asks the same of who signs out", async () => {
    const user = userEvent.setup();
    const asked = openDashboard(PLAN_PAGE, {
      ...planOperations(),
      SignOut: () => ({ signOut: true }),
    });
    const own = await screen.findByLabelText<HTMLTextAreaElement>("Your own description");
    fireEvent.change(own, { target: { value: "Run our queues." } });
    const signOut = async () => {
      await user.click(screen.getByRole("button", { name: /Robin Vega/ }));
      await user.click(await screen.findByRole("menuitem", { name: "Sign out" }));
    };
    await signOut();
    await answer(user, "Keep editing");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    const menu = screen.getByRole("button", { name: /Robin Vega/ });
    await waitFor(() => expect(document.activeElement).toBe(menu));
    expect(own.value).toBe("Run our queues.");
    expect(asked.some(({ name }) => name === "SignOut")).toBe(false);
    await signOut();
    await answer(user, "Discard");
    expect(await screen.findByRole("heading", { name: "Sign in" })).toBeTruthy();
  });

  it("asks nothing once a form is as it was", async () => {
    const user = userEvent.setup();
    openDashboard(PLAN_PAGE, { ...planOperations(), PostingList: () => ({ postings: [] }) });
    const own = await screen.findByLabelText("Your own description");
    fireEvent.change(own, { target: { value: "Run our queues." } });
    await user.click(screen.getByRole("button", { name: "Undo" }));
    await leave(user);
    expect(await screen.findByRole("heading", { name: "Postings" })).toBeTruthy();
  });
});

describe("a plan as a text file", () => {
  it("is taken along under the posting's name and version", async () => {
    const user = userEvent.setup();
    openDashboard(PLAN_PAGE, planOperations());
    const names: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function note(
      this: HTMLAnchorElement,
    ) {
      names.push(this.download);
    });
    await user.click(await screen.findByRole("button", { name: "Download" }));
    expect(names).toEqual(["Backend Engineer-v3.toml"]);
  });

  it("is checked first, then published", async () => {
    const user = userEvent.setup();
    const asked = openDashboard(PLAN_PAGE, {
      ...planOperations(),
      ImportPlan: ({ input }) => ({
        importPlan: {
          __typename: "PlanOutcome",
          published: !(input as { dryRun: boolean }).dryRun,
          faults: [
            {
              severity: "WARNING",
              questionId: null,
              forbidden: false,
              message: "11 questions; keep to 10",
            },
          ],
        },
      }),
    });
    await screen.findByRole("button", { name: "Upload" });
    const file = new File(["title = 1"], "plan.toml", { type: "application/toml" });
    file.text = async () => "title = 1";
    await user.upload(screen.getByLabelText("File to upload"), file);
    expect(await screen.findByText("The file was checked. 1 warning.")).toBeTruthy();
    expect(screen.getByText("11 questions; keep to 10.")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Publish as version 4" }));
    expect(await screen.findByText("The file is published.")).toBeTruthy();
    const sent = asked.filter(({ name }) => name === "ImportPlan");
    const input = { postingId: "posting-1", baseVersion: 3, text: "title = 1" };
    expect(sent.map(({ variables }) => variables.input)).toEqual([
      { ...input, dryRun: true },
      { ...input, dryRun: false },
    ]);
  });
});

describe("templates", () => {
  it("are saved from a plan and applied to it", async () => {
    const user = userEvent.setup();
    const asked = openDashboard(PLAN_PAGE, {
      ...planOperations(),
      PlanTemplates: () => ({ planTemplates: [template] }),
      SavePlanTemplate: () => ({
        savePlanTemplate: { __typename: "PlanTemplate", name: "Engineers" },
      }),
      ApplyPlanTemplate: () => ({
        applyPlanTemplate: { __typename: "PlanOutcome", published: false, faults: [] },
      }),
    });
    await user.selectOptions(await screen.findByLabelText("Template"), "All engineers");
    await user.click(screen.getByRole("button", { name: "Apply" }));
    expect(await screen.findByText(/The template was checked/)).toBeTruthy();
    const name = screen.getByLabelText("Name of the template");
    fireEvent.change(name, { target: { value: " Engineers " } });
    fireEvent.submit(name);
    expect(await screen.findByText("“Engineers” is kept.")).toBeTruthy();
    const input = (operation: string) =>
      asked.find((each) => each.name === operation)?.variables.input;
    expect(input("ApplyPlanTemplate")).toEqual({
      postingId: "posting-1",
      baseVersion: 3,
      templateId: "plan_template:1",
      dryRun: true,
    });
    expect(input("SavePlanTemplate")).toEqual({ postingId: "posting-1", name: "Engineers" });
  });

  it("are deleted in the settings, after asking once more", async () => {
    const user = userEvent.setup();
    let there = [template];
    openDashboard("/settings/templates", {
      PlanTemplates: () => ({ planTemplates: there }),
      DeletePlanTemplate: () => {
        there = [];
        return { deletePlanTemplate: { __typename: "PlanTemplates" } };
      },
    });
    await user.click(await screen.findByRole("button", { name: "Delete “All engineers”" }));
    const dialog = within(await screen.findByRole("dialog"));
    await user.click(dialog.getByRole("button", { name: "Delete it" }));
    expect(await screen.findByText("There is no template yet.")).toBeTruthy();
    const outcome = screen.getByText("“All engineers” is deleted.");
    await waitFor(() => expect(outcome).toBeTruthy());
  });

  it("leave the question about another open when they are deleted late", async () => {
    const user = userEvent.setup();
    let answer = () => {};
    const answered = new Promise<void>((end) => {
      answer = end;
    });
    const other = { ...template, id: "plan_template:2", name: "All writers" };
    openDashboard("/settings/templates", {
      PlanTemplates: () => ({ planTemplates: [template, other] }),
      DeletePlanTemplate: async () => {
        await answered;
        return { deletePlanTemplate: { __typename: "PlanTemplates" } };
      },
    });
    await user.click(await screen.findByRole("button", { name: "Delete “All engineers”" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Delete “All engineers”?" }));
    await user.click(dialog.getByRole("button", { name: "Delete it" }));
    await user.click(dialog.getByRole("button", { name: "Keep it" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await user.click(screen.getByRole("button", { name: "Delete “All writers”" }));
    await screen.findByRole("dialog", { name: "Delete “All writers”?" });

    answer();
    await screen.findByText("“All engineers” is deleted.");
    expect(screen.getByRole("dialog", { name: "Delete “All writers”?" })).toBeTruthy();
  });
});
