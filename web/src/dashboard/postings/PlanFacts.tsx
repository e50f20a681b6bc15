// A plan in short: which version, whose, how long, and how much of what the posting asks for it asks about.
import { List, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { FactTopic } from "../../gql/graphql";
import { languageName } from "../../shared/language";
import { sentence } from "../../shared/sentence";
import { Fact } from "../parts/Fact";
import { Fold } from "../parts/Fold";
import { Notice } from "../parts/Notice";
import { When } from "../parts/When";
import type { Plan } from "./posting";

/** Longer is not good for anyone; the server warns beyond the same. */
const MINUTES_MAX = 30;
const QUESTIONS_MAX = 10;

const TOPICS: Record<FactTopic, string> = {
  BENEFITS: "Benefits",
  COMMITMENT: "Commitment",
  DEPARTMENT: "Department",
  LOCATION: "Location",
  SALARY: "Pay",
  TEAM: "Team",
  WORKPLACE: "Workplace",
};

export function PlanFacts({ plan }: { plan: Plan }) {
  return (
    <Stack gap="md">
      <dl className="facts">
        <Fact name="Version">{plan.version}</Fact>
        <Fact name="Made by">
          {plan.author ?? plan.source}, <When at={plan.createdAt} />
        </Fact>
        <Fact name="Length">
          {plan.questions.length} questions, about {plan.minutes} minutes
        </Fact>
        <Fact name="Language">{languageName(plan.wording)}</Fact>
      </dl>
      <LengthWarning minutes={plan.minutes} questions={plan.questions.length} />
      {plan.fallback && (
        <Notice tone="quiet">
          A language model was to write the questions: {sentence(plan.fallback)} The rules'
          questions stand instead.
        </Notice>
      )}
      {plan.coverage && <Coverage {...plan.coverage} />}
      {plan.facts.length > 0 && <Stated facts={plan.facts} />}
    </Stack>
  );
}

/** What Alex tells candidates who ask. */
function Stated({ facts }: Pick<Plan, "facts">) {
  return (
    <Fold name="What the posting states, for candidates who ask">
      <dl className="facts">
        {facts.map(({ topic, text }) => (
          <Fact key={`${topic} ${text}`} name={TOPICS[topic]}>
            {text}
          </Fact>
        ))}
      </dl>
    </Fold>
  );
}

/** Says when an interview is longer than is good for anyone. */
export function LengthWarning({ minutes, questions }: { minutes: number; questions: number }) {
  if (minutes <= MINUTES_MAX && questions <= QUESTIONS_MAX) return null;
  return (
    <Notice tone="warning" icon={<IconAlertTriangle aria-hidden />}>
      {questions} questions and about {minutes} minutes are a lot. Candidates give better answers
      within {QUESTIONS_MAX} questions and {MINUTES_MAX} minutes.
    </Notice>
  );
}

function Coverage({ covered, missing }: { covered: string[]; missing: string[] }) {
  const named = covered.length + missing.length;
  if (named === 0) return <Text size="sm">The posting names no skill.</Text>;
  return (
    <div>
      <Text size="sm">
        Asks about {covered.length} of {named} skills the posting names.
        {missing.length > 0 && " It does not ask about:"}
      </Text>
      {missing.length > 0 && (
        <List size="sm" mt={4} className="wrap">
          {missing.map((skill) => (
            <List.Item key={skill}>{skill}</List.Item>
          ))}
        </List>
      )}
    </div>
  );
}
