// The candidate's endpoints in memory, behind `fetch`: keeps the rules the pages rely on.
import { vi } from "vitest";
import type {
  Asking,
  CandidateData,
  CandidateRequest,
  Passage,
  QuestionKind,
  RoomState,
  SelfReported,
  Signals,
} from "../room/api";

const QUESTIONS: readonly (readonly [string, QuestionKind, string])[] = [
  ["q1", "opener", "What drew you to this posting?"],
  ["q2", "past_behaviour", "Tell me about a failure in production."],
  ["q3", "closer", "Is there anything to add?"],
];

/** How the next request goes wrong. `lost` is carried out, but its answer never arrives. */
export type Fault = "offline" | "lost" | { status: number; code: string; message: string };

interface Sent {
  key: string;
  questionId: string;
  text: string;
  signals?: Signals;
}

interface Choice {
  key: string;
  at: string | null;
  zone: string;
}

interface Shown {
  questionId: string;
  more?: string;
}

interface Speech {
  language: string;
  zone: string | null;
}

export class RoomServer {
  state: RoomState = {
    state: "invited",
    company: "Meridian Pay",
    interviewer: "Alex",
    firstName: "Ada",
    posting: { title: "Backend Engineer", location: "Berlin" },
    minutes: 12,
    questions: QUESTIONS.length,
    answered: 0,
    disclosure: {
      language: "en",
      version: "1",
      paragraphs: ["Alex is an AI."],
      consent: "I agree.",
    },
    consented: false,
    question: null,
    language: null,
    zone: null,
    planLanguage: "en",
    signals: false,
    reason: null,
    scheduledAt: null,
    expiresAt: "2026-12-01T12:00:00Z",
    voice: { speech: false, transcription: false, host: null, recordingKept: false },
    selfReport: false,
  };
  /** What the candidate said of themselves. */
  said: SelfReported | null = null;
  /** Every answer that was kept, in order. */
  readonly kept: Sent[] = [];
  /** Every answer that was sent, kept or not. */
  readonly sent: Sent[] = [];
  /** Every request that was kept, in order, with its key. */
  readonly requests: (CandidateRequest & { key: string })[] = [];
  /** Everything asked of the company that was sent, kept or not. */
  readonly asked: Asking[] = [];
  /** What the posting says, by the question that it answers. */
  readonly stated: Record<string, Passage[]> = {};
  /** Questions in other languages, by language and id. */
  wordings: Record<string, Record<string, string>> = {};
  /** Every choice of a time that was carried out. */
  readonly choices: Choice[] = [];
  /** Every choice of a language that was carried out. */
  readonly speeches: Speech[] = [];
  /** Every piece of speech that was sent, in order, and what is heard in the next ones. */
  readonly pieces: { key: string; question: string; type: string }[] = [];
  heard: string[] = [];
  /** Every question that was had as sound. */
  readonly aloud: string[] = [];
  recordings: CandidateData["recordings"] = [];
  /** When the time for a question ends that was shown, by its id; and the keys by which more was taken. */
  readonly ends: Record<string, number> = {};
  readonly taken: string[] = [];
  /** Every question that was told to be shown. */
  readonly shown: string[] = [];
  faults: Fault[] = [];

  /** Takes the place of the network until the test ends. */
  start(): this {
    vi.stubGlobal("fetch", (url: string, init: RequestInit) => this.answer(url, init));
    return this;
  }

  /** As if the candidate had consented and answered this many questions before. */
  at(answered: number): this {
    this.state.consented = true;
    this.state.state = "in_progress";
    this.state.answered = answered;
    this.ask();
    return this;
  }

  private data(): CandidateData {
    const { company, posting, state, scheduledAt, expiresAt, consented } = this.state;
    const { language, zone } = this.state;
    const givenAt = "2026-11-20T09:00:00Z";
    return {
      company,
      posting: posting.title,
      name: "Ada Okafor",
      email: "ada@example.com",
      language,
      zone,
      state,
      invitedAt: "2026-11-17T12:00:00Z",
      scheduledAt,
      expiresAt,
      consent: consented ? { version: "1", textHash: "0".repeat(64), givenAt } : null,
      answers: this.kept.map(({ questionId, text }, index) => ({
        number: index + 1,
        question: QUESTIONS.find(([id]) => id === questionId)?.[2] ?? "",
        answer: text,
        answeredAt: givenAt,
      })),
      recordings: this.recordings,
      requests: this.requests.map(({ key: _, ...request }) => request),
    };
  }

  private ask(): void {
    const next = QUESTIONS[this.state.answered];
    if (next === undefined) this.state.state = "completed";
    const number = this.state.answered + 1;
    if (next === undefined) {
      this.state.question = null;
      return;
    }
    const [id, kind, asked] = next;
    const spoken = this.state.language ?? "en";
    const wording = this.wordings[spoken]?.[id];
    const [text, language] = wording === undefined ? [asked, "en"] : [wording, spoken];
    this.state.question = { id, number, kind, followUp: false, text, language };
  }

  private async answer(url: string, init: RequestInit): Promise<Response> {
    const body: unknown = typeof init.body === "string" ? JSON.parse(init.body) : null;
    if (url.endsWith("/answers")) this.sent.push(body as Sent);
    const { pathname, searchParams } = new URL(url, "http://room.example");
    if (pathname.endsWith("/transcription") && init.body instanceof Blob) {
      const key = searchParams.get("key") ?? "";
      const question = searchParams.get("question") ?? "";
      this.pieces.push({ key, question, type: init.body.type });
    }
    if (url.endsWith("/requests")) this.asked.push(body as Asking);
    const fault = this.faults.shift();
    if (fault === "offline") throw new TypeError("Failed to fetch");
    if (typeof fault === "object") return Response.json(fault, { status: fault.status });
    if (pathname.endsWith("/transcription")) {
      return Response.json({ text: this.heard.shift() ?? "" });
    }
    if (pathname.endsWith("/speech")) {
      this.aloud.push(searchParams.get("question") ?? "");
      return new Response(new Blob(["sound"], { type: "audio/mpeg" }));
    }
    if (url.endsWith("/data")) return Response.json(this.data());
    if (url.endsWith("/self-report")) {
      if (init.method !== "GET") this.said = body as SelfReported | null;
      return Response.json({ said: this.said });
    }
    if (url.endsWith("/schedule")) {
      const choice = body as Choice;
      this.choices.push(choice);
      this.state.scheduledAt = choice.at;
    }
    if (url.endsWith("/language")) this.speak(body as Speech);
    if (url.endsWith("/consent")) this.at(0);
    if (url.endsWith("/human")) {
      this.state.state = "declined";
      this.state.question = null;
    }
    if (url.endsWith("/time")) this.show(body as Shown);
    if (url.endsWith("/answers")) {
      const refusal = this.keep(body as Sent);
      if (refusal !== null) return refusal;
    }
    const made = url.endsWith("/requests") ? this.make(body as Asking) : null;
    this.count();
    if (fault === "lost") throw new TypeError("Failed to fetch");
    return Response.json(structuredClone(made ?? this.state));
  }

  private make({ key, kind, text, passOn }: Asking): CandidateRequest {
    const passages = kind === "question" ? (this.stated[text] ?? []) : [];
    const isStated = passages.length > 0 && !passOn;
    let request = this.requests.find((before) => before.key === key);
    if (request === undefined) {
      request = {
        key,
        id: `request:${this.requests.length + 1}`,
        kind,
        text,
        madeAt: "2026-11-20T10:00:00Z",
        passages,
        standing: isStated ? "by_posting" : "waiting",
        reply: null,
        repliedAt: null,
      };
      this.requests.push(request);
    } else if (passOn && request.standing === "by_posting") {
      request.standing = "waiting";
    }
    if (kind === "accommodation") {
      this.state.expiresAt = "2026-12-31T12:00:00Z";
      delete this.state.limit;
    }
    const { key: _, ...made } = request;
    return made;
  }

  private show({ questionId, more }: Shown): void {
    if (more === undefined) this.shown.push(questionId);
    if (this.state.limit === undefined) return;
    const each = this.state.limit.minutes * 60_000;
    const ends = this.ends[questionId] ?? Date.now() + each;
    const isTaken = more !== undefined && !this.taken.includes(more);
    if (isTaken) this.taken.push(more);
    this.ends[questionId] = isTaken ? Math.max(ends, Date.now()) + each : ends;
  }

  private count(): void {
    const { limit, question } = this.state;
    if (limit === undefined || question === null) return;
    const ends = this.ends[question.id];
    const left = ends === undefined ? null : Math.max(0, Math.floor((ends - Date.now()) / 1000));
    this.state.limit = { ...limit, secondsLeft: left };
  }

  private speak(speech: Speech): void {
    this.speeches.push(speech);
    this.state.language = speech.language;
    this.state.zone = speech.zone ?? this.state.zone;
    this.state.disclosure.language = speech.language;
    if (this.state.question !== null) this.ask();
  }

  private keep(sent: Sent): Response | null {
    if (this.kept.some(({ key }) => key === sent.key)) return null;
    if (sent.questionId !== this.state.question?.id) {
      const message = "This question has its answer already.";
      return Response.json({ code: "CONFLICT", message }, { status: 409 });
    }
    this.kept.push(sent);
    this.state.answered += 1;
    this.ask();
    return null;
  }
}
