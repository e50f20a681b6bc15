// The time for an answer, where the company has set one: it is told, can be taken more of, and stops nothing.
import { act, fireEvent, render, screen } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { RoomServer } from "../testing/roomServer";
import { roomApi } from "./api";
import { dropDraft, loadTime, savePractised, saveTime } from "./draft";
import { Room } from "./Room";
import { phaseOf } from "./useAnswerTime";

const TOKEN = "secret-token-of-the-invite";

let server: RoomServer;
beforeEach(() => {
  // Pauses before something is sent again are real, and are over at once.
  vi.useFakeTimers({
    toFake: ["Date", "setInterval", "clearInterval"],
    now: Date.parse("2026-11-20T12:00:00Z"),
  });
  server = new RoomServer().start();
  server.at(0);
  server.state.limit = { minutes: 5, secondsLeft: null, extended: 0 };
  savePractised(TOKEN);
  return () => void vi.useRealTimers();
});

function open() {
  return render(<Room token={TOKEN} api={roomApi(TOKEN)} />);
}

/** Tries again until it holds: those of the library do so by the interval that stands still here. */
async function until(holds: () => void) {
  for (let tries = 0; tries < 2_000; tries += 1) {
    try {
      holds();
      return;
    } catch {
      await act(() => new Promise<void>((end) => setTimeout(end, 5)));
    }
  }
  holds();
}

const field = () => screen.findByLabelText<HTMLTextAreaElement>("Your answer");
const left = () => screen.queryByRole("timer")?.textContent ?? null;
const more = () => screen.getByRole("button", { name: "Take more time" });
const pass = (seconds: number) => act(() => void vi.advanceTimersByTime(seconds * 1000));
/** What is read out, of all that may be. */
const said = () => screen.getAllByRole("status").map(({ textContent }) => textContent);
const begun = () => until(() => expect(Object.keys(server.ends)).toEqual(["q1"]));
const untold = () => loadTime(TOKEN, "q1").keys;

/** As if it had not been seen before: without its question's greeting. */
async function openAndBegin() {
  const page = open();
  await field();
  await begun();
  // What the server answered has been read.
  await until(() => expect(loadTime(TOKEN, "q1").endsAt).not.toBeNull());
  expect(left()).toBe("Time left: 5 min");
  return page;
}

async function write(text: string) {
  fireEvent.change(await field(), { target: { value: text } });
}

describe("the time for an answer", () => {
  it("is nowhere where there is no limit", async () => {
    delete server.state.limit;
    open();
    await field();
    expect(screen.queryByRole("timer")).toBeNull();
    expect(screen.queryByRole("button", { name: "Take more time" })).toBeNull();
    await write("Ledgers.");
    fireEvent.click(screen.getByRole("button", { name: "Send answer" }));
    expect(await screen.findByText("Question 2 of 3")).toBeTruthy();
    expect(server.ends).toEqual({});
  });

  it("begins when the question is shown, counts minutes, and seconds in the last one", async () => {
    await openAndBegin();
    pass(1);
    expect(left()).toBe("Time left: 5 min");
    pass(60);
    expect(left()).toBe("Time left: 4 min");
    pass(119);
    expect(left()).toBe("Time left: 2 min");
    pass(60);
    expect(left()).toBe("Time left: 60 s");
    pass(59);
    expect(left()).toBe("Time left: 1 s");
  });

  it("begins no sooner where one's own data are looked at first", async () => {
    location.hash = "#your-data";
    open();
    await until(() => expect(screen.getByText("ada@example.com")).toBeTruthy());
    act(() => void window.dispatchEvent(new Event("online")));
    expect(server.shown).toEqual([]);
    fireEvent.click(screen.getByRole("link", { name: "Back to the interview" }));
    await begun();
    expect(server.shown).toEqual(["q1"]);
  });

  it("is said to be nearly over once, a fifth before the end, and to be over once", async () => {
    await openAndBegin();
    const words = () => said().filter((text) => text !== null && /time/i.test(text));
    pass(239);
    expect(words()).toEqual([]);
    pass(1);
    const soon = screen.getByText(/is nearly over/);
    expect(words()).toEqual([soon.textContent]);
    // Not a word changes while it counts down, so that nothing is read out again.
    const changes = vi.fn();
    const watch = new MutationObserver(changes);
    watch.observe(soon, { childList: true, characterData: true, subtree: true });
    pass(50);
    expect(left()).toBe("Time left: 10 s");
    expect(watch.takeRecords()).toEqual([]);
    pass(10);
    expect(left()).toBeNull();
    expect(words()).toEqual([expect.stringMatching(/is over, and nothing is lost/)]);
    expect(watch.takeRecords()).not.toEqual([]);
    watch.disconnect();
    expect(changes).not.toHaveBeenCalled();
  });

  it("stops nothing when it is over: the answer is written on, sent and kept", async () => {
    await openAndBegin();
    await write("Half a");
    pass(900);
    expect((await field()).readOnly).toBe(false);
    expect(server.sent).toEqual([]);
    await write("Half a sentence, and more");
    fireEvent.click(screen.getByRole("button", { name: "Send answer" }));
    expect(await screen.findByText("Question 2 of 3")).toBeTruthy();
    expect(server.kept.map(({ text }) => text)).toEqual(["Half a sentence, and more"]);
    // The next one has its own time.
    await until(() => expect(left()).toBe("Time left: 5 min"));
    expect(JSON.stringify(localStorage)).not.toContain(":time:q1");
  });

  it("is taken more of by one press, before the end and after it, as often as wanted", async () => {
    await openAndBegin();
    pass(60);
    for (const minutes of [9, 14, 19]) {
      fireEvent.click(more());
      expect(left()).toBe(`Time left: ${minutes} min`);
    }
    expect(screen.getByText("You have more time.")).toBeTruthy();
    await until(() => expect(server.taken).toHaveLength(3));
    await until(() => expect(untold()).toEqual([]));
    pass(3600);
    expect(left()).toBeNull();
    fireEvent.click(more());
    expect(left()).toBe("Time left: 5 min");
    expect(screen.queryByText(/is over/)).toBeNull();
    await until(() => expect(server.taken).toHaveLength(4));
    expect(new Set(server.taken).size).toBe(4);
  });

  it.each(["here", "on another device"])(
    "is what is truly left when opened again %s",
    async (on) => {
      const first = await openAndBegin();
      const ends = { ...server.ends };
      first.unmount();
      if (on !== "here") dropDraft(TOKEN, "q1");
      vi.setSystemTime(Date.now() + 200_000);
      open();
      await field();
      expect(left()).toBe("Time left: 2 min");
      await until(() => expect(server.shown).toEqual(["q1", "q1"]));
      expect(left()).toBe("Time left: 2 min");
      expect(server.ends).toEqual(ends);
    },
  );

  it("is taken more of on another device, too", async () => {
    await openAndBegin();
    server.ends.q1 = Date.now() + 1_200_000;
    fireEvent.click(more());
    // Here first, then as the server has it.
    expect(left()).toBe("Time left: 10 min");
    await until(() => expect(left()).toBe("Time left: 25 min"));
  });

  it("ends as soon as the candidate asks for another way", async () => {
    await openAndBegin();
    fireEvent.click(screen.getByRole("button", { name: "I need this another way" }));
    expect(screen.getByText(/there is no time limit for your answers/)).toBeTruthy();
    fireEvent.change(screen.getByLabelText("What you need"), { target: { value: "Calm." } });
    fireEvent.click(screen.getByRole("button", { name: "Tell them" }));
    await until(() => expect(screen.queryByRole("timer")).toBeNull());
    expect(screen.queryByRole("button", { name: "Take more time" })).toBeNull();
  });
});

describe("without a connection", () => {
  it("more is taken at once, kept with the draft, and told once the server is there", async () => {
    await openAndBegin();
    server.faults = ["offline"];
    fireEvent.click(more());
    expect(left()).toBe("Time left: 10 min");
    await until(() => expect(server.faults).toEqual([]));
    expect(server.taken).toEqual([]);
    const [kept] = untold();
    expect(untold()).toHaveLength(1);
    await write("Written meanwhile");
    expect((await field()).value).toBe("Written meanwhile");
    act(() => void window.dispatchEvent(new Event("online")));
    await until(() => expect(server.taken).toEqual([kept]));
    await until(() => expect(untold()).toEqual([]));
    expect(left()).toBe("Time left: 10 min");
  });

  it("what was taken is told by the next page, and counts once where its answer was lost", async () => {
    const first = await openAndBegin();
    server.faults = ["lost"];
    fireEvent.click(more());
    await until(() => expect(server.taken).toHaveLength(1));
    first.unmount();
    expect(untold()).toEqual(server.taken);
    open();
    await field();
    await until(() => expect(untold()).toEqual([]));
    expect(server.taken).toHaveLength(1);
    expect(left()).toBe("Time left: 10 min");
  });
});

it("is told before anything else begins", async () => {
  server.state.state = "invited";
  server.state.consented = false;
  server.state.question = null;
  open();
  expect(await screen.findByText(/^5 min for each answer, and more as often/)).toBeTruthy();
  expect(screen.queryByText("No timer. Nothing cuts you off.")).toBeNull();
});

it("is nearly over at a fifth, and no later than twenty seconds before the end", () => {
  expect([301, 300, 61, 60, 1].map((left) => phaseOf(5, left))).toEqual([
    ...["plenty", "plenty", "plenty", "soon", "soon"],
  ]);
  expect([21, 20, 0, -5].map((left) => phaseOf(1, left))).toEqual([
    ...["plenty", "soon", "over", "over"],
  ]);
  expect([721, 720].map((left) => phaseOf(60, left))).toEqual(["plenty", "soon"]);
});

describe("what this device keeps of it", () => {
  it("goes with the draft", () => {
    saveTime("token-12345678", "q1", { endsAt: 5, keys: ["a", "b"] });
    expect(loadTime("token-12345678", "q1")).toEqual({ endsAt: 5, keys: ["a", "b"] });
    expect(loadTime("token-12345678", "q2")).toEqual({ endsAt: null, keys: [] });
    dropDraft("token-12345678", "q1");
    expect(loadTime("token-12345678", "q1")).toEqual({ endsAt: null, keys: [] });
  });

  it.each(["not json", "null", "[]", '{"endsAt":"x","keys":[1]}', '{"endsAt":1.5,"keys":"a"}'])(
    "is nothing where it is rubbish: %s",
    (stored) => {
      localStorage.setItem("fulcrum:draft:12345678::time:q1", stored);
      expect(loadTime("12345678", "q1")).toEqual({ endsAt: null, keys: [] });
    },
  );
});
