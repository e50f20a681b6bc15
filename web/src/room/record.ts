// What is kept of a candidate, as words.
import { recorded } from "../shared/time";
import type { CandidateData } from "./api";

/** Where an interview stands, to the candidate. */
export const STANDINGS: Record<CandidateData["state"], string> = {
  invited: "You are invited and have not begun",
  in_progress: "You have begun",
  paused: "The company has paused its interviews",
  completed: "You have answered every question; people read it and decide",
  declined: "You asked to talk to a person",
  expired: "The invitation has run out",
  closed: "The interview is closed",
};

/** All of it as a plain text to keep, with times by the clocks in `zone`. */
export function asText(data: CandidateData, zone: string): string {
  const at = (instant: string) => recorded(instant, zone);
  const lines = [
    `Interview for ${data.posting} at ${data.company}`,
    "",
    ...(data.name === "" ? [] : [`Name: ${data.name}`]),
    ...(data.email === null ? [] : [`Mail address: ${data.email}`]),
    `Where it stands: ${STANDINGS[data.state]}`,
    ...(data.invitedAt === null ? [] : [`Invited: ${at(data.invitedAt)}`]),
    ...(data.scheduledAt === null ? [] : [`Your time: ${at(data.scheduledAt)}`]),
    `Link works until: ${at(data.expiresAt)}`,
    ...(data.consent === null
      ? []
      : [`Consent: ${at(data.consent.givenAt)}, wording ${data.consent.version}`]),
  ];
  for (const { number, question, answer, answeredAt } of data.answers) {
    lines.push("", `${number}. ${question}`, "", answer, "", `(${at(answeredAt)})`);
  }
  return `${lines.join("\n")}\n`;
}
