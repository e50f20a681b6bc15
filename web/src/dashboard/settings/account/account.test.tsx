// Settings > Account: password, sessions and API tokens.
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import type { ApiTokensQuery, SessionsQuery } from "../../../gql/graphql";
import { type Asked, openDashboard, viewer } from "../../../testing/dashboard";

const ACCOUNT = "/settings/account";
const LINUX =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
const MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0";

type Session = SessionsQuery["sessions"]["nodes"][number];
type ApiToken = ApiTokensQuery["apiTokens"]["nodes"][number];

const here: Session = {
  id: "session:1",
  browser: LINUX,
  createdAt: "2026-07-03T12:00:00Z",
  expiresAt: "2026-07-17T12:00:00Z",
  current: true,
};
const elsewhere: Session = { ...here, id: "session:2", browser: MAC, current: false };

const token: ApiToken = {
  id: "api_token:1",
  name: "Weekly report",
  scope: "READ",
  createdAt: "2020-01-01T12:00:00Z",
  expiresAt: "2020-03-31T12:00:00Z",
};

type Answers = Parameters<typeof openDashboard>[1];

function open(answers: Answers = {}): Asked[] {
  return openDashboard(ACCOUNT, {
    Sessions: () => ({ sessions: { nodes: [here, elsewhere] } }),
    ApiTokens: () => ({ apiTokens: { nodes: [token] } }),
    ...answers,
  });
}

function inputs(asked: Asked[], name: string): unknown[] {
  return asked.filter((each) => each.name === name).map(({ variables }) => variables.input);
}

describe("the password", () => {
  it("is changed, which ends the other sessions", async () => {
    const user = userEvent.setup();
    const asked = open({ SetPassword: () => ({ setPassword: { __typename: "Operator" } }) });
    await user.click(await screen.findByRole("button", { name: "Change password" }));
    await user.type(await screen.findByLabelText("New password"), "correct horse battery");
    await user.click(screen.getByRole("button", { name: "Save password" }));
    expect(await screen.findByText(/^The password is saved/)).toBeTruthy();
    expect(inputs(asked, "SetPassword")).toEqual([{ password: "correct horse battery" }]);
    await waitFor(() => expect(asked.filter(({ name }) => name === "Sessions")).toHaveLength(2));
  });
});

describe("sessions", () => {
  it("are named by their browser, and this one cannot be ended here", async () => {
    open();
    expect(await screen.findByText("Chrome on Linux")).toBeTruthy();
    expect(screen.getByText("This browser")).toBeTruthy();
    const buttons = screen.getAllByRole("button", { name: /^Sign out:/ });
    expect(buttons.map((button) => button.getAttribute("aria-label"))).toEqual([
      "Sign out: Firefox on Mac",
    ]);
  });

  it("are ended one by one, and the focus goes where it is said", async () => {
    const user = userEvent.setup();
    let nodes = [here, elsewhere];
    const asked = open({
      Sessions: () => ({ sessions: { nodes } }),
      RevokeSession: () => {
        nodes = [here];
        return { revokeSession: { __typename: "Sessions" } };
      },
    });
    await user.click(await screen.findByRole("button", { name: "Sign out: Firefox on Mac" }));
    const said = await screen.findByText("That browser is signed out.");
    await waitFor(() => expect(document.activeElement).toBe(said));
    expect(inputs(asked, "RevokeSession")).toEqual([{ id: "session:2" }]);
    await waitFor(() => expect(screen.queryByText("Firefox on Mac")).toBeNull());
  });

  it("are all ended only after asking, and the sign-in page follows", async () => {
    const user = userEvent.setup();
    let signedIn = true;
    const asked = open({
      Viewer: () => ({ viewer: signedIn ? viewer : null }),
      SignOutEverywhere: () => {
        signedIn = false;
        return { signOutEverywhere: { __typename: "Sessions" } };
      },
    });
    await user.click(await screen.findByRole("button", { name: "Sign out everywhere" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Sign out everywhere?" }));
    expect(asked.some(({ name }) => name === "SignOutEverywhere")).toBe(false);
    await user.click(dialog.getByRole("button", { name: "Sign out everywhere" }));
    expect(await screen.findByRole("heading", { name: "Sign in" })).toBeTruthy();
  });

  it("say why they could not all be ended, until that is asked again", async () => {
    const user = userEvent.setup();
    const message = "this takes a session";
    open({ SignOutEverywhere: () => ({ signOutEverywhere: { __typename: "Problem", message } }) });
    const ask = async () => {
      await user.click(await screen.findByRole("button", { name: "Sign out everywhere" }));
      return within(await screen.findByRole("dialog", { name: "Sign out everywhere?" }));
    };
    const dialog = await ask();
    await user.click(dialog.getByRole("button", { name: "Sign out everywhere" }));
    expect((await dialog.findByRole("alert")).textContent).toBe("This takes a session.");
    await user.click(dialog.getByRole("button", { name: "Stay signed in" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect((await ask()).queryByRole("alert")).toBeNull();
  });

  it("say why one could not be ended", async () => {
    const user = userEvent.setup();
    const message = "you have no such session";
    open({ RevokeSession: () => ({ revokeSession: { __typename: "Problem", message } }) });
    await user.click(await screen.findByRole("button", { name: /^Sign out:/ }));
    expect((await screen.findByRole("alert")).textContent).toBe("You have no such session.");
  });
});

describe("API tokens", () => {
  it("say what they may do and that they ended", async () => {
    open();
    const entry = (await screen.findByText("Weekly report")).closest("li");
    expect(entry?.textContent).toMatch(/Read · made .+ · ended .*31.*2020/);
  });

  it("may be none", async () => {
    open({ ApiTokens: () => ({ apiTokens: { nodes: [] } }) });
    expect(await screen.findByText("You have no token.")).toBeTruthy();
  });

  it("are shown once when made, with a button that copies them, and never again", async () => {
    const user = userEvent.setup();
    const secret = "fulcrum_0123456789abcdef";
    const asked = open({
      CreateApiToken: () => ({ createApiToken: { __typename: "CreatedApiToken", token: secret } }),
    });
    await user.click(await screen.findByRole("button", { name: "New token" }));
    const dialog = within(await screen.findByRole("dialog", { name: "New API token" }));
    await user.click(dialog.getByRole("button", { name: "Make the token" }));
    expect(dialog.getByText("Give it a name.")).toBeTruthy();
    await user.type(dialog.getByLabelText("Name"), " Export ");
    await user.click(dialog.getByLabelText("Read and write"));
    await user.clear(dialog.getByLabelText("How long it lasts"));
    await user.type(dialog.getByLabelText("How long it lasts"), "30");
    await user.click(dialog.getByRole("button", { name: "Make the token" }));

    const field = await dialog.findByLabelText<HTMLInputElement>("Token");
    expect(field.value).toBe(secret);
    expect(document.activeElement).toBe(field);
    expect(inputs(asked, "CreateApiToken")).toEqual([{ name: "Export", scope: "WRITE", days: 30 }]);
    await user.click(dialog.getByRole("button", { name: "Copy the token" }));
    expect(await dialog.findByText("Copied")).toBeTruthy();
    expect(await navigator.clipboard.readText()).toBe(secret);

    await user.click(dialog.getByRole("button", { name: "Done" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await user.click(screen.getByRole("button", { name: "New token" }));
    const next = within(await screen.findByRole("dialog", { name: "New API token" }));
    expect(next.getByLabelText<HTMLInputElement>("Name").value).toBe("");
    expect(document.body.innerHTML).not.toContain(secret);
    expect(screen.queryByDisplayValue(secret)).toBeNull();
  });

  it("are selected for copying by hand where the browser does not let a page copy", async () => {
    const user = userEvent.setup();
    open({
      CreateApiToken: () => ({
        createApiToken: { __typename: "CreatedApiToken", token: "secret" },
      }),
    });
    await user.click(await screen.findByRole("button", { name: "New token" }));
    const dialog = within(await screen.findByRole("dialog"));
    await user.type(dialog.getByLabelText("Name"), "Export{Enter}");
    const field = await dialog.findByLabelText<HTMLInputElement>("Token");
    vi.spyOn(navigator.clipboard, "writeText").mockRejectedValue(new Error("not allowed"));
    await user.click(dialog.getByRole("button", { name: "Copy the token" }));
    expect(await dialog.findByText(/Press Ctrl\+C/)).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(field));
    expect(field.selectionEnd).toBe("secret".length);
  });

  it("say why one could not be made", async () => {
    const user = userEvent.setup();
    const message = "you have 50 tokens; revoke one first";
    open({ CreateApiToken: () => ({ createApiToken: { __typename: "Problem", message } }) });
    await user.click(await screen.findByRole("button", { name: "New token" }));
    const dialog = within(await screen.findByRole("dialog"));
    await user.type(dialog.getByLabelText("Name"), "One more");
    await user.click(dialog.getByRole("button", { name: "Make the token" }));
    expect(await dialog.findByText("You have 50 tokens; revoke one first.")).toBeTruthy();
  });

  it("are revoked only after asking", async () => {
    const user = userEvent.setup();
    let nodes = [token];
    const asked = open({
      ApiTokens: () => ({ apiTokens: { nodes } }),
      RevokeApiToken: () => {
        nodes = [];
        return { revokeApiToken: { __typename: "ApiTokens" } };
      },
    });
    await user.click(await screen.findByRole("button", { name: "Revoke: Weekly report" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Revoke “Weekly report”?" }));
    expect(inputs(asked, "RevokeApiToken")).toEqual([]);
    await user.click(dialog.getByRole("button", { name: "Revoke it" }));
    const said = await screen.findByText("The token “Weekly report” is revoked.");
    await waitFor(() => expect(document.activeElement).toBe(said));
    expect(inputs(asked, "RevokeApiToken")).toEqual([{ id: "api_token:1" }]);
    expect(screen.getByText("You have no token.")).toBeTruthy();
  });

  it("leave the question about another open when they are revoked late", async () => {
    const user = userEvent.setup();
    let answer = () => {};
    const answered = new Promise<void>((end) => {
      answer = end;
    });
    const other: ApiToken = { ...token, id: "api_token:2", name: "Export" };
    open({
      ApiTokens: () => ({ apiTokens: { nodes: [token, other] } }),
      RevokeApiToken: async () => {
        await answered;
        return { revokeApiToken: { __typename: "ApiTokens" } };
      },
    });
    await user.click(await screen.findByRole("button", { name: "Revoke: Weekly report" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Revoke “Weekly report”?" }));
    await user.click(dialog.getByRole("button", { name: "Revoke it" }));
    await user.click(dialog.getByRole("button", { name: "Keep it" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await user.click(screen.getByRole("button", { name: "Revoke: Export" }));
    await screen.findByRole("dialog", { name: "Revoke “Export”?" });

    answer();
    await screen.findByText("The token “Weekly report” is revoked.");
    expect(screen.getByRole("dialog", { name: "Revoke “Export”?" })).toBeTruthy();
  });

  it("offer to try again when the server fails", async () => {
    openDashboard(ACCOUNT, { Sessions: () => ({ sessions: { nodes: [here] } }) });
    expect(await screen.findByText("no ApiTokens here")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
  });
});
