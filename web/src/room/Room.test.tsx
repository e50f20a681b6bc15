// The candidate's way through the room, with a network that fails.
import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { RoomServer } from "../testing/roomServer";
import { roomApi } from "./api";
import { dropDrafts, saveDraft, savePractised, saveZone } from "./draft";
import { Room } from "./Room";

const TOKEN = "secret-token-of-the-invite";

let server: RoomServer;
beforeEach(() => {
  server = new RoomServer().start();
  savePractised(TOKEN);
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
    await user.click(await screen.findByRole("button", { name: "Start now" }));
    await user.click(screen.getByRole("button", { name: "Agree and start" }));
    expect(screen.getByRole("alert").textContent).toContain("tick the box");
    expect(document.activeElement).toBe(screen.getByRole("checkbox"));
    expect(server.state.consented).toBe(false);
  });

  it("shows the newer wording when it changed meanwhile, and asks for consent again", async () => {
    const user = userEvent.setup();
    open();
    await user.click(await screen.findByRole("button", { name: "Start now" }));
    await user.click(screen.getByRole("checkbox"));
    server.state.disclosure.paragraphs = ["Alex is an AI. This is new."];
    server.faults = [
      { status: 409, code: "OTHER_DISCLOSURE", message: "The wording has changed." },
    ];
    await user.click(screen.getByRole("button", { name: "Agree and start" }));
    expect(await screen.findByText("Alex is an AI. This is new.")).toBeTruthy();
    expect((await screen.findByRole("alert")).textContent).toContain("Please read it again.");
    expect(screen.getByRole<HTMLInputElement>("checkbox").checked).toBe(false);
  });

  it("asks the first question after consent and moves the focus to it", async () => {
    const user = userEvent.setup();
    open();
    await user.click(await screen.findByRole("button", { name: "Start now" }));
    await user.click(screen.getByRole("checkbox", { name: "I agree." }));
    await user.click(screen.getByRole("button", { name: "Agree and start" }));
    const heading = await screen.findByRole("heading", { name: "What drew you to this posting?" });
    await waitFor(() => expect(document.activeElement).toBe(heading));
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
    // How many there are is not said: questions are counted, and follow-ups are answers, too.
    expect(
      screen.getByText("That was the last question. Your answers have arrived safely."),
    ).toBeTruthy();
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

  it("sends the same answer by itself after the page was closed in between", async () => {
    server.at(0);
    const user = userEvent.setup();
    const first = open();
    await user.type(await field(), "Before the crash");
    server.faults = ["offline"];
    await user.click(screen.getByRole("button", { name: "Send answer" }));
    await screen.findByRole("button", { name: "Try now" });
    first.unmount();
    open();
    expect(await screen.findByText("Question 2 of 3")).toBeTruthy();
    expect(server.kept.map(({ text }) => text)).toEqual(["Before the crash"]);
    expect(new Set(server.sent.map(({ key }) => key)).size).toBe(1);
  });

  it("sends nothing by itself that was edited after the try that failed", async () => {
    server.at(0);
    saveDraft(TOKEN, "q1", { text: "Sent, and more", attempt: { key: "k", text: "Sent" } });
    open();
    expect((await field()).value).toBe("Sent, and more");
    expect(screen.getByText("Not sent yet. Draft kept on this device")).toBeTruthy();
    expect(screen.getByRole("button", { name: "Send answer" })).toBeTruthy();
    expect(server.sent).toEqual([]);
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
    expect(await screen.findByText("Question 2 of 3")).toBeTruthy();
    expect(server.kept.map(({ text }) => text)).toEqual(["Sent too late"]);
  });
});

describe("a link that ends while somebody writes", () => {
  it.each(["expired", "closed"] as const)(
    "keeps what they wrote for when they are let in again: %s",
    async (state) => {
      server.at(0);
      const user = userEvent.setup();
      const first = open();
      await user.type(await field(), "Nearly done");
      server.faults = [{ status: 410, code: "OVER", message: "the time to take it has passed" }];
      server.state.state = state;
      await user.click(screen.getByRole("button", { name: "Send answer" }));
      await waitFor(() => expect(screen.queryByRole("button", { name: "Send answer" })).toBeNull());
      expect(screen.queryByText(/had its answer already/)).toBeNull();
      first.unmount();
      server.state.state = "in_progress";
      open();
      await waitFor(() => expect(server.kept.map(({ text }) => text)).toEqual(["Nearly done"]));
    },
  );
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

describe("the practice question", () => {
  beforeEach(() => {
    dropDrafts(TOKEN);
    server.at(0);
  });

  it("comes before the first question, and sends and keeps nothing", async () => {
    const user = userEvent.setup();
    open();
    expect(await screen.findByText("This one does not count.")).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Send practice answer" }));
    expect(screen.getByRole("alert").textContent).toContain("a few words");
    await user.type(await screen.findByLabelText("Your practice answer"), "My bicycle.");
    await user.click(screen.getByRole("button", { name: "Send practice answer" }));
    expect(document.activeElement).toBe(
      screen.getByRole("heading", { name: "That is all there is to it." }),
    );
    expect(JSON.stringify(localStorage)).not.toContain("bicycle");
    await user.click(screen.getByRole("button", { name: "Go to question 1" }));
    expect((await field()).value).toBe("");
    expect([...server.sent, ...server.kept]).toEqual([]);
  });

  it("can be skipped, and does not come again", async () => {
    const user = userEvent.setup();
    const first = open();
    await user.click(await screen.findByRole("button", { name: "Skip practice" }));
    expect(await screen.findByText("Question 1 of 3")).toBeTruthy();
    first.unmount();
    open();
    expect(await screen.findByText("Question 1 of 3")).toBeTruthy();
  });

  it("is not asked of who has answered a question on another device", async () => {
    server.at(1);
    open();
    expect(await screen.findByText("Question 2 of 3")).toBeTruthy();
  });
});

describe("choosing a time", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-10-25T12:00:00Z") });
    server.state.expiresAt = "2026-11-08T12:00:00Z";
    saveZone(TOKEN, "America/New_York");
    return () => void vi.useRealTimers();
  });

  async function openForm(button = "Choose a time for later") {
    const user = userEvent.setup();
    open();
    await user.click(await screen.findByRole("button", { name: button }));
    return user;
  }
  function pick(day: string, time: string) {
    fireEvent.change(screen.getByLabelText("Day"), { target: { value: day } });
    fireEvent.change(screen.getByLabelText("Time"), { target: { value: time } });
  }
  const keep = () => screen.getByRole("button", { name: "Keep this time" });

  it("proposes tomorrow, names the zone, and sends the instant", async () => {
    const user = await openForm();
    expect(screen.getByText(/Eastern Daylight Time \(UTC−4\)/)).toBeTruthy();
    await user.click(keep());
    expect(await screen.findByText(/Your time: Monday/)).toBeTruthy();
    expect(screen.getByRole("status").textContent).toContain("Your time is kept.");
    expect(server.choices.map(({ at }) => at)).toEqual(["2026-10-26T14:00:00.000Z"]);
  });

  it("takes the time by the clocks of the zone that is chosen, and remembers the zone", async () => {
    const user = await openForm();
    await user.selectOptions(screen.getByLabelText("Time zone"), "Pacific/Kiritimati");
    pick("2026-10-27", "08:30");
    await user.click(keep());
    expect(await screen.findByText(/Line Islands Time \(UTC\+14\)/)).toBeTruthy();
    expect(server.choices.map(({ at }) => at)).toEqual(["2026-10-26T18:30:00.000Z"]);
  });

  it("tells the zone that is chosen here with the next language", async () => {
    const user = await openForm();
    await user.selectOptions(screen.getByLabelText("Time zone"), "Pacific/Kiritimati");
    await user.click(screen.getByRole("button", { name: "Français" }));
    await waitFor(() =>
      expect(server.speeches.at(-1)).toEqual({ language: "fr", zone: "Pacific/Kiritimati" }),
    );
  });

  it("goes by the zone that was chosen on another device", async () => {
    localStorage.clear();
    server.state.language = "en";
    server.state.zone = "Pacific/Kiritimati";
    server.state.scheduledAt = "2026-10-26T18:30:00.000Z";
    const user = await openForm("Change the time");
    expect(screen.getByLabelText<HTMLSelectElement>("Time zone").value).toBe("Pacific/Kiritimati");
    await user.click(screen.getByRole("button", { name: "Back" }));
    expect(await screen.findByText(/Line Islands Time \(UTC\+14\)/)).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Français" }));
    await waitFor(() =>
      expect(server.speeches).toEqual([{ language: "fr", zone: "Pacific/Kiritimati" }]),
    );
  });

  it("asks which one is meant when a time comes twice", async () => {
    const user = await openForm();
    pick("2026-11-01", "01:30");
    expect(screen.getByText(/01:30 comes twice that night/)).toBeTruthy();
    await user.click(screen.getByLabelText("The second, UTC−5"));
    await user.click(keep());
    await screen.findByText(/Your time:/);
    expect(server.choices.map(({ at }) => at)).toEqual(["2026-11-01T06:30:00.000Z"]);
  });

  it("refuses a time that does not exist, has passed, or lies after the link's end", async () => {
    server.state.expiresAt = "2027-04-01T12:00:00Z";
    const user = await openForm();
    for (const [day, time, reason] of [
      ["2027-03-14", "02:30", "There is no 02:30 in New York on that day"],
      ["2026-10-25", "07:59", "passed already"],
      ["2027-04-02", "09:00", "Your link ends on"],
      ["", "", "choose a day and a time"],
    ] as const) {
      pick(day, time);
      await user.click(keep());
      expect(screen.getByRole("alert").textContent).toContain(reason);
      expect(document.activeElement).toBe(screen.getByLabelText("Day"));
    }
    expect(server.choices).toEqual([]);
  });

  it("gives the time back", async () => {
    server.state.scheduledAt = "2026-10-28T14:00:00Z";
    const user = await openForm("Change the time");
    expect(screen.getByLabelText<HTMLInputElement>("Time").value).toBe("10:00");
    await user.click(screen.getByRole("button", { name: "Give the time back" }));
    expect(await screen.findByRole("button", { name: "Choose a time for later" })).toBeTruthy();
    expect(server.choices.map(({ at }) => at)).toEqual([null]);
  });

  it("sends the same request again after a reply that was lost", async () => {
    const user = await openForm();
    server.faults = ["lost"];
    await user.click(keep());
    expect((await screen.findByRole("alert")).textContent).toContain("not kept yet");
    await user.click(keep());
    await screen.findByText(/Your time:/);
    expect(new Set(server.choices.map(({ key }) => key)).size).toBe(1);
  });

  it("says why the server refuses", async () => {
    const user = await openForm();
    server.faults = [{ status: 409, code: "TOO_OFTEN", message: "Too often." }];
    await user.click(keep());
    expect((await screen.findByRole("alert")).textContent).toContain("changed the time very often");
  });
});

describe("the candidate's data", () => {
  it("are shown from every step, and the draft is there afterwards", async () => {
    server.at(0);
    const user = userEvent.setup();
    open();
    await user.type(await field(), "First answer.{Control>}{Enter}{/Control}");
    expect(await screen.findByText("Question 2 of 3")).toBeTruthy();
    await user.type(await field(), "Half a sent");
    await user.click(screen.getByRole("link", { name: "Your data" }));
    expect(
      await screen.findByRole("heading", { name: "What Meridian Pay keeps of you here" }),
    ).toBeTruthy();
    expect(await screen.findByText("First answer.")).toBeTruthy();
    expect(screen.getByText("ada@example.com")).toBeTruthy();
    await user.click(screen.getByRole("link", { name: "Back to the interview" }));
    expect((await field()).value).toBe("Half a sent");
  });

  it("stand in front of the step, which then begins at its heading", async () => {
    server.at(0);
    const user = userEvent.setup();
    open();
    const question = await screen.findByRole("heading", { name: "What drew you to this posting?" });
    await user.click(screen.getByRole("link", { name: "Your data" }));
    const heading = await screen.findByRole("heading", { name: /keeps of you here/ });
    expect(document.activeElement).toBe(heading);
    expect(document.title).toMatch(/^Your data/);
    expect(screen.getAllByRole("heading", { level: 1 })).toEqual([heading]);
    await user.click(screen.getByRole("link", { name: "Back to the interview" }));
    await waitFor(() => expect(document.activeElement).toBe(question));
    expect(document.title).toMatch(/^Question 1 of 3/);
  });

  it("close what was open in front of the step", async () => {
    const user = userEvent.setup();
    open();
    await user.click(await screen.findByRole("button", { name: "I need this another way" }));
    await user.type(screen.getByLabelText("What you need"), "More time.");
    location.hash = "#your-data";
    await screen.findByRole("heading", { name: /keeps of you here/ });
    location.hash = "";
    await screen.findByRole("heading", { name: /^Hello, Ada/ });
    expect(screen.queryByRole("dialog")).toBeNull();
    await user.click(screen.getByRole("button", { name: "I need this another way" }));
    expect(screen.getByLabelText<HTMLTextAreaElement>("What you need").value).toBe("More time.");
  });

  it("tell times by the zone that is kept, also once the link has run out", async () => {
    server.state.state = "expired";
    server.state.language = "en";
    server.state.zone = "Pacific/Kiritimati";
    server.state.expiresAt = "2026-12-01T12:00:00Z";
    const user = userEvent.setup();
    open();
    expect(await screen.findByText(/December 2.*GMT\+14/)).toBeTruthy();
    await user.click(screen.getByRole("link", { name: "Your data" }));
    expect(await screen.findByText(/^December 2, 2026.*GMT\+14/)).toBeTruthy();
  });

  it("can be asked for again after a fault, and say when there are no answers", async () => {
    const user = userEvent.setup();
    open();
    const link = await screen.findByRole("link", { name: "Your data" });
    server.faults = ["offline"];
    await user.click(link);
    await user.click(await screen.findByRole("button", { name: "Try again" }));
    expect(await screen.findByText("You have not answered anything yet.")).toBeTruthy();
  });

  it("lead to a person, too", async () => {
    const user = userEvent.setup();
    open();
    await user.click(await screen.findByRole("link", { name: "Your data" }));
    await user.click(
      await screen.findByRole("button", { name: "I would rather talk to a person" }),
    );
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

  it("are tried again by themselves when the connection is back", async () => {
    server.at(0);
    server.faults = ["offline"];
    open();
    await screen.findByRole("button", { name: "Try again" });
    act(() => void window.dispatchEvent(new Event("online")));
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

describe("what candidates say of themselves", () => {
  const asks = () => {
    server.state.state = "completed";
    server.state.consented = true;
    server.state.selfReport = true;
  };

  it("is not asked for unless the company wants it", async () => {
    asks();
    server.state.selfReport = false;
    open();
    expect(await screen.findByRole("heading", { name: "Thank you, Ada." })).toBeTruthy();
    expect(screen.queryByRole("group", { name: "Sex" })).toBeNull();
  });

  it("is voluntary, is sent by the button alone, and can be taken back", async () => {
    asks();
    const user = userEvent.setup();
    open();
    const group = await screen.findByRole("group", { name: "Sex" });
    expect(screen.getByText(/Answering is voluntary/)).toBeTruthy();
    expect(screen.getByText(/Nobody who decides about you sees it/)).toBeTruthy();
    const unsaid = screen.getAllByRole<HTMLInputElement>("radio", { name: "I prefer not to say" });
    expect(unsaid.map(({ checked }) => checked)).toEqual([true, true]);
    expect(group.contains(screen.getByRole("radio", { name: "Female" }))).toBe(true);
    await user.click(screen.getByRole("radio", { name: "Female" }));
    await user.click(screen.getByRole("radio", { name: "Hispanic or Latino" }));
    expect(server.said).toBeNull();
    await user.click(screen.getByRole("button", { name: "Send" }));
    expect(await screen.findByText(/It is kept, apart from your interview/)).toBeTruthy();
    expect(server.said).toEqual({ sex: "female", raceEthnicity: "hispanic_or_latino" });
    await user.click(screen.getByRole("button", { name: "Take it back" }));
    expect(await screen.findByText("It is deleted.")).toBeTruthy();
    expect(server.said).toBeNull();
  });

  it("can be taken back among their data, also when the company has stopped asking", async () => {
    asks();
    server.state.selfReport = false;
    server.said = { sex: "male", raceEthnicity: null };
    location.hash = "#your-data";
    const user = userEvent.setup();
    open();
    expect((await screen.findByRole<HTMLInputElement>("radio", { name: "Male" })).checked).toBe(
      true,
    );
    expect(screen.queryByRole("button", { name: "Send" })).toBeNull();
    await user.click(screen.getByRole("button", { name: "Take it back" }));
    expect(await screen.findByText("It is deleted.")).toBeTruthy();
    expect(server.said).toBeNull();
    location.hash = "";
  });

  it("is shown again to who comes back, and to nobody else", async () => {
    asks();
    server.said = { sex: "male", raceEthnicity: null };
    open();
    const man = await screen.findByRole<HTMLInputElement>("radio", { name: "Male" });
    await waitFor(() => expect(man.checked).toBe(true));
  });
});
