// What candidates ask of the company: the posting answers or a person, nothing is lost, and sending twice is one.
import { act, render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { RoomServer } from "../testing/roomServer";
import { roomApi } from "./api";
import { savePractised } from "./draft";
import { Room } from "./Room";

const TOKEN = "secret-token-of-the-invite";
const PAY = "What is the pay?";

let server: RoomServer;
beforeEach(() => {
  server = new RoomServer().start();
  server.stated[PAY] = [
    { topic: "salary", text: "EUR 85,000 to 110,000 per year" },
    { text: "Shares after two years" },
  ];
  savePractised(TOKEN);
});

function open() {
  return render(<Room token={TOKEN} api={roomApi(TOKEN)} />);
}

const ASK = "Ask Meridian Pay something";

async function openDialog(user: ReturnType<typeof userEvent.setup>, name = ASK) {
  await user.click(await screen.findByRole("button", { name }));
  return within(screen.getByRole("dialog", { name }));
}

describe("asking the company something", () => {
  it("is answered with the posting's words, and passed on where they are no answer", async () => {
    server.at(0);
    const user = userEvent.setup();
    open();
    const dialog = await openDialog(user);
    await user.type(dialog.getByLabelText("Your question"), PAY);
    await user.click(dialog.getByRole("button", { name: "Ask" }));
    const said = await dialog.findByText("The posting says:");
    expect(dialog.getByText("EUR 85,000 to 110,000 per year").textContent).toBe(
      "Pay: EUR 85,000 to 110,000 per year",
    );
    expect(dialog.getByText("Shares after two years")).toBeTruthy();
    expect(document.activeElement?.contains(said)).toBe(true);
    await user.click(dialog.getByRole("button", { name: /^That does not answer it/ }));
    expect(await dialog.findByText(/A person answers it by mail/)).toBeTruthy();
    expect(dialog.queryByText("The posting says:")).toBeNull();
    expect(server.asked.map(({ passOn }) => passOn)).toEqual([false, true]);
    expect(new Set(server.asked.map(({ key }) => key)).size).toBe(1);
    expect(server.requests.map(({ standing }) => standing)).toEqual(["waiting"]);
    await user.click(dialog.getByRole("button", { name: "Close" }));
    // Another question is another request.
    const again = await openDialog(user);
    expect(again.getByLabelText<HTMLTextAreaElement>("Your question").value).toBe("");
  });

  it("goes to a person at once where the posting says nothing", async () => {
    const user = userEvent.setup();
    open();
    const dialog = await openDialog(user);
    await user.type(dialog.getByLabelText("Your question"), " Who founded it? ");
    await user.click(dialog.getByRole("button", { name: "Ask" }));
    expect(await dialog.findByText(/Your question has reached Meridian Pay/)).toBeTruthy();
    expect(dialog.queryByRole("button", { name: /^That does not/ })).toBeNull();
    expect(server.asked).toMatchObject([{ kind: "question", text: "Who founded it?" }]);
  });

  it("wants words, and says why it is refused", async () => {
    const user = userEvent.setup();
    open();
    const dialog = await openDialog(user);
    await user.click(dialog.getByRole("button", { name: "Ask" }));
    expect(dialog.getByRole("alert").textContent).toContain("Please write what you would like");
    const field = dialog.getByLabelText<HTMLTextAreaElement>("Your question");
    expect(document.activeElement).toBe(field);
    expect(server.asked).toEqual([]);
    await user.type(field, "Once more?");
    server.faults = [{ status: 409, code: "ASKED_OFTEN", message: "Too often." }];
    await user.click(dialog.getByRole("button", { name: "Ask" }));
    await waitFor(() =>
      expect(dialog.getByRole("alert").textContent).toContain("You have asked very often."),
    );
    expect(field.value).toBe("Once more?");
  });

  it("is one when the first reply was lost", async () => {
    const user = userEvent.setup();
    open();
    const dialog = await openDialog(user);
    await user.type(dialog.getByLabelText("Your question"), "Who founded it?");
    server.faults = ["lost"];
    await user.click(dialog.getByRole("button", { name: "Ask" }));
    expect((await dialog.findByRole("alert")).textContent).toContain("offline");
    await user.click(await dialog.findByRole("button", { name: "Try now" }));
    expect(await dialog.findByText(/Your question has reached/)).toBeTruthy();
    expect(server.asked).toHaveLength(2);
    expect(server.requests).toHaveLength(1);
  });

  it("is passed on by itself when the connection is back", async () => {
    const user = userEvent.setup();
    open();
    const dialog = await openDialog(user);
    await user.type(dialog.getByLabelText("Your question"), PAY);
    await user.click(dialog.getByRole("button", { name: "Ask" }));
    const passOn = await dialog.findByRole("button", { name: /^That does not answer it/ });
    server.faults = ["offline"];
    await user.click(passOn);
    await waitFor(() => expect(dialog.getByRole("alert").textContent).toContain("Not sent yet"));
    act(() => void window.dispatchEvent(new Event("online")));
    expect(await dialog.findByText(/A person answers it by mail/)).toBeTruthy();
    expect(server.requests.map(({ standing }) => standing)).toEqual(["waiting"]);
  });

  it("loses nothing that was written, and sends what was unsent when it is opened next", async () => {
    server.at(1);
    const user = userEvent.setup();
    const first = open();
    let dialog = await openDialog(user);
    await user.type(dialog.getByLabelText("Your question"), "Who foun");
    await user.click(dialog.getByRole("button", { name: "Go back" }));
    expect(screen.queryByRole("dialog")).toBeNull();
    dialog = await openDialog(user);
    await user.type(dialog.getByLabelText("Your question"), "ded it?");
    server.faults = ["offline"];
    await user.click(dialog.getByRole("button", { name: "Ask" }));
    await dialog.findByRole("button", { name: "Try now" });
    first.unmount();
    open();
    dialog = await openDialog(user);
    expect(await dialog.findByText(/Your question has reached/)).toBeTruthy();
    expect(server.requests.map(({ text }) => text)).toEqual(["Who founded it?"]);
    expect(new Set(server.asked.map(({ key }) => key)).size).toBe(1);
  });

  it("is offered before, after and beside the interview, also in Spanish", async () => {
    for (const state of ["completed", "declined", "expired", "closed", "paused"] as const) {
      server.state.state = state;
      const page = open();
      expect(await screen.findByRole("button", { name: ASK })).toBeTruthy();
      const need = screen.queryByRole("button", { name: "I need this another way" });
      expect(need !== null, state).toBe(state === "paused");
      page.unmount();
    }
    const user = userEvent.setup();
    open();
    await user.click(await screen.findByRole("button", { name: "Español" }));
    const dialog = await openDialog(user, "Preguntar algo a Meridian Pay");
    await user.type(dialog.getByLabelText("Su pregunta"), PAY);
    await user.click(dialog.getByRole("button", { name: "Preguntar" }));
    expect(await dialog.findByText("La oferta dice:")).toBeTruthy();
    expect(dialog.getByText("Salario:", { exact: false })).toBeTruthy();
  });

  it("leads nowhere where the link does not", async () => {
    server.faults = [{ status: 404, code: "NOT_FOUND", message: "no such link" }];
    open();
    await screen.findByRole("heading", { name: "This link is not valid." });
    expect(screen.queryByRole("button", { name: /^Ask / })).toBeNull();
  });
});

describe("needing it another way", () => {
  it("tells a person, stops the clock, and lets the writing go on", async () => {
    server.at(0);
    const user = userEvent.setup();
    open();
    await user.type(await screen.findByLabelText("Your answer"), "Half a sent");
    const dialog = await openDialog(user, "I need this another way");
    expect(dialog.getByText(/because of a disability, for a technical reason/)).toBeTruthy();
    await user.type(dialog.getByLabelText("What you need"), "A screen reader.");
    await user.click(dialog.getByRole("button", { name: "Tell them" }));
    expect(await dialog.findByText(/stands still, for 30 days at most/)).toBeTruthy();
    expect(dialog.getByText(/you may go on in writing/)).toBeTruthy();
    expect(server.requests).toMatchObject([{ kind: "accommodation", text: "A screen reader." }]);
    await user.click(dialog.getByRole("button", { name: "Close" }));
    expect(screen.getByLabelText<HTMLTextAreaElement>("Your answer").value).toBe("Half a sent");
  });

  it("is offered in the welcome, which then says when the link ends now", async () => {
    const user = userEvent.setup();
    open();
    expect(await screen.findByText(/December 1\b/)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Say what you need" }));
    const dialog = within(screen.getByRole("dialog", { name: "I need this another way" }));
    await user.type(dialog.getByLabelText("What you need"), "More time.");
    await user.click(dialog.getByRole("button", { name: "Tell them" }));
    expect(await screen.findByText(/December 31/)).toBeTruthy();
    expect(dialog.getByText(/stands still/)).toBeTruthy();
  });
});

describe("what is kept of the candidate", () => {
  async function openData(user: ReturnType<typeof userEvent.setup>) {
    open();
    await user.click(await screen.findByRole("link", { name: "Your data" }));
    await screen.findByText("ada@example.com");
  }

  it("is corrected where they ask for it, and what they asked is listed", async () => {
    const user = userEvent.setup();
    await openData(user);
    expect(screen.queryByRole("heading", { name: "What you asked for" })).toBeNull();
    const button = screen.getByRole("button", { name: "Ask for a correction" });
    expect(button.getAttribute("aria-expanded")).toBe("false");
    await user.click(button);
    expect(button.getAttribute("aria-expanded")).toBe("true");
    await user.click(screen.getByRole("button", { name: "Send" }));
    expect(screen.getByRole("alert").textContent).toContain("Please write");
    await user.type(screen.getByLabelText(/^What is wrong/), "I am called Ada Okafor-Lind.");
    await user.click(screen.getByRole("button", { name: "Send" }));
    expect(await screen.findByText(/This has reached Meridian Pay/)).toBeTruthy();
    expect(screen.getByRole("heading", { name: "A correction" })).toBeTruthy();
    expect(screen.getByText("I am called Ada Okafor-Lind.")).toBeTruthy();
    expect(screen.getByText("A person is to answer.")).toBeTruthy();
    expect(server.requests).toMatchObject([{ kind: "correction" }]);
  });

  it("is deleted where they ask for it, with or without a reason", async () => {
    server.state.state = "completed";
    const user = userEvent.setup();
    await openData(user);
    await user.click(screen.getByRole("button", { name: "Ask for deletion" }));
    await user.click(screen.getByRole("button", { name: "Send" }));
    expect(await screen.findByText(/This has reached Meridian Pay/)).toBeTruthy();
    expect(server.requests).toMatchObject([{ kind: "deletion", text: "" }]);
    expect(screen.getByRole("heading", { name: "Deletion" })).toBeTruthy();
  });

  it("names what the posting and people answered", async () => {
    const request = {
      key: "k1",
      id: "request:1",
      kind: "question",
      text: PAY,
      madeAt: "2026-11-20T10:00:00Z",
      passages: [{ topic: "salary", text: "EUR 85,000" }],
      standing: "by_posting",
      reply: null,
      repliedAt: null,
    } as const;
    server.requests.push(
      { ...request, passages: [...request.passages] },
      {
        ...request,
        id: "request:2",
        text: "Who founded it?",
        passages: [],
        standing: "by_person",
        reply: "Mira did.\n\nIn 2011.",
        repliedAt: "2026-11-21T10:00:00Z",
      },
    );
    await openData(userEvent.setup());
    expect(screen.getByText("The posting was quoted in answer.")).toBeTruthy();
    expect(screen.getByText("EUR 85,000")).toBeTruthy();
    expect(screen.getByText(/^A person answered on November 21, 2026/)).toBeTruthy();
    expect(screen.getByText(/Mira did\./)).toBeTruthy();
  });
});
