// Inviting a candidate by hand.
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { type Asked, openDashboard, page, row, viewer } from "../../testing/dashboard";
import { detail } from "../../testing/interview";

const ADDRESS = "https://hire.lever.co/candidates/250d8f03-738a-4bba-a671-8a3d73477145";

/** The list as the server keeps it, and what it answers to an invite. */
function open(answers: Parameters<typeof openDashboard>[1] = {}): Asked[] {
  let rows = [row(1)];
  return openDashboard("/interviews", {
    Interviews: () => page(rows),
    InviteCandidate: () => {
      rows = [row(2), ...rows];
      return { inviteCandidate: { __typename: "InvitedByHand" } };
    },
    ...answers,
  });
}

const inputs = (asked: Asked[]) =>
  asked.filter(({ name }) => name === "InviteCandidate").map(({ variables }) => variables.input);

async function ask(user: ReturnType<typeof userEvent.setup>) {
  await user.click(await screen.findByRole("button", { name: "Invite by hand" }));
  return within(await screen.findByRole("dialog", { name: "Invite a candidate by hand" }));
}

describe("inviting by hand", () => {
  it("takes an address, says that it is read from Lever, and reads the list anew", async () => {
    const user = userEvent.setup();
    const asked = open();
    const dialog = await ask(user);
    expect(dialog.getByText(/Nobody is invited twice/)).toBeTruthy();
    await user.click(dialog.getByRole("button", { name: "Invite" }));
    expect(dialog.getByText("Say whom: paste the address or the id.")).toBeTruthy();
    const field = dialog.getByRole("textbox", { name: "Opportunity" });
    expect(document.activeElement).toBe(field);
    expect(inputs(asked)).toEqual([]);

    await user.type(field, ` ${ADDRESS} `);
    await user.click(dialog.getByRole("button", { name: "Invite" }));
    expect(await screen.findByText(/^It is read from Lever now/)).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(await screen.findByRole("link", { name: "Candidate 2" })).toBeTruthy();
    expect(inputs(asked)).toEqual([{ opportunity: ADDRESS }]);
  });

  it("says why it was refused, and keeps what was typed", async () => {
    const user = userEvent.setup();
    const message = "Lever is not connected";
    open({ InviteCandidate: () => ({ inviteCandidate: { __typename: "Problem", message } }) });
    const dialog = await ask(user);
    const field = dialog.getByRole<HTMLInputElement>("textbox", { name: "Opportunity" });
    await user.type(field, ADDRESS);
    await user.click(dialog.getByRole("button", { name: "Invite" }));
    expect((await dialog.findByRole("alert")).textContent).toBe("Lever is not connected.");
    expect(field.value).toBe(ADDRESS);
    expect(screen.queryByText(/^It is read from Lever now/)).toBeNull();
  });

  it.each(["TEAM_MEMBER", "LIMITED_TEAM_MEMBER"])("is not for a %s", async (role) => {
    open({ Viewer: () => ({ viewer: { ...viewer, role } }) });
    expect(await screen.findByRole("link", { name: "Candidate 1" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Invite by hand" })).toBeNull();
  });

  it("is told at the interview", async () => {
    openDashboard("/interviews/pipeline:1", {
      Interview: () => ({ interview: { ...detail, trigger: "BY_HAND" } }),
    });
    expect(await screen.findByText(/An operator invited them by hand/)).toBeTruthy();
  });
});
