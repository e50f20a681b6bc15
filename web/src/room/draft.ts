// The answer being written, kept in this browser until the server has it. Where storage is refused
// (private mode), drafts simply last as long as the page.
import { uuid } from "../shared/uuid";

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

export function loadDraft(token: string, questionId: string): Draft {
  const nothing: Draft = { text: "", attempt: null };
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(place(token, questionId)) ?? "null");
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
  try {
    localStorage.setItem(place(token, questionId), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(token: string, questionId: string): void {
  try {
    localStorage.removeItem(place(token, questionId));
  } catch {
    // Nothing was kept, so nothing is left behind.
  }
}

/** Leaves nothing of this interview in this browser. */
export function dropDrafts(token: string): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(place(token, ""))) localStorage.removeItem(key);
    }
  } catch {
    // Nothing was kept, so nothing is left behind.
  }
}

/** The attempt to make for a text: the last one again if the text is the same, else a new one. */
export function attemptFor(text: string, last: Attempt | null): Attempt {
  return last !== null && last.text === text ? last : { key: uuid(), text };
}
