// Settings > Interviews: follow-ups, the time for an answer, counts and cut-offs are chosen, and what makes no sense is
// not sent.
import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { openDashboard, viewer } from "../../../testing/dashboard";
import { INTERVIEWING_PAGE } from "./InterviewingPage";

const done = { __typename: "Tenant" };

function open(answerMinutes: number | null = null) {
  const tenant = {
    ...viewer.tenant,
    followUps: 1,
    integritySignals: false,
    answerMinutes,
    cutoffs: { two: 40, three: 60, four: 80 },
  };
  return openDashboard(INTERVIEWING_PAGE, {
    InterviewRules: () => ({ viewer: { id: viewer.id, tenant } }),
    SetInterviewRules: () => ({ setInterviewRules: done }),
  });
}

const sent = (asked: ReturnType<typeof open>) =>
  asked.filter(({ name }) => name === "SetInterviewRules").map(({ variables }) => variables.input);

describe("how interviews are conducted", () => {
  it("has follow-ups chosen by an Admin", async () => {
    const user = userEvent.setup();
    const asked = open();
    await user.click(await screen.findByRole("combobox", { name: "Follow-ups to one question" }));
    await user.click(await screen.findByRole("option", { name: "Two at most" }));
    const section = within(screen.getByRole("region", { name: "Follow-ups" }));
    await user.click(section.getByRole("button", { name: "Save" }));
    expect(await section.findByText("Saved")).toBeTruthy();
    expect(sent(asked)).toEqual([{ followUps: 2 }]);
  });

  it("has a time for an answer set where that is wanted, and says what that means", async () => {
    const user = userEvent.setup();
    const asked = open();
    const minutes = await screen.findByLabelText<HTMLInputElement>("Minutes for an answer");
    const section = within(screen.getByRole("region", { name: "Time for an answer" }));
    expect(section.getByText(/no answer is cut off, sent by itself or refused/)).toBeTruthy();
    expect(minutes.value).toBe("");
    await user.type(minutes, "61");
    expect(section.getByText("It takes 1 to 60 minutes, or none.")).toBeTruthy();
    expect(section.getByRole<HTMLButtonElement>("button", { name: "Save" }).disabled).toBe(true);
    await user.clear(minutes);
    await user.type(minutes, "5");
    await user.click(section.getByRole("button", { name: "Save" }));
    expect(await section.findByText("Saved")).toBeTruthy();
    expect(document.activeElement).toBe(minutes);
    expect(sent(asked)).toEqual([{ answerMinutes: 5 }]);
  });

  it("has the time for an answer taken off again", async () => {
    const user = userEvent.setup();
    const asked = open(5);
    const minutes = await screen.findByLabelText<HTMLInputElement>("Minutes for an answer");
    expect(minutes.value).toBe("5");
    const section = within(screen.getByRole("region", { name: "Time for an answer" }));
    await user.clear(minutes);
    await user.click(section.getByRole("button", { name: "Save" }));
    expect(await section.findByText("Saved")).toBeTruthy();
    expect(sent(asked)).toEqual([{ answerMinutes: null }]);
  });

  it("has pastes counted where that is wanted, and says what that means", async () => {
    const user = userEvent.setup();
    const asked = open();
    const count = await screen.findByRole<HTMLInputElement>("switch", { name: /^Count them/ });
    const section = within(screen.getByRole("region", { name: "Pastes and leaving the page" }));
    expect(section.getByText(/never part of the score/)).toBeTruthy();
    expect(count.checked).toBe(false);
    await user.click(count);
    await user.click(section.getByRole("button", { name: "Save" }));
    expect(await section.findByText("Saved")).toBeTruthy();
    expect(document.activeElement).toBe(count);
    expect(sent(asked)).toEqual([{ integritySignals: true }]);
  });

  it("sends cut-offs that rise, and says so of those that do not", async () => {
    const user = userEvent.setup();
    const asked = open();
    const three = await screen.findByLabelText(/Lever’s 3/);
    const section = within(screen.getByRole("region", { name: "Lever’s score" }));
    await user.clear(three);
    await user.type(three, "85");
    expect(section.getByText(/each higher than the one before/)).toBeTruthy();
    await user.clear(three);
    await user.type(three, "65");
    await user.click(section.getByRole("button", { name: "Save" }));
    expect(await section.findByText("Saved")).toBeTruthy();
    expect(sent(asked)).toEqual([{ cutoffs: { two: 40, three: 65, four: 80 } }]);
  });
});
