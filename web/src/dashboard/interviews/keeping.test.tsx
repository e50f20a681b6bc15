// Legal hold, and erasing what is kept of a candidate.
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { type Asked, openDashboard, viewer } from "../../testing/dashboard";
import { detail } from "../../testing/interview";

/** The page of an interview as it is kept, which the server changes. */
function open(
  changed: Partial<typeof detail> = {},
  answers: Parameters<typeof openDashboard>[1] = {},
) {
  const interview = { ...detail, ...changed };
  return openDashboard("/interviews/pipeline:1", {
    Interview: () => ({ interview: { ...interview } }),
    SetLegalHold: ({ input }) => {
      interview.legalHold = (input as { held: boolean }).held;
      return { setLegalHold: { __typename: "Interview", legalHold: interview.legalHold } };
    },
    EraseInterview: () => {
      Object.assign(interview, {
        candidateName: "",
        scorecard: null,
        scorecards: [],
        report: null,
        erasedAt: "2026-11-26T12:00:00Z",
      });
      return { eraseInterview: { __typename: "Interview" } };
    },
    ...answers,
  });
}

function inputs(asked: Asked[], operation: string): unknown[] {
  return asked.filter(({ name }) => name === operation).map(({ variables }) => variables.input);
}

const hold = () => screen.findByRole<HTMLInputElement>("switch", { name: /^Legal hold/ });
const erase = () => screen.getByRole<HTMLButtonElement>("button", { name: "Erase" });

async function ask(user: ReturnType<typeof userEvent.setup>) {
  await user.click(await screen.findByRole("button", { name: "Erase" }));
  const name = "Erase what is kept of the candidate?";
  return within(await screen.findByRole("dialog", { name }));
}

describe("a legal hold", () => {
  it("is set and taken back, and nothing is erased meanwhile", async () => {
    const user = userEvent.setup();
    const asked = open();
    await user.click(await hold());
    expect(await screen.findByText("Saved: it is kept until this is taken back.")).toBeTruthy();
    expect((await hold()).checked).toBe(true);
    expect(document.activeElement).toBe(await hold());
    expect(erase().disabled).toBe(true);
    const why = document.getElementById(erase().getAttribute("aria-describedby") ?? "");
    expect(why?.textContent).toBe("It is under legal hold. Take that back first.");
    await user.click(await hold());
    expect(await screen.findByText("Saved: it may be erased again.")).toBeTruthy();
    expect(erase().disabled).toBe(false);
    expect(inputs(asked, "SetLegalHold")).toEqual([
      { id: "pipeline:1", held: true },
      { id: "pipeline:1", held: false },
    ]);
  });

  it("says why it could not be set", async () => {
    const user = userEvent.setup();
    const message = "this interview was erased; nothing is left to keep";
    open({}, { SetLegalHold: () => ({ setLegalHold: { __typename: "Problem", message } }) });
    await user.click(await hold());
    expect(
      await screen.findByText("This interview was erased; nothing is left to keep."),
    ).toBeTruthy();
    expect((await hold()).checked).toBe(false);
  });
});

describe("erasing an interview", () => {
  it("takes a reason and says that it cannot be undone", async () => {
    const user = userEvent.setup();
    const asked = open();
    const dialog = await ask(user);
    expect(dialog.getByText("This cannot be undone.")).toBeTruthy();
    expect(dialog.getByText(/Their answers, the scorecards/)).toBeTruthy();
    await user.click(dialog.getByRole("button", { name: "Erase it for good" }));
    expect(dialog.getByText("Say why.")).toBeTruthy();
    const reason = dialog.getByLabelText(/^Reason/);
    expect(document.activeElement).toBe(reason);
    expect(inputs(asked, "EraseInterview")).toEqual([]);

    await user.type(reason, " They asked for it. ");
    await user.click(dialog.getByRole("button", { name: "Erase it for good" }));
    const said = await screen.findByText("It is erased.");
    await waitFor(() => expect(document.activeElement).toBe(said));
    expect(screen.getByText(/What was kept of the candidate was erased on/)).toBeTruthy();
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(screen.queryByRole("switch")).toBeNull();
    expect(inputs(asked, "EraseInterview")).toEqual([
      { id: "pipeline:1", reason: "They asked for it." },
    ]);
  });

  it("says why it was refused, and keeps the reason that was typed", async () => {
    const user = userEvent.setup();
    const message = "this interview is under legal hold; take that back first";
    open({}, { EraseInterview: () => ({ eraseInterview: { __typename: "Problem", message } }) });
    const dialog = await ask(user);
    await user.type(dialog.getByLabelText(/^Reason/), "They asked for it.");
    await user.click(dialog.getByRole("button", { name: "Erase it for good" }));
    expect((await dialog.findByRole("alert")).textContent).toBe(
      "This interview is under legal hold; take that back first.",
    );
    expect(dialog.getByLabelText<HTMLTextAreaElement>(/^Reason/).value).toBe("They asked for it.");
  });

  it("waits until the interview has ended", async () => {
    open({ state: "IN_PROGRESS" });
    expect(await screen.findByText(/It has not ended/)).toBeTruthy();
    expect(erase().disabled).toBe(true);
  });

  it("is for Super Admins, and nothing of it is shown to others", async () => {
    open({}, { Viewer: () => ({ viewer: { ...viewer, role: "ADMIN" } }) });
    expect(await screen.findByRole("heading", { name: "Candidate 1" })).toBeTruthy();
    expect(screen.queryByRole("region", { name: "What is kept" })).toBeNull();
    expect(screen.queryByRole("switch")).toBeNull();
  });

  it("is not offered again once it is erased", async () => {
    open({ candidateName: "", erasedAt: "2026-11-26T12:00:00Z" });
    expect(await screen.findByText(/What was kept of the candidate was erased on/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Erase" })).toBeNull();
    expect(screen.queryByText("It is erased.")).toBeNull();
  });
});
