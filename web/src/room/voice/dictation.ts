// Taking down what is said, by the company's endpoint or by the browser. Whoever speaks begins it and ends it; nothing
// else does. What was said is kept in this page until there is a text of it.
import { uuid } from "../../shared/uuid";
import { type RoomApi, roomError } from "../api";
import type { Key } from "../words";
import type { Recognition } from "./browser";
import {
  closeMicrophone,
  microphoneProblem,
  openMicrophone,
  PieceRecorder,
  watchLevel,
} from "./microphone";

/** A recogniser that ends by itself is begun again; so often in a row without a word of it. */
const RESTARTS_MAX = 20;

/** A problem in our words, or a refusal of the server's. */
export type DictationProblem = { words: Key } | { code: string | null; message: string };

export interface Heard {
  /** `writing`: nothing is recorded any more, and the last words are still being taken down. */
  phase: "idle" | "starting" | "listening" | "paused" | "writing";
  /** What is heard so far of a sentence that may still change. */
  interim: string;
  /** How loud it is, from 0 to 1; null where that is not known. */
  level: number | null;
  problem: DictationProblem | null;
  /** Whether something that was said waits to be tried again. */
  waits: boolean;
}

export const SILENCE: Heard = {
  phase: "idle",
  interim: "",
  level: null,
  problem: null,
  waits: false,
};

/** Where an ear tells what it hears. */
export interface Teller {
  change(change: Partial<Heard>): void;
  text(text: string): void;
}

export interface Ear {
  start(): void;
  pause(): void;
  resume(): void;
  finish(): void;
  /** Tries again what waits. */
  again(): void;
  /** Goes on without what waits. */
  leave(): void;
  /** Lets go of everything, without another word. */
  drop(): void;
}

interface Piece {
  key: string;
  audio: Blob;
}

/** Records, and has each piece turned into text by the server, in the order said. */
export class ServerEar implements Ear {
  readonly #api: RoomApi;
  readonly #questionId: string;
  readonly #device: () => string | null;
  readonly #tell: Teller;
  #stream: MediaStream | null = null;
  #recorder: PieceRecorder | null = null;
  #unwatch: () => void = () => {};
  #pieces: Piece[] = [];
  #busy = false;
  /** Whether the first piece could not be sent, and that was told. */
  #waits = false;
  #phase: Heard["phase"] = "idle";
  /** Grows with each recording, so that one that was let go of is not heard of again. */
  #session = 0;

  constructor(api: RoomApi, questionId: string, device: () => string | null, tell: Teller) {
    this.#api = api;
    this.#questionId = questionId;
    this.#device = device;
    this.#tell = tell;
  }

  start(): void {
    if (this.#phase === "idle") void this.#open();
  }

  async #open(): Promise<void> {
    this.#session += 1;
    const session = this.#session;
    this.#go("starting", { problem: null });
    let stream: MediaStream;
    try {
      stream = await openMicrophone(this.#device());
    } catch (error) {
      if (session === this.#session) {
        this.#go("idle", { problem: { words: microphoneProblem(error) } });
      }
      return;
    }
    if (session !== this.#session) {
      closeMicrophone(stream);
      return;
    }
    const recorder = new PieceRecorder(stream, (audio) => {
      if (session === this.#session) this.#take(audio);
    });
    this.#stream = stream;
    this.#recorder = recorder;
    this.#unwatch = watchLevel(
      stream,
      (level) => recorder.look(level),
      (level) => this.#tell.change({ level: this.#phase === "listening" ? level : 0 }),
    );
    for (const track of stream.getTracks()) {
      track.onended = () => {
        this.finish();
        this.#tell.change({ problem: { words: "voice.microphoneGone" } });
      };
    }
    this.#begin();
  }

  #begin(): void {
    try {
      this.#recorder?.begin();
      this.#go("listening");
    } catch {
      this.#release();
      this.#go("idle", { problem: { words: "voice.microphoneTrouble" } });
    }
  }

  pause(): void {
    if (this.#phase !== "listening") return;
    this.#recorder?.end();
    this.#go("paused", { level: 0 });
  }

  resume(): void {
    if (this.#phase === "paused") this.#begin();
  }

  finish(): void {
    if (this.#phase === "starting") {
      // A microphone that is allowed later is closed again.
      this.#session += 1;
      this.#go("idle");
      return;
    }
    if (this.#phase !== "listening" && this.#phase !== "paused") return;
    this.#recorder?.end();
    this.#release();
    this.#go("writing", { level: null });
    this.#rest();
  }

  again(): void {
    this.#settle();
    void this.#send();
  }

  leave(): void {
    this.#pieces = [];
    this.#settle();
    this.#rest();
  }

  drop(): void {
    this.#session += 1;
    this.#pieces = [];
    this.#waits = false;
    this.#recorder?.end();
    this.#release();
    this.#phase = "idle";
  }

  #release(): void {
    this.#unwatch();
    this.#unwatch = () => {};
    for (const track of this.#stream?.getTracks() ?? []) track.onended = null;
    closeMicrophone(this.#stream);
    this.#stream = null;
  }

  #take(audio: Blob): void {
    if (audio.size > 0) this.#pieces.push({ key: uuid(), audio });
    void this.#send();
  }

  /** Sends piece after piece. What could not be sent for a passing reason stays, and its key with it. */
  async #send(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    const session = this.#session;
    for (let piece = this.#pieces[0]; piece !== undefined; piece = this.#pieces[0]) {
      try {
        const text = await this.#api.transcribe(this.#questionId, piece.key, piece.audio);
        if (session !== this.#session) break;
        this.#settle();
        this.#tell.text(text);
      } catch (caught) {
        if (session !== this.#session) break;
        const error = roomError(caught);
        const problem: DictationProblem =
          error.status === 0
            ? { words: "voice.offline" }
            : { code: error.code, message: error.message };
        if (error.passing) {
          this.#waits = true;
          this.#tell.change({ problem, waits: true });
          this.#busy = false;
          return;
        }
        this.#settle();
        // A pause or a noise is nothing to speak of while there is more.
        if (error.code !== "NOT_HEARD" || this.#pieces.length === 1) this.#tell.change({ problem });
      }
      this.#pieces.shift();
    }
    this.#busy = false;
    if (session === this.#session) this.#rest();
    else if (this.#pieces.length > 0) void this.#send();
  }

  /** What waited does so no longer: also where it went along with what was said next. */
  #settle(): void {
    if (!this.#waits) return;
    this.#waits = false;
    this.#tell.change({ problem: null, waits: false });
  }

  /** Once the last piece is written down, nothing is left to do. */
  #rest(): void {
    const isDone = this.#pieces.length === 0 && !this.#busy && this.#recorder?.isOpen !== true;
    if (this.#phase === "writing" && isDone) this.#go("idle");
  }

  #go(phase: Heard["phase"], more: Partial<Heard> = {}): void {
    this.#phase = phase;
    this.#tell.change({ phase, ...more });
  }
}

/** Has the browser turn speech into text, which it shows while one speaks. */
export class BrowserEar implements Ear {
  readonly #make: new () => Recognition;
  readonly #language: () => string;
  readonly #tell: Teller;
  #recognition: Recognition | null = null;
  #phase: Heard["phase"] = "idle";
  #restarts = 0;

  constructor(make: new () => Recognition, language: () => string, tell: Teller) {
    this.#make = make;
    this.#language = language;
    this.#tell = tell;
  }

  start(): void {
    if (this.#phase !== "idle") return;
    this.#tell.change({ problem: null });
    this.#restarts = 0;
    this.#listen();
  }

  #listen(): void {
    const recognition = new this.#make();
    recognition.lang = this.#language();
    recognition.continuous = true;
    recognition.interimResults = true;
    recognition.onresult = ({ resultIndex, results }) => {
      if (recognition !== this.#recognition) return;
      this.#restarts = 0;
      let [final, interim] = ["", ""];
      for (let place = resultIndex; place < results.length; place += 1) {
        const result = results[place];
        const words = result?.[0]?.transcript ?? "";
        if (result?.isFinal) final += words;
        else interim += words;
      }
      if (final.trim() !== "") this.#tell.text(final.trim());
      this.#tell.change({ interim });
    };
    recognition.onerror = ({ error }) => {
      if (recognition !== this.#recognition || error === "no-speech" || error === "aborted") return;
      this.#phase = "writing";
      this.#tell.change({ problem: { words: recognitionProblem(error) } });
    };
    recognition.onend = () => {
      if (recognition === this.#recognition) this.#ended();
    };
    this.#recognition = recognition;
    try {
      recognition.start();
      this.#go("listening");
    } catch {
      this.#recognition = null;
      this.#go("idle", { problem: { words: "voice.microphoneTrouble" } });
    }
  }

  /** Browsers end it by themselves after a while; only who speaks ends a turn. */
  #ended(): void {
    this.#recognition = null;
    this.#tell.change({ interim: "" });
    if (this.#phase === "listening" && this.#restarts < RESTARTS_MAX) {
      this.#restarts += 1;
      this.#listen();
    } else if (this.#phase !== "paused") {
      this.#go("idle");
    }
  }

  pause(): void {
    if (this.#phase !== "listening") return;
    this.#go("paused");
    this.#recognition?.stop();
  }

  resume(): void {
    if (this.#phase !== "paused") return;
    // The one before may still be about to end.
    this.#recognition?.abort();
    this.#listen();
  }

  finish(): void {
    if (this.#phase !== "listening" && this.#phase !== "paused") return;
    const recognition = this.#recognition;
    this.#go(recognition === null ? "idle" : "writing");
    recognition?.stop();
  }

  again(): void {}

  leave(): void {}

  drop(): void {
    const recognition = this.#recognition;
    this.#recognition = null;
    this.#phase = "idle";
    recognition?.abort();
  }

  #go(phase: Heard["phase"], more: Partial<Heard> = {}): void {
    this.#phase = phase;
    this.#tell.change({ phase, ...more });
  }
}

function recognitionProblem(error: string): Key {
  if (error === "not-allowed" || error === "service-not-allowed") return "voice.refused";
  if (error === "audio-capture") return "voice.noMicrophone";
  return "voice.browserTrouble";
}
