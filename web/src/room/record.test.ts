// The candidate's data as a text to keep.
import { expect, it } from "vitest";
import type { CandidateData } from "./api";
import { asText } from "./record";
import { ENGLISH, wordsOf } from "./words";

const DATA: CandidateData = {
  company: "Meridian Pay",
  posting: "Backend Engineer",
  name: "",
  email: null,
  language: null,
  zone: null,
  state: "in_progress",
  invitedAt: null,
  scheduledAt: null,
  expiresAt: "2026-12-01T12:00:00Z",
  consent: null,
  answers: [
    {
      number: 1,
      question: "Why?",
      answer: "Because.\nReally.",
      answeredAt: "2026-11-20T09:00:00Z",
    },
  ],
  recordings: [],
  requests: [],
};

it("holds every answer as it was given, and no line for what is not known", () => {
  const text = asText(DATA, "UTC", ENGLISH);
  expect(text).toContain("1. Why?\n\nBecause.\nReally.\n");
  expect(text).toContain("Where it stands: You have begun");
  expect(text).not.toMatch(/Name|Mail address|Language|Time zone|Consent|null/);
});

it("names them, their time and their consent where they are known", () => {
  const text = asText(
    {
      ...DATA,
      name: "Ada Okafor",
      email: "ada@example.com",
      scheduledAt: "2026-11-20T08:00:00Z",
      recordings: [{ number: 1, path: "/recordings/a", recordedAt: "2026-11-20T09:00:00Z" }],
      consent: { version: "2026-11", textHash: "0", givenAt: "2026-11-20T09:00:00Z" },
    },
    "Pacific/Kiritimati",
    ENGLISH,
  );
  expect(text).toContain("Name: Ada Okafor\nMail address: ada@example.com\n");
  expect(text).toMatch(/Your time: .*2026.*(22|10):00.*GMT\+14/);
  expect(text).toMatch(/Consent: .*wording 2026-11/);
  expect(text).toMatch(/Recordings of what you said: For answer 1, .*2026/);
});

it("tells how long an answer took where that was counted", () => {
  const time = { seconds: 431, limitMinutes: 5, extended: 2 };
  const answers = DATA.answers.map((answer) => ({ ...answer, time }));
  expect(asText({ ...DATA, answers }, "UTC", ENGLISH)).toContain(
    "(7 min since the question was shown; limit 5 min; more time taken: 2)",
  );
  expect(asText(DATA, "UTC", ENGLISH)).not.toContain("limit");
});

it("tells what was asked for, and what came of it", () => {
  const request = {
    id: "request:1",
    kind: "question",
    text: "What is the pay?",
    madeAt: "2026-11-20T09:00:00Z",
    passages: [{ topic: "salary", text: "EUR 85,000" }, { text: "And shares." }],
    standing: "by_posting",
    reply: null,
    repliedAt: null,
  } as const;
  const requests: CandidateData["requests"] = [
    { ...request, passages: [...request.passages] },
    {
      ...request,
      id: "request:2",
      kind: "deletion",
      text: "",
      passages: [],
      standing: "by_person",
      reply: "It is deleted.",
      repliedAt: "2026-11-21T09:00:00Z",
    },
  ];
  const text = asText({ ...DATA, requests }, "UTC", ENGLISH);
  expect(text).toContain("What is the pay?\n\nThe posting was quoted in answer.\n");
  expect(text).toContain("> Pay: EUR 85,000\n> And shares.\n");
  expect(text).toMatch(/Deletion \(.*\n\nA person answered on .*2026.*\n\nIt is deleted\.\n/);
});

it("is in the candidate's language", async () => {
  const known = { ...DATA, language: "fr", zone: "Europe/Paris" };
  const text = asText(known, "Europe/Paris", await wordsOf("fr"));
  expect(text).toContain("Entretien pour Backend Engineer chez Meridian Pay");
  expect(text).toContain("Langue: français\nFuseau horaire: Europe/Paris\n");
  expect(text).toMatch(/Lien valable jusqu’au: 1 décembre 2026/);
});
