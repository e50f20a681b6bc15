// What this browser can do for somebody who would rather speak: a microphone, recordings, its own way to turn
// speech into text and text into speech. Each may be missing.
import type { Question, RoomState } from "../api";
import { languageOf, type Words } from "../words";

/** What browsers record, the best first. The server takes each. */
const MEDIA_TYPES = [
  "audio/webm;codecs=opus",
  "audio/ogg;codecs=opus",
  "audio/mp4",
  "audio/webm",
] as const;

interface Alternative {
  transcript: string;
}

interface Result extends ArrayLike<Alternative> {
  isFinal: boolean;
}

/** As browsers that have it give it; the types of the platform leave it out. */
export interface Recognition {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  onresult: ((event: { resultIndex: number; results: ArrayLike<Result> }) => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  stop(): void;
  abort(): void;
}

type RecognitionClass = new () => Recognition;

export function recognitionClass(): RecognitionClass | null {
  const found: unknown =
    Reflect.get(window, "SpeechRecognition") ?? Reflect.get(window, "webkitSpeechRecognition");
  return typeof found === "function" ? (found as RecognitionClass) : null;
}

/** What to record in; null when this browser records nothing. */
export function recordingType(): string | null {
  if (typeof MediaRecorder === "undefined") return null;
  return MEDIA_TYPES.find((type) => MediaRecorder.isTypeSupported(type)) ?? null;
}

/** Pages without https have no microphone. */
export function hasMicrophone(): boolean {
  return navigator.mediaDevices?.getUserMedia !== undefined;
}

/** By whom speech is turned into text: the company's endpoint where there is one, else the browser; null: nobody. */
export function listener(room: RoomState): "server" | "browser" | null {
  if (!hasMicrophone()) return null;
  if (room.voice.transcription && recordingType() !== null) return "server";
  return recognitionClass() === null ? null : "browser";
}

/** What a question is worded in, in the reader's own kind of that language if they have one. */
export function spokenLanguage({ language }: Question, words: Words): string {
  return languageOf(language) === words.language ? words.locale : language;
}

/** A voice of this browser for a language; undefined: the browser chooses; null: it has none for it. */
export function voiceFor(language: string): SpeechSynthesisVoice | undefined | null {
  if (typeof speechSynthesis === "undefined") return null;
  const voices = speechSynthesis.getVoices();
  // Not known yet: they are loaded when they are first asked for.
  if (voices.length === 0) return undefined;
  const tag = ({ lang }: SpeechSynthesisVoice) => lang.replace("_", "-").toLowerCase();
  const code = language.toLowerCase().split("-")[0] ?? "";
  const same = voices.filter((voice) => tag(voice).split("-")[0] === code);
  return same.find((voice) => tag(voice) === language.toLowerCase()) ?? same[0] ?? null;
}

export function movesLittle(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}
