// Settings > Integrations > Lever, and signing in.
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { integration, openDashboard, page, viewer } from "../../testing/dashboard";

const LEVER = "/settings/integrations/lever";
const disconnected = { ...integration, status: "NOT_CONNECTED", stages: [], triggerStage: null };

describe("connecting Lever", () => {
  it("is reached by Settings, Integrations, Lever", async () => {
    const user = userEvent.setup();
    openDashboard("/interviews", { Interviews: () => page([]) });
    await user.click(await screen.findByRole("link", { name: "Settings" }));
    await user.click(await screen.findByRole("link", { name: "Integrations" }));
    await user.click(await screen.findByRole("link", { name: "Lever" }));
    expect(await screen.findByRole("heading", { name: "Lever" })).toBeTruthy();
    expect(screen.getByText("Active")).toBeTruthy();
  });

  it("shows every permission with its reason, then goes to Lever", async () => {
    const assign = vi.fn();
    vi.stubGlobal("location", { assign });
    const user = userEvent.setup();
    openDashboard(LEVER, {
      Integration: () => ({ integration: disconnected }),
      ConnectLever: () => ({
        connectLever: { __typename: "ConnectLever", authorizeUrl: "https://auth.lever.co/x" },
      }),
    });
    expect(await screen.findByText("Add the note with the score.")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Connect to Lever" }));
    await waitFor(() => expect(assign).toHaveBeenCalledWith("https://auth.lever.co/x"));
  });

  it("shows why Lever can't be connected", async () => {
    const user = userEvent.setup();
    openDashboard(LEVER, {
      Integration: () => ({ integration: disconnected }),
      ConnectLever: () => ({
        connectLever: { __typename: "Problem", message: "No Lever client is configured." },
      }),
    });
    await user.click(await screen.findByRole("button", { name: "Connect to Lever" }));
    expect(await screen.findByText("No Lever client is configured.")).toBeTruthy();
  });

  it("is for Super Admins", async () => {
    openDashboard(LEVER, {
      Viewer: () => ({ viewer: { ...viewer, role: "ADMIN" } }),
      Integration: () => ({ integration: disconnected }),
    });
    const button = await screen.findByRole<HTMLButtonElement>("button", {
      name: "Connect to Lever",
    });
    expect(button.disabled).toBe(true);
  });

  it("tells how the visit to Lever ended", async () => {
    openDashboard(`${LEVER}?error=Lever+did+not+connect%3A+declined`, {
      Integration: () => ({ integration: disconnected }),
    });
    expect(await screen.findByText("Lever did not connect: declined.")).toBeTruthy();
  });
});

describe("the trigger stage", () => {
  it("is chosen from the stages Lever has", async () => {
    const user = userEvent.setup();
    let triggerStage = integration.triggerStage;
    const asked = openDashboard(`${LEVER}?connected=1`, {
      Integration: () => ({ integration: { ...integration, triggerStage } }),
      SetTriggerStage: () => {
        triggerStage = { id: "s1", text: "Phone interview" };
        return { setTriggerStage: { __typename: "Integration", triggerStage } };
      },
    });
    expect(await screen.findByText("Lever is connected")).toBeTruthy();
    const select = await screen.findByLabelText<HTMLSelectElement>("Trigger Stage");
    expect(select.value).toBe("s2");
    await user.selectOptions(select, "Phone interview");
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("Saved: Phone interview")).toBeTruthy();
    expect(asked.find(({ name }) => name === "SetTriggerStage")?.variables).toEqual({
      input: { stageId: "s1" },
    });
  });

  it("keeps the choice and shows the reason when saving is refused", async () => {
    const user = userEvent.setup();
    openDashboard(LEVER, {
      SetTriggerStage: () => ({
        setTriggerStage: { __typename: "Problem", message: "There is no such stage." },
      }),
    });
    const select = await screen.findByLabelText<HTMLSelectElement>("Trigger Stage");
    await user.selectOptions(select, "Phone interview");
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("There is no such stage.")).toBeTruthy();
    expect(select.value).toBe("s1");
  });
});

describe("the events of Lever", () => {
  it("are asked for until the first one arrives", async () => {
    openDashboard(LEVER, {});
    expect(await screen.findByText("Switch on two events in Lever")).toBeTruthy();
    expect(screen.getByText(/Nothing has come from Lever yet/)).toBeTruthy();
    expect(screen.getAllByText("Candidate Stage Change").length).toBe(2);
  });

  it("are kept on afterwards", async () => {
    openDashboard(LEVER, {
      Integration: () => ({ integration: { ...integration, lastEventAt: "2026-07-02T12:00:00Z" } }),
    });
    expect(await screen.findByText("Two events must stay on in Lever")).toBeTruthy();
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
