// Settings > Members: who there is, and what Limited Team Members see.
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { type Asked, openDashboard, posting, viewer } from "../../../testing/dashboard";
import type { Operator } from "./operators";

const MEMBERS = "/settings/members";

const robin: Operator = { ...viewer, postingIds: null };
const sam: Operator = {
  id: "operator:2",
  name: "Sam Idris",
  email: "sam@meridian.example",
  role: "LIMITED_TEAM_MEMBER",
  hasPassword: false,
  postingIds: ["posting-2", "posting-gone"],
};

const done = { __typename: "Operator" };

type Answers = Parameters<typeof openDashboard>[1];

function open(answers: Answers = {}): Asked[] {
  return openDashboard(MEMBERS, {
    Operators: () => ({ operators: [robin, sam] }),
    Postings: () => ({
      integration: {
        postings: [1, 2, 3].map((number) => posting(number, number === 3 ? { team: "Risk" } : {})),
      },
    }),
    ...answers,
  });
}

function inputs(asked: Asked[]): unknown[] {
  return asked
    .filter(({ name }) => name === "SetOperatorPostings")
    .map(({ variables }) => variables.input);
}

async function choose(user: ReturnType<typeof userEvent.setup>) {
  await user.click(await screen.findByRole("button", { name: "Choose postings for Sam Idris" }));
  const dialog = within(await screen.findByRole("dialog", { name: "What Sam Idris sees" }));
  await dialog.findByRole("checkbox", { name: "Engineer 1" });
  return dialog;
}

describe("members", () => {
  it("are listed with their role, and what each role may do", async () => {
    open();
    const entry = (await screen.findByText("Sam Idris")).closest("li");
    expect(entry?.textContent).toContain("no password yet");
    expect(entry?.textContent).toContain("Limited Team Member · sees 2 postings");
    expect(screen.getByText("You")).toBeTruthy();
    expect(screen.getByText(/and connects and disconnects Lever/)).toBeTruthy();
    // Who sees all is given nothing.
    expect(screen.getAllByRole("button", { name: /^Choose postings/ })).toHaveLength(1);
  });

  it("are for Admins, and others are not shown an error", async () => {
    const asked = open({ Viewer: () => ({ viewer: { ...viewer, role: "TEAM_MEMBER" } }) });
    expect(await screen.findByText(/Only Admins see who uses the dashboard/)).toBeTruthy();
    expect(asked.some(({ name }) => name === "Operators")).toBe(false);
  });

  it("offer to try again when the server fails", async () => {
    openDashboard(MEMBERS, {});
    expect(await screen.findByText("no Operators here")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
  });
});

describe("postings of a Limited Team Member", () => {
  it("are chosen in a list, where those no longer open stay until taken away", async () => {
    const user = userEvent.setup();
    const asked = open({ SetOperatorPostings: () => ({ setOperatorPostings: done }) });
    const dialog = await choose(user);
    expect(dialog.getByText("4 postings found, 2 chosen")).toBeTruthy();
    const gone = dialog.getByRole<HTMLInputElement>("checkbox", { name: "Posting posting-gone" });
    expect(gone.checked).toBe(true);
    expect(dialog.getByText("No longer open in Lever")).toBeTruthy();
    await user.click(dialog.getByRole("checkbox", { name: "Engineer 1" }));
    await user.click(dialog.getByRole("checkbox", { name: "Engineer 2" }));
    await user.click(dialog.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("Saved: Sam Idris sees 2 postings.")).toBeTruthy();
    expect(inputs(asked)).toEqual([
      { operatorId: "operator:2", postingIds: ["posting-gone", "posting-1"] },
    ]);
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await waitFor(() => expect(asked.filter(({ name }) => name === "Operators")).toHaveLength(2));
  });

  it("are found by a search, which Enter does not save, and chosen at once", async () => {
    const user = userEvent.setup();
    const asked = open({ SetOperatorPostings: () => ({ setOperatorPostings: done }) });
    const dialog = await choose(user);
    await user.type(dialog.getByRole("searchbox"), "payments{Enter}");
    expect(await dialog.findByText("2 postings found, 2 chosen")).toBeTruthy();
    expect(dialog.queryByRole("checkbox", { name: "Engineer 3" })).toBeNull();
    await user.click(dialog.getByRole("button", { name: "Choose all found" }));
    expect(inputs(asked)).toEqual([]);
    await user.click(dialog.getByRole("button", { name: "Save" }));
    await waitFor(() =>
      expect(inputs(asked)).toEqual([
        { operatorId: "operator:2", postingIds: ["posting-2", "posting-gone", "posting-1"] },
      ]),
    );
  });

  it("say why they could not be saved", async () => {
    const user = userEvent.setup();
    const message = "Lever has no such posting";
    open({
      SetOperatorPostings: () => ({ setOperatorPostings: { __typename: "Problem", message } }),
    });
    const dialog = await choose(user);
    await user.click(dialog.getByRole("checkbox", { name: "Engineer 1" }));
    await user.click(dialog.getByRole("button", { name: "Save" }));
    expect((await dialog.findByRole("alert")).textContent).toBe("Lever has no such posting.");
  });
});
