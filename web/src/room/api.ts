// The candidate's JSON endpoints, as the server speaks them. No cookies: the token in the path is the key.

/** How long one request may take before it counts as not having arrived. */
const REQUEST_TIMEOUT_MS = 20_000;

export type QuestionKind = "opener" | "past_behaviour" | "situational" | "closer";

export interface Question {
  id: string;
  /** Counts from 1. */
  number: number;
  kind: QuestionKind;
  /** Whether it asks for more about the answer before; it has the number of its question. */
  followUp: boolean;
  text: string;
  /** What it is worded in, as ISO 639-1 has it. */
  language: string;
}

/** What is counted while an answer is written, where the company wants it. */
export interface Signals {
  pastes: number;
  pastedCharacters: number;
  /** How often the page was left for another one or another program. */
  focusLost: number;
}

export type RequestKind = "question" | "correction" | "deletion" | "accommodation";

/** Words of the posting, verbatim. */
export interface Passage {
  /** What they state, where that is a label of the posting. */
  topic?: "salary" | "location" | "workplace" | "commitment" | "team" | "department" | "benefits";
  text: string;
}

/** Something that the candidate asked of the company. */
export interface CandidateRequest {
  id: string;
  kind: RequestKind;
  text: string;
  madeAt: string;
  /** What the posting says about a question. */
  passages: Passage[];
  /** `by_posting`: nobody was told; `waiting`: a person is to answer. */
  standing: "by_posting" | "waiting" | "by_person";
  /** What a person wrote back. */
  reply: string | null;
  repliedAt: string | null;
}

export interface Asking {
  key: string;
  kind: RequestKind;
  text: string;
  /** Whether a person is to answer, also where the posting says something. */
  passOn: boolean;
}

export interface RoomState {
  /** `paused`: the company has paused its interviews; this one goes on where it is. */
  state: "invited" | "in_progress" | "paused" | "completed" | "declined" | "expired" | "closed";
  company: string;
  /** The interviewer's name, which is the name of an AI. */
  interviewer: string;
  firstName: string;
  posting: { title: string; location: string | null };
  /** Estimated length of the whole interview. */
  minutes: number;
  questions: number;
  answered: number;
  disclosure: { language: string; version: string; paragraphs: string[]; consent: string };
  consented: boolean;
  /** The one to answer now; null before consent and after the end. */
  question: Question | null;
  /** What the candidate chose, as ISO 639-1 and IANA have it; null: nothing yet. */
  language: string | null;
  zone: string | null;
  /** What the questions are worded in; where not all are in the candidate's language, what the plan is. */
  planLanguage: string;
  /** Whether the page counts what is pasted, and how often it is left. */
  signals: boolean;
  /** Why the interview is over, where a reason is kept: a clause, without its full stop. */
  reason: string | null;
  /** When the candidate wants to take it, if they chose a time. */
  scheduledAt: string | null;
  expiresAt: string;
}

/** What is kept of the candidate, as they may read it and take it along. */
export interface CandidateData {
  company: string;
  posting: string;
  name: string;
  email: string | null;
  language: string | null;
  zone: string | null;
  state: RoomState["state"];
  invitedAt: string | null;
  scheduledAt: string | null;
  expiresAt: string;
  /** What they agreed to; `textHash` is the SHA-256 of the text as it was shown. */
  consent: { version: string; textHash: string; givenAt: string } | null;
  answers: { number: number; question: string; answer: string; answeredAt: string }[];
  requests: CandidateRequest[];
}

/** The interview as it stands, or why it could not be had. */
export class RoomError extends Error {
  /** HTTP status; 0 when no answer arrived. */
  readonly status: number;
  /** Which refusal, in the server's word; null when it gave none. */
  readonly code: string | null;

  constructor(status: number, message: string, code: string | null = null) {
    super(message);
    this.name = "RoomError";
    this.status = status;
    this.code = code;
  }

  /** True when the same request may well succeed a little later. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** What is known of an error that was caught: ours, or a defect that looks like a lost connection. */
export function roomError(error: unknown): RoomError {
  return error instanceof RoomError ? error : new RoomError(0, "The page could not be reached.");
}

/** A text of the answer, if it has it. */
function textOf(body: unknown, field: "code" | "message"): string | null {
  if (typeof body !== "object" || body === null) return null;
  const value: unknown = Reflect.get(body, field);
  return typeof value === "string" ? value : null;
}

async function request<Answer = RoomState>(url: string, body: object | null): Promise<Answer> {
  let response: Response;
  let answer: unknown;
  try {
    response = await fetch(url, {
      method: body === null ? "GET" : "POST",
      credentials: "omit",
      cache: "no-store",
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      ...(body !== null && {
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    });
    answer = await response.json().catch(() => null);
  } catch {
    throw new RoomError(0, "The page could not be reached.");
  }
  if (!response.ok) {
    const message = textOf(answer, "message") ?? "Something went wrong on our side.";
    throw new RoomError(response.status, message, textOf(answer, "code") ?? "FAULT");
  }
  if (answer === null) throw new RoomError(0, "The answer did not arrive whole.");
  return answer as Answer;
}

/** The endpoints of one candidate link. */
export interface RoomApi {
  read(): Promise<RoomState>;
  /** Keeps what the candidate wants to be spoken to in. */
  speak(language: string, zone: string | null): Promise<RoomState>;
  /**
   * Chooses when to take it, as an RFC 3339 instant, and the zone it was chosen by; null gives the time back. Sending
   * the same key twice is one.
   */
  schedule(key: string, at: string | null, zone: string): Promise<RoomState>;
  consent(version: string): Promise<RoomState>;
  /** Sending the same key twice is one answer. */
  answer(
    key: string,
    questionId: string,
    text: string,
    signals: Signals | null,
  ): Promise<RoomState>;
  /** Ends the interview: a person takes over. */
  human(): Promise<RoomState>;
  /** Asks the company. Sending the same key twice is one request. */
  ask(asking: Asking): Promise<CandidateRequest>;
  data(): Promise<CandidateData>;
}

/** `token` as it stands in the page's own address. */
export function roomApi(token: string): RoomApi {
  const base = `/i/${token}`;
  return {
    read: () => request(`${base}/interview`, null),
    speak: (language, zone) => request(`${base}/language`, { language, zone }),
    schedule: (key, at, zone) => request(`${base}/schedule`, { key, at, zone }),
    consent: (version) => request(`${base}/consent`, { version }),
    answer: (key, questionId, text, signals) =>
      request(`${base}/answers`, {
        key,
        questionId,
        text,
        ...(signals !== null && { signals }),
      }),
    human: () => request(`${base}/human`, {}),
    ask: (asking) => request<CandidateRequest>(`${base}/requests`, asking),
    data: () => request<CandidateData>(`${base}/data`, null),
  };
}
