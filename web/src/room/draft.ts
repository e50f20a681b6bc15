// The answer being written, kept in this browser until the server has it, and the little else that the page
// remembers of one link. Where storage is refused (private mode), all of it lasts as long as the page.
import { uuid } from "../shared/uuid";
import { isZone, ownZone } from "../shared/zone";
import type { RequestKind, Signals } from "./api";
import { type Language, languageOf } from "./words";

/** A sending of which we may not know whether it arrived. */
export interface Attempt {
  /** Makes sending this text again the same answer. */
  key: string;
  text: string;
}

export interface Draft {
  text: string;
  attempt: Attempt | null;
}

/** Begins what stands where a question's id does, for what is written to the company. */
const REQUESTS = ":request:";

/** Where the draft of one question lies. Only the end of the token: a draft is no place for a whole key. */
function place(token: string, questionId: string): string {
  return `fulcrum:draft:${token.slice(-8)}:${questionId}`;
}

function isAttempt(value: unknown): value is Attempt {
  return (
    typeof value === "object" &&
    value !== null &&
    "key" in value &&
    typeof value.key === "string" &&
    "text" in value &&
    typeof value.text === "string"
  );
}

/** What this browser would not keep, while the page is open. */
const unkept = new Map<string, string>();

function load(key: string): string | null {
  try {
    return localStorage.getItem(key) ?? unkept.get(key) ?? null;
  } catch {
    return unkept.get(key) ?? null;
  }
}

/** False when it lasts only as long as the page. */
function save(key: string, value: string): boolean {
  try {
    localStorage.setItem(key, value);
    unkept.delete(key);
    return true;
  } catch {
    unkept.set(key, value);
    return false;
  }
}

export function loadDraft(token: string, questionId: string): Draft {
  const nothing: Draft = { text: "", attempt: null };
  try {
    const stored: unknown = JSON.parse(load(place(token, questionId)) ?? "null");
    if (typeof stored !== "object" || stored === null) return nothing;
    if (!("text" in stored) || typeof stored.text !== "string") return nothing;
    const attempt = "attempt" in stored && isAttempt(stored.attempt) ? stored.attempt : null;
    return { text: stored.text, attempt };
  } catch {
    return nothing;
  }
}

/** False when this browser would not keep it. */
export function saveDraft(token: string, questionId: string, draft: Draft): boolean {
  return save(place(token, questionId), JSON.stringify(draft));
}

/** With what was counted meanwhile, and its time. */
export function dropDraft(token: string, questionId: string): void {
  const places = [place, signalsPlace, timePlace];
  for (const key of places.map((of) => of(token, questionId))) {
    unkept.delete(key);
    try {
      localStorage.removeItem(key);
    } catch {
      // Nothing was kept, so nothing is left behind.
    }
  }
}

/** Stands where a question's id does. */
export function requestDraft(kind: RequestKind): string {
  return `${REQUESTS}${kind}`;
}

function signalsPlace(token: string, questionId: string): string {
  return place(token, `:signals:${questionId}`);
}

/** What was counted while the answer to a question was written, on this device. */
export function loadSignals(token: string, questionId: string): Signals {
  const counted = { pastes: 0, pastedCharacters: 0, focusLost: 0 };
  try {
    const stored: unknown = JSON.parse(load(signalsPlace(token, questionId)) ?? "null");
    if (typeof stored !== "object" || stored === null) return counted;
    for (const name of Object.keys(counted) as (keyof Signals)[]) {
      const count: unknown = Reflect.get(stored, name);
      if (Number.isSafeInteger(count)) counted[name] = Math.max(0, Number(count));
    }
  } catch {
    // What cannot be read was not counted.
  }
  return counted;
}

export function saveSignals(token: string, questionId: string, signals: Signals): void {
  save(signalsPlace(token, questionId), JSON.stringify(signals));
}

function timePlace(token: string, questionId: string): string {
  return place(token, `:time:${questionId}`);
}

/** The time for an answer, as far as this device knows it. */
export interface Time {
  /** By this device's clock. */
  endsAt: number | null;
  /** Of more time that was taken and the server is still to be told of, in order. */
  keys: string[];
}

export function loadTime(token: string, questionId: string): Time {
  const nothing: Time = { endsAt: null, keys: [] };
  try {
    const stored: unknown = JSON.parse(load(timePlace(token, questionId)) ?? "null");
    if (typeof stored !== "object" || stored === null) return nothing;
    const endsAt: unknown = Reflect.get(stored, "endsAt");
    const keys: unknown = Reflect.get(stored, "keys");
    return {
      endsAt: Number.isSafeInteger(endsAt) ? Number(endsAt) : null,
      keys: Array.isArray(keys) ? keys.filter((key) => typeof key === "string") : [],
    };
  } catch {
    return nothing;
  }
}

export function saveTime(token: string, questionId: string, time: Time): void {
  save(timePlace(token, questionId), JSON.stringify(time));
}

/** Whether drafts survive closing the page. */
export function keepsDrafts(token: string): boolean {
  const kept = save(place(token, ":probe"), "");
  dropDraft(token, ":probe");
  return kept;
}

/** The time zone that the candidate chose for this link on this device, else the one that is `kept`, else this device's. */
export function zoneOf(token: string, kept: string | null): string {
  const known = [load(place(token, ":zone")), kept];
  return known.find((zone) => zone !== null && isZone(zone)) ?? ownZone();
}

export function saveZone(token: string, zone: string): void {
  save(place(token, ":zone"), zone);
}

/** The language that the candidate chose on this device; null if none. */
export function languageChosen(token: string): Language | null {
  return languageOf(load(place(token, ":language")));
}

export function saveLanguage(token: string, language: Language): void {
  save(place(token, ":language"), language);
}

/** How they would rather answer. */
export type Mode = "write" | "talk";

export function modeOf(token: string): Mode {
  return load(place(token, ":mode")) === "talk" ? "talk" : "write";
}

export function saveMode(token: string, mode: Mode): void {
  save(place(token, ":mode"), mode);
}

/** The microphone that they chose, by the browser's id of it; null: whichever the browser takes. */
export function microphoneOf(token: string): string | null {
  return load(place(token, ":microphone"));
}

export function saveMicrophone(token: string, id: string): void {
  save(place(token, ":microphone"), id);
}

/** Whether the practice question is behind them. */
export function hasPractised(token: string): boolean {
  return load(place(token, ":practised")) !== null;
}

export function savePractised(token: string): void {
  save(place(token, ":practised"), "yes");
}

/** Leaves nothing of this interview in this browser, but what is being written to the company: that goes on. */
export function dropDrafts(token: string): void {
  const isDropped = (key: string) =>
    key.startsWith(place(token, "")) && !key.startsWith(place(token, REQUESTS));
  for (const key of unkept.keys()) {
    if (isDropped(key)) unkept.delete(key);
  }
  try {
    for (const key of Object.keys(localStorage)) {
      if (isDropped(key)) localStorage.removeItem(key);
    }
  } catch {
    // Nothing was kept, so nothing is left behind.
  }
}

/** Whether just this text was sent, and is not known to have arrived. */
export function isUnsent({ text, attempt }: Draft): boolean {
  return attempt !== null && attempt.text === text.trim();
}

/** The attempt to make for a text: the last one again if the text is the same, else a new one. */
export function attemptFor(text: string, last: Attempt | null): Attempt {
  return last !== null && last.text === text ? last : { key: uuid(), text };
}
