// The way to the settings, and signing in.
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it } from "vitest";
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

describe("signing in", () => {
  it("says so when a sign-in link was used before", async () => {
    openDashboard("/?link=used", { Viewer: () => ({ viewer: null }) });
    expect(await screen.findByText(/This sign-in link was used already/)).toBeTruthy();
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
