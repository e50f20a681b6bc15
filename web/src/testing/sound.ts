// A microphone, a recorder, a recogniser and a voice in memory, in place of the browser's.
import { vi } from "vitest";
import type { Recognition } from "../room/voice/browser";

/** A microphone that hears nothing, and what became of it. */
export class Microphone {
  readonly tracks: { stop: () => void; onended: (() => void) | null }[] = [];
  opened: MediaStreamConstraints[] = [];
  refusal: DOMException | null = null;
  /** Until then the browser asks whether the page may use it. */
  private prompt: Promise<void> = Promise.resolve();

  start(): this {
    Object.defineProperty(navigator, "mediaDevices", {
      configurable: true,
      value: {
        getUserMedia: async (constraints: MediaStreamConstraints) => {
          this.opened.push(constraints);
          await this.prompt;
          if (this.refusal !== null) throw this.refusal;
          const track = { stop: vi.fn(), onended: null };
          this.tracks.push(track);
          return { getTracks: () => [track] };
        },
        enumerateDevices: async () => [
          { kind: "audioinput", deviceId: "inner", label: "Inner microphone" },
          { kind: "audioinput", deviceId: "outer", label: "" },
          { kind: "videoinput", deviceId: "camera", label: "Camera" },
        ],
      },
    });
    vi.stubGlobal("MediaRecorder", FakeRecorder);
    return this;
  }

  /** From now on the browser asks whether the page may use it, until what this gives back is called. */
  ask(): () => void {
    let allow = () => {};
    this.prompt = new Promise((end) => {
      allow = end;
    });
    return allow;
  }

  /** Whether each microphone that was opened was closed again. */
  get isClosed(): boolean {
    return this.tracks.every(({ stop }) => vi.mocked(stop).mock.calls.length > 0);
  }

  stop(): void {
    Reflect.deleteProperty(navigator, "mediaDevices");
  }
}

class FakeRecorder {
  static isTypeSupported = (type: string) => type.startsWith("audio/webm");
  readonly mimeType: string;
  state = "inactive";
  ondataavailable: ((event: { data: Blob }) => void) | null = null;
  onstop: (() => void) | null = null;

  constructor(_: MediaStream, options: { mimeType: string }) {
    this.mimeType = options.mimeType;
  }

  start(): void {
    this.state = "recording";
  }

  stop(): void {
    this.state = "inactive";
    queueMicrotask(() => {
      this.ondataavailable?.({ data: new Blob(["piece"], { type: this.mimeType }) });
      this.onstop?.();
    });
  }
}

/** The recognisers that were begun, the newest last. */
export class Recognisers {
  readonly all: FakeRecognition[] = [];

  start(): this {
    const { all } = this;
    vi.stubGlobal(
      "webkitSpeechRecognition",
      class extends FakeRecognition {
        constructor() {
          super();
          all.push(this);
        }
      },
    );
    return this;
  }

  get newest(): FakeRecognition {
    const newest = this.all.at(-1);
    if (newest === undefined) throw new Error("none was begun");
    return newest;
  }
}

class FakeRecognition implements Recognition {
  lang = "";
  continuous = false;
  interimResults = false;
  onresult: Recognition["onresult"] = null;
  onerror: Recognition["onerror"] = null;
  onend: Recognition["onend"] = null;
  start(): void {}
  stop(): void {
    this.onend?.();
  }
  abort(): void {
    this.onend?.();
  }

  /** It hears this, and is sure of it or not. */
  hears(transcript: string, isFinal: boolean): void {
    this.onresult?.({ resultIndex: 0, results: [Object.assign([{ transcript }], { isFinal })] });
  }
}

/** What the browser was asked to say. */
export class Voices {
  readonly said: { text: string; lang: string; voice: string | null }[] = [];
  readonly names: [string, string][];
  cancelled = 0;

  constructor(...names: [string, string][]) {
    this.names = names;
  }

  start(): this {
    vi.stubGlobal(
      "SpeechSynthesisUtterance",
      class {
        lang = "";
        voice: { name: string } | null = null;
        readonly text: string;
        constructor(text: string) {
          this.text = text;
        }
      },
    );
    vi.stubGlobal("speechSynthesis", {
      getVoices: () => this.names.map(([name, lang]) => ({ name, lang })),
      speak: (it: { text: string; lang: string; voice: { name: string } | null }) =>
        this.said.push({ text: it.text, lang: it.lang, voice: it.voice?.name ?? null }),
      cancel: () => {
        this.cancelled += 1;
      },
    });
    return this;
  }
}
