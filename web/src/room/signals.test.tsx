// What is counted while an answer is written: only where the company wants it, and only what belongs to the answer.
import { act, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, it, vi } from "vitest";
import { RoomServer } from "../testing/roomServer";
import { roomApi } from "./api";
import { dropDrafts, savePractised } from "./draft";
import { Room } from "./Room";

const TOKEN = "secret-token-of-the-invite";

let server: RoomServer;
beforeEach(() => {
  server = new RoomServer().start();
  server.at(0);
  server.state.signals = true;
  savePractised(TOKEN);
});

function open() {
  return render(<Room token={TOKEN} api={roomApi(TOKEN)} />);
}

const field = () => screen.findByLabelText<HTMLTextAreaElement>("Your answer");

/** As a browser tells it when one goes to another tab and comes back. */
function goToAnotherTab() {
  const hidden = vi.spyOn(document, "hidden", "get").mockReturnValue(true);
  act(() => {
    window.dispatchEvent(new Event("blur"));
    document.dispatchEvent(new Event("visibilitychange"));
  });
  hidden.mockRestore();
  act(() => {
    document.dispatchEvent(new Event("visibilitychange"));
    window.dispatchEvent(new Event("focus"));
  });
}

/** To another program: the page stays in sight. */
function goToAnotherProgram() {
  act(() => {
    window.dispatchEvent(new Event("blur"));
    window.dispatchEvent(new Event("focus"));
  });
}

async function paste(user: ReturnType<typeof userEvent.setup>, text: string) {
  await user.click(await field());
  await user.paste(text);
}

it("counts pastes and leaving, and sends the counts with the answer", async () => {
  const user = userEvent.setup();
  open();
  await paste(user, "Grüße 👋");
  await paste(user, " twice");
  goToAnotherTab();
  goToAnotherProgram();
  await user.click(screen.getByRole("button", { name: "Send answer" }));
  expect(await screen.findByText("Question 2 of 3")).toBeTruthy();
  expect(server.kept).toMatchObject([
    { text: "Grüße 👋 twice", signals: { pastes: 2, pastedCharacters: 13, focusLost: 2 } },
  ]);
  // Each question begins anew.
  await user.type(await field(), "Typed.{Control>}{Enter}{/Control}");
  expect(await screen.findByText("Question 3 of 3")).toBeTruthy();
  expect(server.kept[1]?.signals).toEqual({ pastes: 0, pastedCharacters: 0, focusLost: 0 });
});

it("keeps the counts with the draft when the page is closed, also of what could not be sent", async () => {
  const user = userEvent.setup();
  const first = open();
  await paste(user, "1234");
  goToAnotherTab();
  // Closing the page is no going elsewhere.
  act(() => {
    window.dispatchEvent(new Event("pagehide"));
    window.dispatchEvent(new Event("blur"));
  });
  first.unmount();
  const second = open();
  await paste(user, "56");
  server.faults = ["offline"];
  await user.click(screen.getByRole("button", { name: "Send answer" }));
  await screen.findByRole("button", { name: "Try now" });
  second.unmount();
  open();
  expect(await screen.findByText("Question 2 of 3")).toBeTruthy();
  const signals = { pastes: 2, pastedCharacters: 6, focusLost: 1 };
  expect(server.kept).toMatchObject([{ text: "123456", signals }]);
  expect(JSON.stringify(localStorage)).not.toContain("pastes");
});

it("counts nothing that is pasted into a question to the company", async () => {
  const user = userEvent.setup();
  open();
  await field();
  await user.click(screen.getByRole("button", { name: "Ask Meridian Pay something" }));
  const dialog = within(screen.getByRole("dialog"));
  await user.click(dialog.getByLabelText("Your question"));
  await user.paste("Who founded it?");
  await user.click(dialog.getByRole("button", { name: "Go back" }));
  await user.type(await field(), "Typed.{Control>}{Enter}{/Control}");
  expect(await screen.findByText("Question 2 of 3")).toBeTruthy();
  expect(server.kept[0]?.signals?.pastes).toBe(0);
});

it("counts nothing of the page with one's own data", async () => {
  const user = userEvent.setup();
  open();
  await field();
  await user.click(screen.getByRole("link", { name: "Your data" }));
  await user.click(await screen.findByRole("button", { name: "Ask for a correction" }));
  await user.click(screen.getByLabelText(/^What is wrong/));
  await user.paste("Okafor-Lind");
  goToAnotherTab();
  await user.click(screen.getByRole("link", { name: "Back to the interview" }));
  await user.type(await field(), "Typed.{Control>}{Enter}{/Control}");
  expect(await screen.findByText("Question 2 of 3")).toBeTruthy();
  expect(server.kept[0]?.signals).toEqual({ pastes: 0, pastedCharacters: 0, focusLost: 0 });
});

it("counts and sends nothing where the company does not want it", async () => {
  server.state.signals = false;
  const user = userEvent.setup();
  open();
  await paste(user, "Pasted.");
  goToAnotherTab();
  expect(JSON.stringify(localStorage)).not.toContain("signals");
  await user.click(screen.getByRole("button", { name: "Send answer" }));
  expect(await screen.findByText("Question 2 of 3")).toBeTruthy();
  expect(server.sent[0]).not.toHaveProperty("signals");
});

it("counts nothing of the practice question", async () => {
  dropDrafts(TOKEN);
  const user = userEvent.setup();
  open();
  await user.click(await screen.findByLabelText("Your practice answer"));
  await user.paste("My bicycle.");
  goToAnotherTab();
  await user.click(screen.getByRole("button", { name: "Skip practice" }));
  await user.type(await field(), "Typed.{Control>}{Enter}{/Control}");
  expect(await screen.findByText("Question 2 of 3")).toBeTruthy();
  expect(server.kept[0]?.signals).toEqual({ pastes: 0, pastedCharacters: 0, focusLost: 0 });
});
