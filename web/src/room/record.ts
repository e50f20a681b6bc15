// What is kept of a candidate, as a text in their language.
import { recorded } from "../shared/time";
import type { CandidateData, Passage } from "./api";
import { type Key, languageName, type Words } from "./words";

function quoted(words: Words): (passage: Passage) => string {
  return ({ topic, text }) =>
    topic === undefined ? `> ${text}` : `> ${words.say(`topic.${topic}`)}: ${text}`;
}

/** How long an answer took that there was a limit for. */
export function took(
  time: NonNullable<CandidateData["answers"][number]["time"]>,
  words: Words,
): string {
  const { seconds, limitMinutes: limit, extended } = time;
  const minutes = Math.max(1, Math.round(seconds / 60)).toLocaleString(words.locale);
  return words.say("data.took", { minutes, limit, extended });
}

/** All of it as a plain text to keep, with times by the clocks in `zone`. */
export function asText(data: CandidateData, zone: string, words: Words): string {
  const at = (instant: string) => recorded(instant, zone, words.locale);
  const fact = (term: Key, value: string | null) =>
    value === null || value === "" ? [] : [`${words.say(term)}: ${value}`];
  const { language, consent } = data;
  const lines = [
    words.say("data.title", { posting: data.posting, company: data.company }),
    "",
    ...fact("data.name", data.name),
    ...fact("data.email", data.email),
    ...fact("data.language", language && languageName(language, words.locale)),
    ...fact("data.zone", data.zone),
    ...fact("data.standing", words.say(`standing.${data.state}`)),
    ...fact("data.invited", data.invitedAt && at(data.invitedAt)),
    ...fact("data.time", data.scheduledAt && at(data.scheduledAt)),
    ...fact("data.until", at(data.expiresAt)),
    ...fact(
      "data.consent",
      consent &&
        words.say("data.consentText", { time: at(consent.givenAt), version: consent.version }),
    ),
  ];
  for (const { number, question, answer, answeredAt, time } of data.answers) {
    lines.push("", `${number}. ${question}`, "", answer, "", `(${at(answeredAt)})`);
    if (time !== undefined) lines.push(`(${took(time, words)})`);
  }
  for (const { number, recordedAt } of data.recordings) {
    const text = words.say("data.recording", { number, time: at(recordedAt) });
    lines.push("", `${words.say("data.recordings")}: ${text}`);
  }
  if (data.requests.length > 0) lines.push("", words.say("data.requests"));
  for (const { kind, text, madeAt, passages, standing, reply, repliedAt } of data.requests) {
    const time = repliedAt === null ? "" : at(repliedAt);
    lines.push("", `${words.say(`kind.${kind}`)} (${at(madeAt)})`);
    if (text !== "") lines.push("", text);
    lines.push("", words.say(`became.${standing}`, { time }));
    if (standing === "by_posting") lines.push("", ...passages.map(quoted(words)));
    if (reply !== null) lines.push("", reply);
  }
  return `${lines.join("\n")}\n`;
}
