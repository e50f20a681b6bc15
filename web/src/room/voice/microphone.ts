// The microphone: opening it, how loud it is, and what it hears in pieces that can be sent one by one.
import type { Key } from "../words";
import { movesLittle, recordingType } from "./browser";

/** Enough for speech, and an hour of it is still small. */
const BITS_PER_SECOND = 32_000;
/** A piece is at least so long, and ends at the next pause of so long, or after so long in any case. */
const PIECE_MIN_MS = 6_000;
const PAUSE_MS = 400;
const PIECE_MAX_MS = 25_000;
/** Softer than this is a pause, on a scale from 0 to 1. */
const QUIET = 0.04;
/** How often loudness is looked at, and how often it is shown to who wants little to move. */
const LOOK_MS = 100;
const CALM_LOOK_MS = 1_000;

/** Fails with a reason that is told by `microphoneProblem`. */
export function openMicrophone(deviceId: string | null): Promise<MediaStream> {
  const device = deviceId === null ? {} : { deviceId: { ideal: deviceId } };
  return navigator.mediaDevices.getUserMedia({
    audio: { ...device, echoCancellation: true, noiseSuppression: true },
  });
}

export function closeMicrophone(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

/** Why there is no microphone, in words for the candidate. */
export function microphoneProblem(error: unknown): Key {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "voice.refused";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "voice.noMicrophone";
  return "voice.microphoneTrouble";
}

/**
 * Looks at how loud it is until it is told to stop: `onLook` is called often, `onShow` as often as it should be shown.
 * Where the browser cannot tell, `onLook` is given null, and nothing is shown.
 */
export function watchLevel(
  stream: MediaStream,
  onLook: (level: number | null) => void,
  onShow: (level: number) => void,
): () => void {
  let context: AudioContext | null = null;
  let look: () => number | null = () => null;
  if (typeof AudioContext !== "undefined") {
    context = new AudioContext();
    const analyser = context.createAnalyser();
    const samples = new Float32Array(analyser.fftSize);
    context.createMediaStreamSource(stream).connect(analyser);
    look = () => {
      analyser.getFloatTimeDomainData(samples);
      const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
      // Speech is rarely louder than a quarter of the full scale.
      return Math.min(1, Math.sqrt(power) * 4);
    };
  }
  const showEvery = movesLittle() ? CALM_LOOK_MS / LOOK_MS : 1;
  let looks = 0;
  const timer = setInterval(() => {
    const level = look();
    onLook(level);
    if (level !== null && looks % showEvery === 0) onShow(level);
    looks += 1;
  }, LOOK_MS);
  return () => {
    clearInterval(timer);
    void context?.close();
  };
}

/** Records in pieces that end at pauses, so that text can follow while one still speaks. */
export class PieceRecorder {
  readonly #stream: MediaStream;
  readonly #onPiece: (audio: Blob) => void;
  #recorder: MediaRecorder | null = null;
  #begunAt = 0;
  #quietSince: number | null = null;
  #open = 0;

  constructor(stream: MediaStream, onPiece: (audio: Blob) => void) {
    this.#stream = stream;
    this.#onPiece = onPiece;
  }

  /** Whether a piece is recorded, or still to be told. */
  get isOpen(): boolean {
    return this.#open > 0;
  }

  begin(): void {
    const mimeType = recordingType() ?? "";
    const recorder = new MediaRecorder(this.#stream, {
      mimeType,
      audioBitsPerSecond: BITS_PER_SECOND,
    });
    const parts: Blob[] = [];
    recorder.ondataavailable = ({ data }) => {
      if (data.size > 0) parts.push(data);
    };
    recorder.onstop = () => {
      this.#open -= 1;
      this.#onPiece(new Blob(parts, { type: recorder.mimeType || mimeType }));
    };
    recorder.start();
    this.#open += 1;
    this.#recorder = recorder;
    this.#begunAt = performance.now();
    this.#quietSince = null;
  }

  /** Ends what is recorded; `onPiece` is called once it is there. */
  end(): void {
    const recorder = this.#recorder;
    this.#recorder = null;
    if (recorder !== null && recorder.state !== "inactive") recorder.stop();
  }

  /** How loud it is now: where it is time for it, a piece ends and the next begins. */
  look(level: number | null): void {
    const before = this.#recorder;
    if (before === null) return;
    const now = performance.now();
    if (level === null || level >= QUIET) this.#quietSince = null;
    else this.#quietSince ??= now;
    const pauses = this.#quietSince !== null && now - this.#quietSince >= PAUSE_MS;
    const length = now - this.#begunAt;
    if (length < PIECE_MIN_MS || (!pauses && length < PIECE_MAX_MS)) return;
    // The next one first, so that nothing is missed between them.
    this.begin();
    before.stop();
  }
}
