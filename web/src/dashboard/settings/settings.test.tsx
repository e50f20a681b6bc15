// The way to the settings, what of them each role sees, and signing in.
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
import type { Role } from "../../gql/graphql";
import { openDashboard, page, viewer } from "../../testing/dashboard";

describe("the settings of Lever", () => {
  it("are reached by Settings, Integrations, Lever", async () => {
    const user = userEvent.setup();
    openDashboard("/interviews", { Interviews: () => page([]) });
    await user.click(await screen.findByRole("link", { name: "Settings" }));
    await user.click(await screen.findByRole("link", { name: "Integrations" }));
    await user.click(await screen.findByRole("link", { name: "Lever" }));
    expect(await screen.findByRole("heading", { name: "Lever" })).toBeTruthy();
    expect(screen.getByText("Active")).toBeTruthy();
  });
});

describe("settings by role", () => {
  const as = (role: Role) => ({ Viewer: () => ({ viewer: { ...viewer, role } }) });
  const links = () =>
    within(screen.getByRole("main"))
      .getAllByRole("link")
      .map((link) => link.textContent);

  it.each<[Role, string[], RegExp]>([
    [
      "ADMIN",
      [
        "Account",
        "Members",
        "Integrations",
        "Interviews",
        "Reports",
        "Mail",
        "Mails",
        "Privacy",
        "Audit log",
        "Templates",
        "About this system",
      ],
      /are for Super Admins/,
    ],
    ["TEAM_MEMBER", ["Account", "Integrations"], /Only Admins can change/],
    ["LIMITED_TEAM_MEMBER", ["Account", "Integrations"], /Only Admins can change the rest/],
  ])("show to %s what they may see, and say who changes the rest", async (role, names, rest) => {
    openDashboard("/settings", as(role));
    expect(await screen.findByText(rest)).toBeTruthy();
    expect(links()).toEqual(names);
  });

  it("tell a Limited Team Member whether Lever works, and ask for nothing more", async () => {
    const reason = "the token was refused";
    const asked = openDashboard("/settings/integrations/lever", {
      ...as("LIMITED_TEAM_MEMBER"),
      Connection: () => ({ integration: { status: "DISCONNECTED", reason } }),
    });
    expect(await screen.findByText("Disconnected")).toBeTruthy();
    expect(screen.getByText("The token was refused.")).toBeTruthy();
    expect(screen.getByText(/Only Admins can change its settings/)).toBeTruthy();
    expect(new Set(asked.map(({ name }) => name))).toEqual(new Set(["Viewer", "Connection"]));
  });

  it("do not ask for a Limited Team Member what was given up", async () => {
    const asked = openDashboard("/given-up", as("LIMITED_TEAM_MEMBER"));
    expect(await screen.findByText(/Only Team Members and Admins see/)).toBeTruthy();
    expect(screen.queryByRole("link", { name: /Given up/ })).toBeNull();
    expect(asked.some(({ name }) => name.startsWith("GivenUp"))).toBe(false);
  });

  it("tell a Limited Team Member without interviews where they come from", async () => {
    const asked = openDashboard("/interviews", {
      ...as("LIMITED_TEAM_MEMBER"),
      Interviews: () => page([]),
    });
    expect(await screen.findByText(/the postings you were given appear here/)).toBeTruthy();
    expect(asked.some(({ name }) => name === "Integration")).toBe(false);
  });
});

describe("signing in", () => {
  it("says so when a sign-in link was used before", async () => {
    openDashboard("/?link=used", { Viewer: () => ({ viewer: null }) });
    expect(await screen.findByText(/This sign-in link was used already/)).toBeTruthy();
  });

  it("uses a link by its button, not by opening it", async () => {
    openDashboard("/sign-in/secret", {});
    const button = await screen.findByRole<HTMLButtonElement>("button", { name: "Sign in" });
    expect(button.form?.method).toBe("post");
    expect(button.form?.getAttribute("action")).toBe("/sign-in/secret");
  });

  it("shows why it was refused", async () => {
    const user = userEvent.setup();
    openDashboard("/interviews", {
      Viewer: () => ({ viewer: null }),
      SignIn: () => ({ signIn: { __typename: "Problem", message: "Email or password is wrong." } }),
    });
    await user.type(await screen.findByLabelText("Email"), "a@example.com");
    await user.type(screen.getByLabelText("Password"), "not the one");
    await user.click(screen.getByRole("button", { name: "Sign in" }));
    expect(await screen.findByText("Email or password is wrong.")).toBeTruthy();
  });

  it("opens the dashboard, and signing out closes it", async () => {
    const user = userEvent.setup();
    let signedIn = false;
    openDashboard("/interviews", {
      Viewer: () => ({ viewer: signedIn ? viewer : null }),
      Interviews: () => page([]),
      SignIn: () => {
        signedIn = true;
        return { signIn: { __typename: "Operator", id: viewer.id } };
      },
      SignOut: () => ({ signOut: true }),
    });
    await user.type(await screen.findByLabelText("Email"), viewer.email);
    await user.type(screen.getByLabelText("Password"), "correct horse battery");
    await user.click(screen.getByRole("button", { name: "Sign in" }));
    await user.click(await screen.findByRole("button", { name: /Robin Vega/ }));
    await user.click(await screen.findByRole("menuitem", { name: "Sign out" }));
    expect(await screen.findByRole("heading", { name: "Sign in" })).toBeTruthy();
  });

  it("lasts when signing out fails, and it is said why", async () => {
    const user = userEvent.setup();
    let down = true;
    openDashboard("/interviews", {
      Interviews: () => page([]),
      SignOut: () => {
        if (down) throw new Error("the server is down");
        return { signOut: true };
      },
    });
    const menu = await screen.findByRole("button", { name: /Robin Vega/ });
    const signOut = async () => {
      await user.click(menu);
      await user.click(await screen.findByRole("menuitem", { name: "Sign out" }));
    };
    await signOut();
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain("You could not be signed out");
    expect(alert.textContent).toContain("The server can't be reached.");
    await user.click(within(alert).getByRole("button", { name: "Close" }));
    expect(screen.queryByRole("alert")).toBeNull();
    expect(document.activeElement).toBe(menu);
    await signOut();
    await screen.findByRole("alert");
    down = false;
    await signOut();
    expect(await screen.findByRole("heading", { name: "Sign in" })).toBeTruthy();
  });

  it("goes to the company's accounts, and comes back to the page", async () => {
    openDashboard("/interviews?search=a%26b", {
      Viewer: () => ({ viewer: null }),
      CompanySignIn: () => ({
        companySignIn: { name: "Meridian ID", path: "/sign-in/openid", only: false },
      }),
    });
    const button = await screen.findByRole("link", { name: "Sign in with Meridian ID" });
    const target = "/sign-in/openid?return_to=%2Finterviews%3Fsearch%3Da%2526b";
    expect(button.getAttribute("href")).toBe(target);
    expect(screen.getByLabelText("Password")).toBeTruthy();
  });

  it("asks for no password where they are turned off", async () => {
    openDashboard("/interviews", {
      Viewer: () => ({ viewer: null }),
      CompanySignIn: () => ({
        companySignIn: { name: "Meridian ID", path: "/sign-in/openid", only: true },
      }),
    });
    expect(await screen.findByRole("link", { name: "Sign in with Meridian ID" })).toBeTruthy();
    expect(screen.queryByLabelText("Password")).toBeNull();
  });

  it("reminds nobody of a password who has the company's account", async () => {
    const asked = openDashboard("/interviews", {
      Viewer: () => ({ viewer: { ...viewer, hasPassword: false } }),
      CompanySignIn: () => ({
        companySignIn: { name: "Meridian ID", path: "/sign-in/openid", only: false },
      }),
      Interviews: () => page([]),
    });
    await screen.findByRole("heading", { name: "Interviews" });
    await waitFor(() => expect(asked.some(({ name }) => name === "CompanySignIn")).toBe(true));
    expect(screen.queryByRole("button", { name: "Set a password" })).toBeNull();
  });

  it("reminds of a missing password, and refuses a short one by itself", async () => {
    const user = userEvent.setup();
    const asked = openDashboard("/interviews", {
      Viewer: () => ({ viewer: { ...viewer, hasPassword: false } }),
      Interviews: () => page([]),
    });
    await user.click(await screen.findByRole("button", { name: "Set a password" }));
    await user.type(await screen.findByLabelText("New password"), "short");
    await user.click(screen.getByRole("button", { name: "Save password" }));
    expect(await screen.findByText("At least 12 characters, please.")).toBeTruthy();
    expect(asked.some(({ name }) => name === "SetPassword")).toBe(false);
  });
});
