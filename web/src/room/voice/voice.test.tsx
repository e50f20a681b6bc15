// Talking instead of writing: what is said ends in the same field, and is sent like what was typed.
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { RoomServer } from "../../testing/roomServer";
import { Microphone, Recognisers, Voices } from "../../testing/sound";
import { roomApi } from "../api";
import { saveMicrophone, saveMode, savePractised } from "../draft";
import { Room } from "../Room";
import { PieceRecorder } from "./microphone";
import { joined } from "./useDictation";

const TOKEN = "secret-token-of-the-invite";

let server: RoomServer;
let microphone: Microphone;
beforeEach(() => {
  server = new RoomServer().start();
  microphone = new Microphone();
  savePractised(TOKEN);
});
afterEach(() => microphone.stop());

function open() {
  return render(<Room token={TOKEN} api={roomApi(TOKEN)} />);
}

/** An interview of a company with an endpoint, for somebody who talks. */
function talking() {
  server.at(0);
  server.state.voice = {
    speech: false,
    transcription: true,
    host: "speech.example",
    recordingKept: false,
  };
  microphone.start();
  saveMode(TOKEN, "talk");
  return userEvent.setup();
}

/** The same, who has begun to speak; `heard` is what is taken down, piece by piece. */
async function speaking(...heard: string[]) {
  const user = talking();
  server.heard = heard;
  open();
  await user.click(await button("Speak"));
  return user;
}

const field = () => screen.findByLabelText<HTMLTextAreaElement>("Your answer");
const button = (name: string) => screen.findByRole("button", { name });

/** And comes back. */
async function lookAtData(user: ReturnType<typeof userEvent.setup>) {
  await user.click(screen.getByRole("link", { name: "Your data" }));
  await screen.findByText("ada@example.com");
  expect(screen.queryByRole("radio")).toBeNull();
  await user.click(screen.getByRole("link", { name: "Back to the interview" }));
  expect(await screen.findByRole("radio", { name: "Talk" })).toBeTruthy();
}

describe("whether to talk", () => {
  it("is no question without a microphone, or with nobody to take down what is said", async () => {
    server.at(0).state.voice.transcription = true;
    const first = open();
    expect((await field()).value).toBe("");
    expect(screen.queryByRole("radio")).toBeNull();
    first.unmount();
    microphone.start();
    server.state.voice.transcription = false;
    open();
    await field();
    expect(screen.queryByRole("radio")).toBeNull();
  });

  it("is chosen by the keyboard, remembered, and taken back", async () => {
    const user = talking();
    saveMode(TOKEN, "write");
    const first = open();
    const talk = await screen.findByRole<HTMLInputElement>("radio", { name: "Talk" });
    // The page that has just opened may move the focus once more.
    await waitFor(async () => {
      talk.focus();
      await user.keyboard(" ");
      expect(talk.checked).toBe(true);
    });
    expect(await button("Speak")).toBeTruthy();
    expect(screen.getByText("speech.example").parentElement?.textContent).toBe(
      "What you say is sent to speech.example, which turns it into text. You can change the text before you send it. Meridian Pay keeps no recordings.",
    );
    first.unmount();
    open();
    await user.click(await screen.findByRole("radio", { name: "Write" }));
    expect(screen.queryByRole("button", { name: "Speak" })).toBeNull();
  });

  it("says that recordings are kept where they are", async () => {
    talking();
    server.state.voice.recordingKept = true;
    open();
    expect(await screen.findByText(/Meridian Pay keeps the recordings\./)).toBeTruthy();
  });
});

describe("speaking to the company's endpoint", () => {
  it("takes down what is said, to be changed and sent like what is typed", async () => {
    const user = talking();
    saveMicrophone(TOKEN, "outer");
    server.heard = ["I measured the leek.", "Then I closed it."];
    open();
    await user.type(await field(), "At first:");
    await user.click(await button("Speak on"));
    expect(await screen.findByText(/nothing cuts you off/)).toBeTruthy();
    expect(microphone.opened[0]?.audio).toMatchObject({ deviceId: { ideal: "outer" } });
    await user.click(await button("Pause"));
    await waitFor(async () => expect((await field()).value).toBe("At first: I measured the leek."));
    expect(microphone.isClosed).toBe(false);
    await user.click(await button("Go on"));
    await user.click(await button("I am done"));
    const whole = "At first: I measured the leek. Then I closed it.";
    await waitFor(async () => expect((await field()).value).toBe(whole));
    expect(microphone.isClosed).toBe(true);
    await waitFor(async () => expect(document.activeElement).toBe(await field()));
    expect(server.pieces.map(({ question, type }) => [question, type])).toEqual([
      ["q1", "audio/webm;codecs=opus"],
      ["q1", "audio/webm;codecs=opus"],
    ]);
    expect(server.pieces[0]?.key).not.toBe(server.pieces[1]?.key);
    expect(server.sent).toEqual([]);

    await user.clear(await field());
    await user.type(await field(), "I measured the leak.");
    await user.click(await button("Send answer"));
    expect(await screen.findByText("Question 2 of 3")).toBeTruthy();
    expect(server.kept.map(({ text }) => text)).toEqual(["I measured the leak."]);
  });

  it("still hears who changes the language of the page meanwhile", async () => {
    const user = await speaking("Still here.");
    await user.click(await button("Français"));
    await user.click(await button("J’ai terminé"));
    const answer = await screen.findByLabelText<HTMLTextAreaElement>("Votre réponse");
    await waitFor(() => expect(answer.value).toBe("Still here."));
  });

  it("sends nothing that was not read", async () => {
    const user = await speaking("Late words.");
    await user.type(await field(), "Typed");
    await user.click(await button("Send answer"));
    await waitFor(async () => expect((await field()).value).toBe("Typed Late words."));
    expect(server.sent).toEqual([]);
    await user.click(await button("Send answer"));
    expect(await screen.findByText("Question 2 of 3")).toBeTruthy();
  });

  it("sends no answer by itself while more is said for it", async () => {
    const user = talking();
    server.heard = ["And more."];
    open();
    await user.type(await field(), "Typed.");
    server.faults = ["offline"];
    await user.click(await button("Send answer"));
    expect(await screen.findByText(/you seem to be offline/)).toBeTruthy();
    await user.click(await button("Speak on"));
    await screen.findByText(/nothing cuts you off/);
    await act(async () => void window.dispatchEvent(new Event("online")));
    await user.click(await button("I am done"));
    await waitFor(async () => expect((await field()).value).toBe("Typed. And more."));
    await user.click(await button("Send answer"));
    expect(await screen.findByText("Question 2 of 3")).toBeTruthy();
    expect(server.sent.map(({ text }) => text)).toEqual(["Typed.", "Typed. And more."]);
  });

  it("keeps what could not be sent, and tries it again as the same piece", async () => {
    const user = await speaking("Kept.");
    server.faults = ["offline"];
    await user.click(await button("I am done"));
    expect(await screen.findByText(/has not reached us yet/)).toBeTruthy();
    await user.click(await button("Try again"));
    await waitFor(async () => expect((await field()).value).toBe("Kept."));
    expect(server.pieces).toHaveLength(2);
    expect(server.pieces[0]?.key).toBe(server.pieces[1]?.key);
    expect(screen.queryByText(/has not reached us yet/)).toBeNull();
  });

  it("sends what waits along with what is said next, and waits for nothing then", async () => {
    const user = await speaking("First.", "Second.");
    server.faults = ["offline"];
    await user.click(await button("Pause"));
    expect(await screen.findByText(/has not reached us yet/)).toBeTruthy();
    await user.click(await button("Go on"));
    await user.click(await button("I am done"));
    await waitFor(async () => expect((await field()).value).toBe("First. Second."));
    expect(screen.queryByText(/has not reached us yet/)).toBeNull();
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
    await user.click(await button("Send answer"));
    expect(await screen.findByText("Question 2 of 3")).toBeTruthy();
  });

  it("keeps what waits while one's own data are looked at", async () => {
    const user = await speaking("Kept.");
    server.faults = ["offline"];
    await user.click(await button("I am done"));
    await screen.findByText(/has not reached us yet/);
    await lookAtData(user);
    await user.click(await button("Try again"));
    await waitFor(async () => expect((await field()).value).toBe("Kept."));
  });

  it("hears nobody while one's own data are looked at", async () => {
    const user = await speaking("Said before.");
    await screen.findByText(/nothing cuts you off/);
    await lookAtData(user);
    expect(await screen.findByText("Paused. Nobody listens.")).toBeTruthy();
    await waitFor(async () => expect((await field()).value).toBe("Said before."));
    expect(microphone.opened).toHaveLength(1);
  });

  it("lets one type while the endpoint is away", async () => {
    const user = await speaking();
    server.faults = [{ status: 503, code: "SPEECH_AWAY", message: "Away." }];
    await user.click(await button("I am done"));
    expect(await screen.findByText(/cannot listen or read aloud just now/)).toBeTruthy();
    await user.type(await field(), "Typed.");
    await user.click(await button("Send answer"));
    expect(await screen.findByText(/not in your answer yet/)).toBeTruthy();
    await user.click(await button("Go on without it"));
    await user.click(await button("Send answer"));
    expect(await screen.findByText("Question 2 of 3")).toBeTruthy();
    expect(server.kept.map(({ text }) => text)).toEqual(["Typed."]);
  });

  it("keeps what the server wants later, but not what it will not take at all", async () => {
    const user = await speaking("Kept.");
    server.faults = [{ status: 429, code: "TOO_FAST", message: "Too much." }];
    await user.click(await button("I am done"));
    expect(await screen.findByText(/too much at once/)).toBeTruthy();
    await user.click(await button("Try again"));
    await waitFor(async () => expect((await field()).value).toBe("Kept."));
    expect(server.pieces[0]?.key).toBe(server.pieces[1]?.key);
    await user.click(await button("Speak on"));
    server.faults = [{ status: 429, code: "SPOKEN_TOO_OFTEN", message: "Enough." }];
    await user.click(await button("I am done"));
    expect(await screen.findByText(/spoken very often/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
    await user.click(await button("Send answer"));
    expect(await screen.findByText("Question 2 of 3")).toBeTruthy();
  });

  it("says in words that nothing was heard", async () => {
    const user = await speaking();
    server.faults = [{ status: 422, code: "NOT_HEARD", message: "Nothing." }];
    await user.click(await button("I am done"));
    expect(await screen.findByText(/could not hear that/)).toBeTruthy();
    expect(await button("Speak")).toBeTruthy();
  });

  it("says what to do where the microphone is refused", async () => {
    microphone.refusal = new DOMException("no", "NotAllowedError");
    const user = await speaking();
    expect(await screen.findByText(/does not let this page use the microphone/)).toBeTruthy();
    await user.type(await field(), "Typed.");
    await user.click(await button("Send answer"));
    expect(await screen.findByText("Question 2 of 3")).toBeTruthy();
  });

  it("holds nothing back while the browser asks for the microphone, and closes what opens too late", async () => {
    const allow = microphone.ask();
    const user = await speaking();
    expect(await button("Waiting for the microphone…")).toBeTruthy();
    await user.click(screen.getByRole("radio", { name: "Write" }));
    await waitFor(() => expect(screen.queryByText(/Waiting for the microphone/)).toBeNull());
    await act(async () => allow());
    await waitFor(() => expect(microphone.tracks).toHaveLength(1));
    expect(microphone.isClosed).toBe(true);

    microphone.ask();
    await user.click(screen.getByRole("radio", { name: "Talk" }));
    await user.click(await button("Speak"));
    await user.type(await field(), "Typed.");
    await user.click(await button("Send answer"));
    expect(await screen.findByText("Question 2 of 3")).toBeTruthy();
  });

  it("keeps what was said when the microphone is pulled out, and closes it with the page", async () => {
    const user = talking();
    server.heard = ["Until here."];
    const page = open();
    await user.click(await button("Speak"));
    await screen.findByText(/nothing cuts you off/);
    act(() => microphone.tracks[0]?.onended?.());
    expect(await screen.findByText(/The microphone is gone/)).toBeTruthy();
    await waitFor(async () => expect((await field()).value).toBe("Until here."));
    await user.click(await button("Speak on"));
    await screen.findByText(/nothing cuts you off/);
    page.unmount();
    expect(microphone.isClosed).toBe(true);
  });
});

describe("speaking to the browser", () => {
  it("shows what is heard at once, and goes on when the browser ends by itself", async () => {
    const user = talking();
    server.state.voice.transcription = false;
    const recognisers = new Recognisers().start();
    open();
    expect(await screen.findByText(/some browsers send it to their maker/)).toBeTruthy();
    await user.click(await button("Speak"));
    const first = recognisers.newest;
    expect([first.lang, first.continuous, first.interimResults]).toEqual(["en-US", true, true]);
    act(() => first.hears("I meas", false));
    expect(await screen.findByText("I meas")).toBeTruthy();
    act(() => first.hears(" I measured it.", true));
    expect((await field()).value).toBe("I measured it.");
    act(() => first.onend?.());
    expect(recognisers.all).toHaveLength(2);
    act(() => recognisers.newest.hears("And closed it.", true));
    await user.click(await button("I am done"));
    await waitFor(async () => expect((await field()).value).toBe("I measured it. And closed it."));
    expect(await button("Speak on")).toBeTruthy();
    expect(server.pieces).toEqual([]);
  });

  it("listens to nobody while it is paused, and says why it does not listen", async () => {
    const user = talking();
    server.state.voice.transcription = false;
    const recognisers = new Recognisers().start();
    open();
    await user.click(await button("Speak"));
    await user.click(await button("Pause"));
    expect(await screen.findByText("Paused. Nobody listens.")).toBeTruthy();
    expect(recognisers.all).toHaveLength(1);
    await user.click(await button("Go on"));
    expect(recognisers.all).toHaveLength(2);
    act(() => {
      recognisers.newest.onerror?.({ error: "not-allowed" });
      recognisers.newest.onend?.();
    });
    expect(await screen.findByText(/does not let this page use the microphone/)).toBeTruthy();
    expect(await button("Speak")).toBeTruthy();
  });
});

describe("reading aloud", () => {
  it("has the company's endpoint say the question, and the browser where that fails", async () => {
    const user = talking();
    server.state.voice.speech = true;
    const voices = new Voices(["Greta", "de-DE"], ["Emma", "en_GB"]).start();
    const played: string[] = [];
    vi.stubGlobal(
      "Audio",
      class {
        onended: (() => void) | null = null;
        readonly address: string;
        constructor(address: string) {
          this.address = address;
        }
        async play() {
          played.push(this.address);
        }
        pause() {}
      },
    );
    open();
    await waitFor(() => expect(played).toEqual(["blob:nowhere"]));
    expect(server.aloud).toEqual(["q1"]);
    await user.click(await button("Stop reading"));
    server.faults = [{ status: 503, code: "SPEECH_AWAY", message: "Away." }];
    await user.click(await button("Read the question aloud"));
    await waitFor(() =>
      expect(voices.said).toEqual([
        { text: "What drew you to this posting?", lang: "en-US", voice: "Emma" },
      ]),
    );
    await user.click(await button("Speak"));
    expect(voices.cancelled).toBeGreaterThan(0);
  });

  it("is not offered by a voice of another language", async () => {
    talking();
    new Voices(["Greta", "de-DE"]).start();
    open();
    expect(await button("Speak")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Read the question aloud" })).toBeNull();
  });
});

describe("a question in another language than the plan", () => {
  const german = "Was hat Sie an der Stelle angesprochen?";
  beforeEach(() => {
    server.state.language = "de";
    server.wordings = { de: { q1: german } };
  });
  afterEach(() => {
    document.documentElement.lang = "en";
  });

  it("is read aloud in its own", async () => {
    talking();
    const voices = new Voices(["Emma", "en-GB"], ["Greta", "de-DE"]).start();
    open();
    await waitFor(() =>
      expect(voices.said).toEqual([{ text: german, lang: "de", voice: "Greta" }]),
    );
  });

  it("is answered in its own", async () => {
    const user = talking();
    server.state.voice.transcription = false;
    const recognisers = new Recognisers().start();
    open();
    await user.click(await button("Jetzt sprechen"));
    expect(recognisers.newest.lang).toBe("de");
    act(() => recognisers.newest.hears("Die Technik", false));
    expect((await screen.findByText("Die Technik")).lang).toBe("de");
  });
});

describe("before the first question", () => {
  it("lets one choose a microphone and hear oneself, and sends nothing of it", async () => {
    localStorage.clear();
    const user = talking();
    open();
    await user.click(await button("Test the microphone"));
    const device = await screen.findByLabelText<HTMLSelectElement>("Microphone");
    expect([...device.options].map(({ text }) => text)).toEqual([
      "Inner microphone",
      "Microphone 2",
    ]);
    await user.selectOptions(device, "outer");
    await waitFor(() => expect(microphone.opened).toHaveLength(2));
    expect(microphone.opened[1]?.audio).toMatchObject({ deviceId: { ideal: "outer" } });
    await user.click(await button("Record"));
    await user.click(await button("Stop recording"));
    expect(await screen.findByLabelText("What you have just said")).toBeTruthy();
    await user.click(await button("End the test"));
    expect(microphone.isClosed).toBe(true);
    expect(server.pieces).toEqual([]);
    await user.click(await button("Skip practice"));
    expect(await button("Speak")).toBeTruthy();
  });
});

describe("a microphone that is allowed late", () => {
  beforeEach(() => localStorage.clear());

  it("is closed where the test has ended by then", async () => {
    const user = talking();
    open();
    await user.click(await button("Test the microphone"));
    const device = await screen.findByLabelText<HTMLSelectElement>("Microphone");
    const allow = microphone.ask();
    await user.selectOptions(device, "outer");
    await user.click(await button("End the test"));
    await act(async () => allow());
    await waitFor(() => expect(microphone.tracks).toHaveLength(2));
    expect(microphone.isClosed).toBe(true);
    expect(await button("Test the microphone")).toBeTruthy();
  });

  it("is closed where the page has gone on by then", async () => {
    const user = talking();
    open();
    const allow = microphone.ask();
    await user.click(await button("Test the microphone"));
    await user.click(await button("Skip practice"));
    expect(await button("Speak")).toBeTruthy();
    await act(async () => allow());
    await waitFor(() => expect(microphone.tracks).toHaveLength(1));
    expect(microphone.isClosed).toBe(true);
  });
});

describe("pieces", () => {
  it("end at a pause, and without one after a while", () => {
    microphone.start();
    vi.useFakeTimers();
    try {
      const begun = vi.spyOn(MediaRecorder.prototype, "start");
      const recorder = new PieceRecorder({} as MediaStream, () => {});
      recorder.begin();
      const hear = (level: number | null, ms: number) => {
        for (let passed = 0; passed < ms; passed += 100) {
          vi.advanceTimersByTime(100);
          recorder.look(level);
        }
      };
      hear(0, 5_000);
      expect(begun).toHaveBeenCalledTimes(1);
      hear(0.5, 2_000);
      expect(begun).toHaveBeenCalledTimes(1);
      hear(0.01, 600);
      expect(begun, "at a pause").toHaveBeenCalledTimes(2);
      hear(0.5, 24_000);
      expect(begun).toHaveBeenCalledTimes(2);
      hear(0.5, 1_500);
      expect(begun, "after a while").toHaveBeenCalledTimes(3);
      recorder.end();
      hear(0, 30_000);
      expect(begun).toHaveBeenCalledTimes(3);
    } finally {
      vi.useRealTimers();
    }
  });

  it("are put together with one space", () => {
    expect(joined("", "One.")).toBe("One.");
    expect(joined("One.", "Two.")).toBe("One. Two.");
    expect(joined("One.\n", "Two.")).toBe("One.\nTwo.");
  });
});
