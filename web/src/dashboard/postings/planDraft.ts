// A plan while it is edited: what each control changes, and what is sent of it. Knows nothing of the page.
import { type FragmentType, graphql, readFragment } from "../../gql";
import type {
  PlanDraftFragment,
  PlanInput,
  QuestionBankQuery,
  QuestionKind,
} from "../../gql/graphql";

export const draftFragment = graphql(`
  fragment PlanDraft on Plan {
    competencies {
      key
      name
      because
      weight
    }
    questions {
      id
      kind
      competency
      text
      because
      minutes
      mustAsk
      weight
      overrideReason
      overriddenBy
      probes {
        when
        text
      }
      anchors {
        level
        text
      }
      lookFor
    }
  }
`);

type BankQuestion = QuestionBankQuery["questionBank"][number]["questions"][number];
type Competency = QuestionBankQuery["questionBank"][number]["competency"];

/** The levels that a rubric describes; 2 and 4 lie between. */
export const LEVELS = [1, 3, 5] as const;
export type DescribedLevel = (typeof LEVELS)[number];

/** What a new question takes. */
const MINUTES = 3;

/** As the server allows. */
export const MINUTES_MAX = 60;
export const WEIGHT_MAX = 100;
export const PROBES_MAX = 2;

/** Empty while it is typed anew. */
type Typed = number | string;

export interface DraftCompetency {
  key: string;
  name: string;
  because: string;
  weight: Typed;
}

export interface DraftProbe {
  /** Tells it from the others while it is edited. */
  key: number;
  when: string;
  text: string;
}

export interface DraftQuestion {
  id: string;
  kind: QuestionKind;
  competency: string | null;
  text: string;
  because: string | null;
  probes: DraftProbe[];
  anchors: Record<DescribedLevel, string>;
  /** One a line. */
  lookFor: string;
  minutes: Typed;
  weight: Typed;
  mustAsk: boolean;
  /** Typed now; empty: an earlier one holds. */
  overrideReason: string;
  /** The earlier one, and who gave it. */
  override: { reason: string; by: string } | null;
}

export interface Draft {
  competencies: DraftCompetency[];
  questions: DraftQuestion[];
}

export function draftOf(masked: FragmentType<typeof draftFragment>): Draft {
  const plan = readFragment(draftFragment, masked);
  return {
    competencies: plan.competencies.map((competency) => ({ ...competency })),
    questions: plan.questions.map((question) => ({
      ...asDraft(question),
      id: question.id,
      competency: question.competency ?? null,
      because: question.because ?? null,
      override: question.overrideReason
        ? { reason: question.overrideReason, by: question.overriddenBy ?? "" }
        : null,
    })),
  };
}

function asDraft(question: BankQuestion | PlanDraftFragment["questions"][number]) {
  const anchor = (wanted: DescribedLevel) =>
    question.anchors.find(({ level }) => level === wanted)?.text ?? "";
  return {
    kind: question.kind,
    text: question.text,
    probes: question.probes.map((probe, key) => ({ ...probe, key })),
    anchors: { 1: anchor(1), 3: anchor(3), 5: anchor(5) },
    lookFor: question.lookFor.join("\n"),
    minutes: question.minutes,
    weight: question.weight ?? 1,
    mustAsk: question.mustAsk,
    overrideReason: "",
  };
}

export function isScored(kind: QuestionKind): boolean {
  return kind !== "OPENER" && kind !== "CLOSER";
}

/** What is sent: competencies that no question is about any more are not. */
export function toInput(draft: Draft): PlanInput {
  return {
    competencies: askedAbout(draft).map(({ weight, ...rest }) => ({
      ...rest,
      weight: Number(weight),
    })),
    questions: draft.questions.map((question) => {
      const { id, kind, text, because, mustAsk } = question;
      const scored = isScored(kind);
      const reason = question.overrideReason.trim();
      return {
        id,
        kind,
        text,
        because,
        mustAsk,
        minutes: Number(question.minutes),
        competency: scored ? question.competency : null,
        probes: question.probes.map(({ when, text }) => ({ when, text })),
        anchors: scored ? LEVELS.map((level) => ({ level, text: question.anchors[level] })) : [],
        lookFor: scored ? linesOf(question.lookFor) : [],
        ...(scored && { weight: Number(question.weight) }),
        ...(reason !== "" && { overrideReason: reason }),
      };
    }),
  };
}

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

export function isSame(one: Draft, other: Draft): boolean {
  return JSON.stringify(toInput(one)) === JSON.stringify(toInput(other));
}

/** The competencies that a scored question is about. */
export function askedAbout({ competencies, questions }: Draft): DraftCompetency[] {
  const keys = new Set(
    questions.filter(({ kind }) => isScored(kind)).map(({ competency }) => competency),
  );
  return competencies.filter(({ key }) => keys.has(key));
}

/** Why it cannot be sent as it stands. */
export function hindranceOf(draft: Draft): string | null {
  for (const [index, { minutes, weight, kind }] of draft.questions.entries()) {
    if (minutes === "") return `Question ${index + 1} needs its minutes.`;
    if (weight === "" && isScored(kind)) return `Question ${index + 1} needs its weight.`;
  }
  const unweighed = askedAbout(draft).find(({ weight }) => weight === "");
  return unweighed === undefined ? null : `${unweighed.name} needs its weight.`;
}

export function minutesOf({ questions }: Draft): number {
  return questions.reduce((sum, { minutes }) => sum + Number(minutes), 0);
}

export function editQuestion(draft: Draft, id: string, changes: Partial<DraftQuestion>): Draft {
  const questions = draft.questions.map((question) =>
    question.id === id ? { ...question, ...changes } : question,
  );
  return { ...draft, questions };
}

export function editCompetency(
  draft: Draft,
  key: string,
  changes: Partial<DraftCompetency>,
): Draft {
  const competencies = draft.competencies.map((competency) =>
    competency.key === key ? { ...competency, ...changes } : competency,
  );
  return { ...draft, competencies };
}

/** Moves a question towards the end, or towards the beginning when `by` is below zero. */
export function moveQuestion(draft: Draft, id: string, by: number): Draft {
  const questions = [...draft.questions];
  const from = questions.findIndex((question) => question.id === id);
  const [moved] = questions.splice(from, 1);
  if (moved !== undefined) questions.splice(from + by, 0, moved);
  return { ...draft, questions };
}

export function removeQuestion(draft: Draft, id: string): Draft {
  return { ...draft, questions: draft.questions.filter((question) => question.id !== id) };
}

/** Puts a question before the closer. */
function insert(draft: Draft, question: DraftQuestion): Draft {
  const last = draft.questions.at(-1)?.kind === "CLOSER" ? -1 : draft.questions.length;
  return { ...draft, questions: draft.questions.toSpliced(last, 0, question) };
}

export function addEmpty(draft: Draft, id: string): Draft {
  return insert(draft, {
    id,
    kind: "PAST_BEHAVIOUR",
    competency: draft.competencies[0]?.key ?? null,
    text: "",
    because: null,
    probes: [],
    anchors: { 1: "", 3: "", 5: "" },
    lookFor: "",
    minutes: MINUTES,
    weight: 1,
    mustAsk: false,
    overrideReason: "",
    override: null,
  });
}

/** Adds a question of the bank, and what it is about if nothing is yet; `because` justifies that. */
export function addOfBank(
  draft: Draft,
  id: string,
  { competency, question }: { competency: Competency; question: BankQuestion },
  because: string,
): Draft {
  const { key, name, weight } = competency;
  const known = draft.competencies.some((each) => each.key === key);
  const competencies = known
    ? draft.competencies
    : [...draft.competencies, { key, name, weight, because }];
  return insert(
    { ...draft, competencies },
    { ...asDraft(question), id, competency: key, because: null, override: null },
  );
}

/**
 * An id that no question has or had. It is chosen here, so that what the server finds wrong with a new
 * question can be shown beside it.
 */
export function freeId(...drafts: Draft[]): string {
  const taken = new Set(drafts.flatMap(({ questions }) => questions.map(({ id }) => id)));
  let number = 1;
  while (taken.has(`own-${number}`)) number += 1;
  return `own-${number}`;
}
