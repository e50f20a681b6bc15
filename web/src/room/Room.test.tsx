// The candidate's way through the room, with a network that fails.
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it } from "vitest";
import { RoomServer } from "../testing/roomServer";
import { roomApi } from "./api";
import { Room } from "./Room";

const TOKEN = "secret-token-of-the-invite";

let server: RoomServer;
beforeEach(() => {
  server = new RoomServer().start();
});

function open() {
  return render(<Room token={TOKEN} api={roomApi(TOKEN)} />);
}

const field = () => screen.findByLabelText<HTMLTextAreaElement>("Your answer");

describe("from the link to the first question", () => {
  it("says that Alex is an AI before anything else happens", async () => {
    open();
    expect(await screen.findByText("Alex is an AI.", { exact: false })).toBeTruthy();
    expect(screen.getByText("Backend Engineer")).toBeTruthy();
  });

  it("greets someone whose name Lever doesn't have", async () => {
    server.state.firstName = "";
    open();
    expect(
      await screen.findByRole("heading", { name: "Hello. Good to have you here." }),
    ).toBeTruthy();
  });

  it("asks nothing without consent", async () => {
    const user = userEvent.setup();
    open();
    await user.click(await screen.findByRole("button", { name: "Continue" }));
    await user.click(screen.getByRole("button", { name: "Agree and start" }));
    expect(screen.getByRole("alert").textContent).toContain("tick the box");
    expect(document.activeElement).toBe(screen.getByRole("checkbox"));
    expect(server.state.consented).toBe(false);
  });

  it("shows the newer wording when it changed meanwhile, and asks for consent again", async () => {
    const user = userEvent.setup();
    open();
    await user.click(await screen.findByRole("button", { name: "Continue" }));
    await user.click(screen.getByRole("checkbox"));
    server.state.disclosure.paragraphs = ["Alex is an AI. This is new."];
    server.faults = [
      { status: 409, code: "OTHER_DISCLOSURE", message: "The wording has changed." },
    ];
    await user.click(screen.getByRole("button", { name: "Agree and start" }));
    expect(await screen.findByText("Alex is an AI. This is new.")).toBeTruthy();
    expect((await screen.findByRole("alert")).textContent).toBe("The wording has changed.");
    expect(screen.getByRole<HTMLInputElement>("checkbox").checked).toBe(false);
  });

  it("asks the first question after consent and moves the focus to it", async () => {
    const user = userEvent.setup();
    open();
    await user.click(await screen.findByRole("button", { name: "Continue" }));
    await user.click(screen.getByRole("checkbox", { name: "I agree." }));
    await user.click(screen.getByRole("button", { name: "Agree and start" }));
    const heading = await screen.findByRole("heading", { name: "What drew you to this posting?" });
    expect(document.activeElement).toBe(heading);
    expect(screen.getByText("Question 1 of 3")).toBeTruthy();
    expect(screen.queryByText(/Welcome back/)).toBeNull();
  });
});

describe("answering", () => {
  it("goes on by Ctrl+Enter and says that the answer is saved", async () => {
    server.at(0);
    const user = userEvent.setup();
    open();
    await user.type(await field(), "Because of the ledger.{Control>}{Enter}{/Control}");
    expect(await screen.findByText("Question 2 of 3")).toBeTruthy();
    expect(screen.getByRole("status").textContent).toBe("Answer 1 is saved.");
    expect(server.kept.map(({ text }) => text)).toEqual(["Because of the ledger."]);
    expect((await field()).value).toBe("");
  });

  it("asks for words instead of sending an empty answer", async () => {
    server.at(0);
    const user = userEvent.setup();
    open();
    await user.type(await field(), "   ");
    await user.click(screen.getByRole("button", { name: "Send answer" }));
    expect(screen.getByRole("alert").textContent).toContain("a few words");
    expect(document.activeElement).toBe(await field());
    expect(server.sent).toEqual([]);
  });

  it("thanks after the last answer and leaves no draft behind", async () => {
    server.at(2);
    localStorage.setItem("fulcrum:draft:e-invite:q1", '{"text":"stale"}');
    const user = userEvent.setup();
    open();
    await user.type(await field(), "No, thank you.");
    await user.click(screen.getByRole("button", { name: "Send answer" }));
    expect(await screen.findByRole("heading", { name: "Thank you, Ada." })).toBeTruthy();
    expect(Object.keys(localStorage)).toEqual([]);
    expect(screen.queryByRole("button", { name: /talk to a person/ })).toBeNull();
  });
});

describe("coming back", () => {
  it("resumes at the exact question with its draft and one short greeting", async () => {
    server.at(1);
    const user = userEvent.setup();
    const first = open();
    await user.type(await field(), "Half a sent");
    first.unmount();
    open();
    expect(
      await screen.findByRole("heading", { name: "Tell me about a failure in production." }),
    ).toBeTruthy();
    expect((await field()).value).toBe("Half a sent");
    expect(screen.getByRole("status").textContent).toContain("Welcome back, Ada.");
    expect(screen.queryByText(/Good to have you here/)).toBeNull();
  });
});

describe("a network that fails", () => {
  it("keeps the text while offline and sends the same answer again when back online", async () => {
    server.at(0);
    const user = userEvent.setup();
    open();
    await user.type(await field(), "Kept");
    server.faults = ["offline"];
    await user.click(screen.getByRole("button", { name: "Send answer" }));
    expect((await screen.findByRole("alert")).textContent).toContain("offline");
    expect((await field()).value).toBe("Kept");
    expect(screen.getByRole("button", { name: "Try now" })).toBeTruthy();
    act(() => void window.dispatchEvent(new Event("online")));
    expect(await screen.findByText("Question 2 of 3")).toBeTruthy();
    expect(server.sent).toHaveLength(2);
    expect(server.sent[0]?.key).toBe(server.sent[1]?.key);
    expect(server.kept).toHaveLength(1);
  });

  it("keeps one answer when the first reply was lost", async () => {
    server.at(0);
    const user = userEvent.setup();
    open();
    await user.type(await field(), "Only once");
    server.faults = ["lost"];
    await user.click(screen.getByRole("button", { name: "Send answer" }));
    await user.click(await screen.findByRole("button", { name: "Try now" }));
    expect(await screen.findByText("Question 2 of 3")).toBeTruthy();
    expect(server.kept.map(({ text }) => text)).toEqual(["Only once"]);
  });

  it("sends the same key even after the page was closed in between", async () => {
    server.at(0);
    const user = userEvent.setup();
    const first = open();
    await user.type(await field(), "Before the crash");
    server.faults = ["offline"];
    await user.click(screen.getByRole("button", { name: "Send answer" }));
    await screen.findByRole("button", { name: "Try now" });
    first.unmount();
    open();
    await user.click(await screen.findByRole("button", { name: "Send answer" }));
    expect(await screen.findByText("Question 2 of 3")).toBeTruthy();
    expect(new Set(server.sent.map(({ key }) => key)).size).toBe(1);
  });

  it("says so when an edited text comes too late, because the first had arrived", async () => {
    server.at(0);
    const user = userEvent.setup();
    open();
    await user.type(await field(), "First");
    server.faults = ["lost"];
    await user.click(screen.getByRole("button", { name: "Send answer" }));
    await screen.findByRole("button", { name: "Try now" });
    await user.type(await field(), " and more");
    await user.click(screen.getByRole("button", { name: "Send answer" }));
    expect(await screen.findByText("Question 2 of 3")).toBeTruthy();
    expect(screen.getByRole("status").textContent).toContain("The one that arrived first counts.");
    expect(server.kept.map(({ text }) => text)).toEqual(["First"]);
  });

  it("shows the server's reason when an answer is refused, and lets it be changed", async () => {
    server.at(0);
    const user = userEvent.setup();
    open();
    await user.type(await field(), "Too long");
    server.faults = [{ status: 413, code: "TOO_LARGE", message: "This answer is too long." }];
    await user.click(screen.getByRole("button", { name: "Send answer" }));
    await waitFor(() =>
      expect(screen.getByRole("alert").textContent).toBe("This answer is too long."),
    );
    expect((await field()).readOnly).toBe(false);
    expect(screen.getByRole("button", { name: "Send answer" })).toBeTruthy();
  });
});

describe("a paused interview", () => {
  it("keeps the draft, and goes on where it was", async () => {
    server.at(0);
    const user = userEvent.setup();
    const first = open();
    await user.type(await field(), "Half a sent");
    first.unmount();
    server.state.state = "paused";
    open();
    expect(await screen.findByText("This interview is paused.")).toBeTruthy();
    expect(screen.getByText(/Your link stays valid/)).toBeTruthy();
    server.state.state = "in_progress";
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect((await field()).value).toBe("Half a sent");
  });

  it("loses no answer that was being sent meanwhile", async () => {
    server.at(0);
    const user = userEvent.setup();
    open();
    await user.type(await field(), "Sent too late");
    server.faults = [{ status: 409, code: "CONFLICT", message: "The interview is paused." }];
    server.state.state = "paused";
    await user.click(screen.getByRole("button", { name: "Send answer" }));
    expect(await screen.findByText("This interview is paused.")).toBeTruthy();
    server.state.state = "in_progress";
    await user.click(screen.getByRole("button", { name: "Try again" }));
    expect((await field()).value).toBe("Sent too late");
  });
});

describe("talking to a person", () => {
  it("asks once more, then hands over", async () => {
    server.at(1);
    const user = userEvent.setup();
    open();
    await user.click(
      await screen.findByRole("button", { name: "I would rather talk to a person" }),
    );
    expect(screen.getByRole("dialog", { name: "Talk to a person instead?" })).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Go back" }));
    expect(server.state.state).toBe("in_progress");
    await user.click(screen.getByRole("button", { name: "I would rather talk to a person" }));
    await user.click(screen.getByRole("button", { name: "Yes, ask for a person" }));
    expect(
      await screen.findByRole("heading", { name: "A person takes over from here." }),
    ).toBeTruthy();
  });
});

describe("links that lead nowhere", () => {
  it("can be tried again while the server is away", async () => {
    server.at(0);
    server.faults = ["offline"];
    const user = userEvent.setup();
    open();
    await user.click(await screen.findByRole("button", { name: "Try again" }));
    expect(await screen.findByText("Question 1 of 3")).toBeTruthy();
  });

  it("says that an unknown link is not valid", async () => {
    server.faults = [{ status: 404, code: "NOT_FOUND", message: "no such link" }];
    open();
    expect(await screen.findByRole("heading", { name: "This link is not valid." })).toBeTruthy();
  });

  it("says when an invitation has run out, and why one is closed", async () => {
    server.state.state = "expired";
    const first = open();
    expect(await screen.findByText("This invitation has run out.")).toBeTruthy();
    first.unmount();
    server.state.state = "closed";
    server.state.reason = "the company has closed it";
    open();
    expect(
      await screen.findByText("This interview is over. The company has closed it."),
    ).toBeTruthy();
  });
});
