// The states of an interview in words, and the families they are coloured by.
import type { PipelineState } from "../../gql/graphql";

export type Family = "idle" | "open" | "live" | "graded" | "done" | "human" | "over" | "alarm";

interface StateWords {
  words: string;
  family: Family;
  /** Nothing more will happen by itself. */
  final: boolean;
}

export const STATES: Record<PipelineState, StateWords> = {
  RECEIVED: { words: "Received", family: "idle", final: false },
  INELIGIBLE: { words: "Not invited", family: "over", final: true },
  ELIGIBLE: { words: "Eligible", family: "idle", final: false },
  PLANNED: { words: "Planned", family: "open", final: false },
  INVITED: { words: "Invited", family: "open", final: false },
  SCHEDULED: { words: "Scheduled", family: "open", final: false },
  IN_PROGRESS: { words: "In progress", family: "live", final: false },
  COMPLETED: { words: "Completed", family: "graded", final: false },
  SCORED: { words: "Scored", family: "graded", final: false },
  REPORTED: { words: "Report ready", family: "graded", final: false },
  WRITTEN_BACK: { words: "Written back to Lever", family: "done", final: true },
  DECLINED: { words: "Asked for a person", family: "human", final: true },
  WITHDRAWN: { words: "Withdrawn", family: "over", final: true },
  EXPIRED: { words: "Expired", family: "over", final: true },
  NEEDS_OPERATOR: { words: "Needs attention", family: "alarm", final: false },
};

/** In the order a filter offers them. */
export const STATE_NAMES = Object.keys(STATES) as PipelineState[];

export function isPipelineState(text: string | null): text is PipelineState {
  return text !== null && Object.hasOwn(STATES, text);
}
