// Settings > Members: who there is, what Limited Team Members see, and who comes and goes.
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import { type Asked, comeBack, openDashboard, posting, viewer } from "../../../testing/dashboard";
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

function inputs(asked: Asked[], operation = "SetOperatorPostings"): unknown[] {
  return asked.filter(({ name }) => name === operation).map(({ variables }) => variables.input);
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
    expect(entry?.textContent).toContain("sees 2 postings");
    expect(screen.getByLabelText<HTMLSelectElement>("Role of Sam Idris").value).toBe(sam.role);
    expect(screen.getByText("You")).toBeTruthy();
    expect(screen.getByText(/and connects and disconnects Lever/)).toBeTruthy();
    // Who sees all is given nothing.
    expect(screen.getAllByRole("button", { name: /^Choose postings/ })).toHaveLength(1);
  });

  it("are changed by Super Admins only", async () => {
    open({ Viewer: () => ({ viewer: { ...viewer, role: "ADMIN" } }) });
    const entry = (await screen.findByText("Sam Idris")).closest("li");
    expect(entry?.textContent).toContain("Limited Team Member · sees 2 postings");
    expect(screen.getByText(/Only Super Admins invite and remove members/)).toBeTruthy();
    expect(screen.getAllByRole("button", { name: /^Choose postings/ })).toHaveLength(1);
    expect(screen.queryByRole("button", { name: /^(Invite|Remove)/ })).toBeNull();
    expect(screen.queryByRole("combobox")).toBeNull();
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

  it("cannot be changed while they are saved, and it is said how many were sent", async () => {
    const user = userEvent.setup();
    let end = () => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const asked = open({
      SetOperatorPostings: async () => {
        await ended;
        return { setOperatorPostings: done };
      },
    });
    const dialog = await choose(user);
    await user.type(dialog.getByRole("searchbox"), "engineer");
    await user.click(dialog.getByRole("checkbox", { name: "Engineer 1" }));
    await user.click(dialog.getByRole("button", { name: "Save" }));
    expect(dialog.getByText(/^They are being saved, and cannot be changed/)).toBeTruthy();
    await user.click(dialog.getByRole("checkbox", { name: "Engineer 3" }));
    await user.click(dialog.getByRole("button", { name: "Choose all found" }));
    end();
    expect(await screen.findByText("Saved: Sam Idris sees 3 postings.")).toBeTruthy();
    expect(inputs(asked)).toEqual([
      { operatorId: "operator:2", postingIds: ["posting-2", "posting-gone", "posting-1"] },
    ]);
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

  it("keep what was chosen while they cannot be looked at again", async () => {
    const user = userEvent.setup();
    let down = false;
    open({
      Postings: () => {
        if (down) throw new Error("the server is down");
        return { integration: { postings: [posting(1)] } };
      },
    });
    const dialog = await choose(user);
    await user.click(dialog.getByRole("checkbox", { name: "Engineer 1" }));
    down = true;
    comeBack();
    expect(await dialog.findByText("The postings could not be loaded")).toBeTruthy();
    expect(dialog.getByRole<HTMLInputElement>("checkbox", { name: "Engineer 1" }).checked).toBe(
      true,
    );
  });
});

const LINK = "https://fulcrum.example/sign-in/0123456789abcdef";

const invited = {
  __typename: "InvitedOperator",
  signInLink: LINK,
  expiresAt: "2026-07-10T12:00:00Z",
  operator: { id: "operator:3", email: "kim@meridian.example" },
};

async function invite(user: ReturnType<typeof userEvent.setup>) {
  await user.click(await screen.findByRole("button", { name: "Invite" }));
  return within(await screen.findByRole("dialog", { name: "Invite somebody" }));
}

describe("an invitation", () => {
  it("is mailed, and its link is shown once, with a button that copies it", async () => {
    const user = userEvent.setup();
    const asked = open({ InviteOperator: () => ({ inviteOperator: invited }) });
    const dialog = await invite(user);
    await user.type(dialog.getByLabelText("Email"), " kim@meridian.example ");
    await user.type(dialog.getByLabelText("Name"), " Kim Sato ");
    await user.click(dialog.getByLabelText("Admin"));
    await user.click(dialog.getByRole("button", { name: "Send the invitation" }));
    const field = await dialog.findByLabelText<HTMLInputElement>("Link");
    expect(field.value).toBe(LINK);
    expect(document.activeElement).toBe(field);
    expect(dialog.getByText(/is on its way to kim@meridian\.example.*2026/)).toBeTruthy();
    expect(inputs(asked, "InviteOperator")).toEqual([
      { email: "kim@meridian.example", name: "Kim Sato", role: "ADMIN" },
    ]);
    await user.click(dialog.getByRole("button", { name: "Copy the link" }));
    expect(await dialog.findByText("Copied")).toBeTruthy();
    expect(await navigator.clipboard.readText()).toBe(LINK);
    await waitFor(() => expect(inputs(asked, "Operators")).toHaveLength(2));

    await user.click(dialog.getByRole("button", { name: "Done" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    const next = await invite(user);
    expect(next.getByLabelText<HTMLInputElement>("Email").value).toBe("");
    expect(screen.queryByDisplayValue(LINK)).toBeNull();
  });

  it("needs an address and a name, and leads to what is missing", async () => {
    const user = userEvent.setup();
    const asked = open();
    const dialog = await invite(user);
    await user.click(dialog.getByRole("button", { name: "Send the invitation" }));
    expect(dialog.getByText("Say where to mail the invitation.")).toBeTruthy();
    expect(dialog.getByText("Say what they are called.")).toBeTruthy();
    expect(document.activeElement).toBe(dialog.getByLabelText("Email"));
    expect(inputs(asked, "InviteOperator")).toEqual([]);
  });

  it("says why it was refused, and keeps what was typed", async () => {
    const user = userEvent.setup();
    const message = "somebody with this address is a member already";
    open({ InviteOperator: () => ({ inviteOperator: { __typename: "Problem", message } }) });
    const dialog = await invite(user);
    await user.type(dialog.getByLabelText("Email"), "sam@meridian.example");
    await user.type(dialog.getByLabelText("Name"), "Sam{Enter}");
    expect((await dialog.findByRole("alert")).textContent).toBe(
      "Somebody with this address is a member already.",
    );
    expect(dialog.getByLabelText<HTMLInputElement>("Name").value).toBe("Sam");
  });
});

describe("a member's role", () => {
  it("is saved only by the button, after what it may do is said", async () => {
    const user = userEvent.setup();
    let role: Operator["role"] = "LIMITED_TEAM_MEMBER";
    const asked = open({
      Operators: () => ({ operators: [robin, { ...sam, role, postingIds: null }] }),
      SetOperatorRole: () => {
        role = "TEAM_MEMBER";
        return { setOperatorRole: done };
      },
    });
    const select = await screen.findByLabelText<HTMLSelectElement>("Role of Sam Idris");
    await user.selectOptions(select, "TEAM_MEMBER");
    const entry = within(select.closest("li") ?? document.body);
    expect(entry.getByText(/Sees every interview and the settings/)).toBeTruthy();
    expect(inputs(asked, "SetOperatorRole")).toEqual([]);
    await user.click(entry.getByRole("button", { name: "Save" }));
    expect(await entry.findByText("Saved")).toBeTruthy();
    expect(select.value).toBe("TEAM_MEMBER");
    expect(document.activeElement).toBe(select);
    expect(inputs(asked, "SetOperatorRole")).toEqual([
      { operatorId: "operator:2", role: "TEAM_MEMBER" },
    ]);
  });

  it("stays in sight until it is saved, and says that it is", async () => {
    const user = userEvent.setup();
    const many = Array.from({ length: 40 }, (_, index) => ({
      ...sam,
      id: `operator:${index + 2}`,
      name: `Member ${index + 2}`,
    }));
    open({
      Operators: () => ({ operators: [robin, ...many] }),
      SetOperatorRole: () => {
        many.forEach((member, index) => {
          if (member.name === "Member 2") many[index] = { ...member, role: "TEAM_MEMBER" };
        });
        return { setOperatorRole: done };
      },
    });
    const select = await screen.findByLabelText<HTMLSelectElement>("Role of Member 2");
    await user.selectOptions(select, "TEAM_MEMBER");
    await user.click(screen.getByRole("button", { name: "Page 2" }));
    expect(screen.getByLabelText("Role of Member 22")).toBeTruthy();
    expect(screen.queryByLabelText("Role of Member 3")).toBeNull();
    expect(screen.getByLabelText<HTMLSelectElement>("Role of Member 2").value).toBe("TEAM_MEMBER");

    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("Saved")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Page 3" }));
    expect(screen.queryByLabelText("Role of Member 2")).toBeNull();
  });

  it("stays the last Super Admin's, and the page says why", async () => {
    const user = userEvent.setup();
    const message = "the last Super Admin stays one: make somebody else a Super Admin first";
    open({ SetOperatorRole: () => ({ setOperatorRole: { __typename: "Problem", message } }) });
    const select = await screen.findByLabelText<HTMLSelectElement>("Role of Robin Vega");
    await user.selectOptions(select, "ADMIN");
    const entry = within(select.closest("li") ?? document.body);
    expect(entry.getByText(/Only another Super Admin can give you back your role/)).toBeTruthy();
    await user.click(entry.getByRole("button", { name: "Save" }));
    expect((await entry.findByRole("alert")).textContent).toBe(
      "The last Super Admin stays one: make somebody else a Super Admin first.",
    );
    await user.click(entry.getByRole("button", { name: "Undo" }));
    expect(select.value).toBe("SUPER_ADMIN");
  });

  it("shows at once what one may no longer do when it was one's own", async () => {
    const user = userEvent.setup();
    let role: Operator["role"] = "SUPER_ADMIN";
    open({
      Viewer: () => ({ viewer: { ...viewer, role } }),
      Operators: () => ({ operators: [{ ...robin, role }, sam] }),
      SetOperatorRole: () => {
        role = "ADMIN";
        return { setOperatorRole: done };
      },
    });
    await user.selectOptions(await screen.findByLabelText("Role of Robin Vega"), "ADMIN");
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText(/Only Super Admins invite and remove members/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Invite" })).toBeNull();
  });
});

describe("a member", () => {
  async function ask(user: ReturnType<typeof userEvent.setup>, name: string) {
    await user.click(await screen.findByRole("button", { name: `Remove ${name}` }));
    return within(await screen.findByRole("dialog", { name: `Remove ${name}?` }));
  }

  it("is removed only after asking", async () => {
    const user = userEvent.setup();
    let operators = [robin, sam];
    const asked = open({
      Operators: () => ({ operators }),
      RemoveOperator: () => {
        operators = [robin];
        return { removeOperator: done };
      },
    });
    const dialog = await ask(user, "Sam Idris");
    expect(dialog.getByText(/their API tokens and links stop working/)).toBeTruthy();
    expect(inputs(asked, "RemoveOperator")).toEqual([]);
    await user.click(dialog.getByRole("button", { name: "Remove them" }));
    const said = await screen.findByText("Sam Idris is removed.");
    await waitFor(() => expect(document.activeElement).toBe(said));
    expect(inputs(asked, "RemoveOperator")).toEqual([{ operatorId: "operator:2" }]);
    expect(screen.queryByLabelText("Role of Sam Idris")).toBeNull();
  });

  it("who is the last Super Admin stays, and the dialog says why", async () => {
    const user = userEvent.setup();
    const message = "the last Super Admin cannot be removed: make somebody else one first";
    open({ RemoveOperator: () => ({ removeOperator: { __typename: "Problem", message } }) });
    const dialog = await ask(user, "Robin Vega");
    await user.click(dialog.getByRole("button", { name: "Remove me" }));
    expect((await dialog.findByRole("alert")).textContent).toBe(
      "The last Super Admin cannot be removed: make somebody else one first.",
    );
  });

  it("who removed themselves is signed out", async () => {
    const user = userEvent.setup();
    open({ RemoveOperator: () => ({ removeOperator: done }) });
    const dialog = await ask(user, "Robin Vega");
    expect(dialog.queryByText(/did not save/)).toBeNull();
    await user.click(dialog.getByRole("button", { name: "Remove me" }));
    expect(await screen.findByRole("heading", { name: "Sign in" })).toBeTruthy();
  });

  it("who removes themselves is told that they lose what they did not save", async () => {
    const user = userEvent.setup();
    open();
    await user.selectOptions(await screen.findByLabelText("Role of Sam Idris"), "TEAM_MEMBER");
    const other = await ask(user, "Sam Idris");
    expect(other.queryByText(/did not save/)).toBeNull();
    await user.click(other.getByRole("button", { name: "Keep them" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    const dialog = await ask(user, "Robin Vega");
    expect(
      dialog.getByText(/^What you changed on this page and did not save is lost/),
    ).toBeTruthy();
  });
});
