// A posting with its plan, as the dashboard's tests ask for it.

const anchors = [
  { level: 1, text: "Names no outcome." },
  { level: 3, text: "Names an outcome." },
  { level: 5, text: "Names a measured outcome." },
];

export const plan = {
  id: "plan:3",
  version: 3,
  author: "Kim Sato",
  createdAt: "2026-07-03T12:00:00Z",
  source: "rules 1",
  fallback: null,
  minutes: 6,
  language: "en",
  wording: "en",
  hash: "cd".repeat(32),
  text: 'title = "Backend Engineer"\n',
  coverage: { covered: ["Rust", "on-call"], missing: ["Kafka"] },
  facts: [{ topic: "SALARY", text: "65,000 to 80,000 EUR per year" }],
  competencies: [{ key: "ownership", name: "Ownership", because: "Run services", weight: 1 }],
  questions: [
    {
      id: "opener",
      kind: "OPENER",
      competency: null,
      text: "What drew you to this posting?",
      because: null,
      minutes: 2,
      mustAsk: false,
      weight: null,
      source: "rules 1",
      overrideReason: null,
      overriddenBy: null,
      scored: false,
      probes: [],
      anchors: [],
      lookFor: [],
    },
    {
      id: "ownership-past",
      kind: "PAST_BEHAVIOUR",
      competency: "ownership",
      text: "Tell me about a service you ran.",
      because: "Run services in production",
      minutes: 4,
      mustAsk: true,
      weight: 2,
      source: "rules 1",
      overrideReason: null,
      overriddenBy: null,
      scored: true,
      probes: [{ when: "no outcome is named", text: "What came of it?" }],
      anchors,
      lookFor: ["own action", "outcome"],
    },
  ],
};

export const posting = {
  id: "posting-1",
  title: "Backend Engineer",
  location: "Berlin",
  team: "Payments",
  url: null,
  leverDescription: "Run services.\nBe on call.",
  description: null as string | null,
  plan: plan as typeof plan | null,
  plans: [
    {
      version: 3,
      author: "Kim Sato" as string | null,
      source: "rules 1",
      createdAt: "2026-07-03T12:00:00Z",
      questions: [{ id: "opener", text: "What drew you to this posting?" }],
      changes: [
        {
          kind: "MOVED",
          part: "QUESTION",
          key: "opener",
          before: null,
          after: null,
          details: [],
        },
        {
          kind: "CHANGED",
          part: "QUESTION",
          key: "ownership-past",
          before: "Tell me about a service.",
          after: "Tell me about a service you ran.",
          details: ["wording"],
        },
      ],
    },
    {
      version: 1,
      author: null,
      source: "rules 1",
      createdAt: "2026-07-01T12:00:00Z",
      questions: [],
      changes: [],
    },
  ],
  proposal: null as object | null,
};

export const PLAN_PAGE = "/postings/posting-1/plan";

/** The operations that the page of a plan begins with. */
export function planOperations(changed: Partial<typeof posting> = {}) {
  return {
    PostingPlan: () => ({ posting: { ...posting, ...changed } }),
    PlanTemplates: () => ({ planTemplates: [] }),
  };
}
