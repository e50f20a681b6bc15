// The candidate's JSON endpoints, as the server speaks them. No cookies: the token in the path is the key.

/** How long one request may take before it counts as not having arrived. */
const REQUEST_TIMEOUT_MS = 20_000;
/** The same for what a speech endpoint has to listen to, or to say. */
const SPEECH_TIMEOUT_MS = 90_000;
/** The longest pause that is kept because the server asked for it. */
const PAUSE_MAX_MS = 120_000;
/** A pause that nobody need be told of, and how many of them in a row. */
const SHORT_PAUSE_MS = 5_000;
const SHORT_PAUSES_MAX = 3;

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

/** How long one may take for an answer. More can be taken, and when it is over nothing happens. */
export interface AnswerLimit {
  minutes: number;
  /** For the question that is asked now; null until it was shown. */
  secondsLeft: number | null;
  /** How often more was taken for it. */
  extended: number;
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
  /** Left out where there is no limit. */
  limit?: AnswerLimit;
  /** Why the interview is over, where a reason is kept: a clause, without its full stop. */
  reason: string | null;
  /** When the candidate wants to take it, if they chose a time. */
  scheduledAt: string | null;
  expiresAt: string;
  voice: Voice;
  /** Whether the candidate may say of themselves what the adverse-impact report is made from. */
  selfReport: boolean;
}

/** What of speaking the company offers; the browser may offer more. */
export interface Voice {
  /** Whether questions can be had as sound. */
  speech: boolean;
  /** Whether what is said can be turned into text, and by which host. */
  transcription: boolean;
  host: string | null;
  /** Whether recordings of what is said are kept. */
  recordingKept: boolean;
}

/** What a candidate says of themselves; null: they prefer not to say. */
export interface SelfReported {
  sex: string | null;
  raceEthnicity: string | null;
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
  answers: {
    number: number;
    question: string;
    answer: string;
    answeredAt: string;
    /** Left out where it was not counted. */
    time?: { seconds: number; limitMinutes: number; extended: number };
  }[];
  /** Recordings of what they said, as far as they are kept; `path` is where to hear one, after the link. */
  recordings: { number: number; path: string; recordedAt: string }[];
  requests: CandidateRequest[];
}

/** The interview as it stands, or why it could not be had. */
export class RoomError extends Error {
  /** HTTP status; 0 when no answer arrived. */
  readonly status: number;
  /** Which refusal, in the server's word; null when it gave none. */
  readonly code: string | null;
  /** How long the server wants to be left alone. */
  readonly pauseMs: number;

  constructor(status: number, message: string, code: string | null = null, pauseMs = 0) {
    super(message);
    this.name = "RoomError";
    this.status = status;
    this.code = code;
    this.pauseMs = pauseMs;
  }

  /** True when the same request may well succeed a little later. */
  get passing(): boolean {
    // Holds as long as the question does, whatever its status says.
    if (this.code === "SPOKEN_TOO_OFTEN") return false;
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

/** How long a refusal asks to wait, in milliseconds; the server tells it in seconds. */
function pauseOf(response: Response): number {
  const seconds = Number(response.headers.get("retry-after") ?? 0);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * 1000, PAUSE_MAX_MS) : 0;
}

/** Asks again by itself where the server wants no more than a short pause: it has looked at nothing yet. */
async function request<Answer = RoomState>(
  url: string,
  body: object | null,
  method = body === null ? "GET" : "POST",
): Promise<Answer> {
  for (let pauses = 0; ; pauses += 1) {
    try {
      return await requestOnce<Answer>(url, body, method);
    } catch (caught) {
      const { status, pauseMs } = roomError(caught);
      const isShort = status === 429 && pauseMs > 0 && pauseMs <= SHORT_PAUSE_MS;
      if (!isShort || pauses === SHORT_PAUSES_MAX) throw caught;
      await new Promise((end) => setTimeout(end, pauseMs));
    }
  }
}

async function requestOnce<Answer>(
  url: string,
  body: object | null,
  method: string,
): Promise<Answer> {
  return send<Answer>(url, {
    method,
    cache: "no-store",
    signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    ...(body !== null && {
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  });
}

async function send<Answer>(url: string, init: RequestInit): Promise<Answer> {
  let response: Response;
  let answer: unknown;
  try {
    response = await fetch(url, { credentials: "omit", ...init });
    answer = await response.json().catch(() => null);
  } catch {
    throw new RoomError(0, "The page could not be reached.");
  }
  if (!response.ok) throw refusal(response, answer);
  if (answer === null) throw new RoomError(0, "The answer did not arrive whole.");
  return answer as Answer;
}

function refusal(response: Response, answer: unknown): RoomError {
  const message = textOf(answer, "message") ?? "Something went wrong on our side.";
  const code = textOf(answer, "code") ?? "FAULT";
  return new RoomError(response.status, message, code, pauseOf(response));
}

async function sound(url: string): Promise<Blob> {
  try {
    const signal = AbortSignal.timeout(SPEECH_TIMEOUT_MS);
    const response = await fetch(url, { credentials: "omit", signal });
    if (response.ok) return await response.blob();
    throw refusal(response, await response.json().catch(() => null));
  } catch (error) {
    throw roomError(error);
  }
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
  /** Tells that a question is shown; or, with a key, that more time is taken for it. The same key twice is once. */
  time(questionId: string, more: string | null): Promise<RoomState>;
  /** Ends the interview: a person takes over. */
  human(): Promise<RoomState>;
  /** Asks the company. Sending the same key twice is one request. */
  ask(asking: Asking): Promise<CandidateRequest>;
  data(): Promise<CandidateData>;
  /** The question that is asked now, as sound. */
  aloud(questionId: string): Promise<Blob>;
  /** What was said, as text; sending the same key twice is one piece. Nothing of it is sent as an answer yet. */
  transcribe(questionId: string, key: string, audio: Blob): Promise<string>;
  /** What the candidate said of themselves, kept apart from the interview. */
  selfReport(): Promise<{ said: SelfReported | null }>;
  saySelfReport(said: SelfReported): Promise<{ said: SelfReported | null }>;
  forgetSelfReport(): Promise<{ said: SelfReported | null }>;
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
    time: (questionId, more) =>
      request(`${base}/time`, { questionId, ...(more !== null && { more }) }),
    human: () => request(`${base}/human`, {}),
    ask: (asking) => request<CandidateRequest>(`${base}/requests`, asking),
    data: () => request<CandidateData>(`${base}/data`, null),
    aloud: (questionId) => sound(`${base}/speech?${new URLSearchParams({ question: questionId })}`),
    transcribe: async (questionId, key, audio) => {
      const piece = new URLSearchParams({ question: questionId, key });
      const heard = await send<{ text: string }>(`${base}/transcription?${piece}`, {
        method: "POST",
        headers: { "content-type": audio.type },
        body: audio,
        signal: AbortSignal.timeout(SPEECH_TIMEOUT_MS),
      });
      return heard.text;
    },
    selfReport: () => request<{ said: SelfReported | null }>(`${base}/self-report`, null),
    saySelfReport: (said) => request<{ said: SelfReported | null }>(`${base}/self-report`, said),
    forgetSelfReport: () =>
      request<{ said: SelfReported | null }>(`${base}/self-report`, null, "DELETE"),
  };
}
