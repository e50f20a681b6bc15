// Settings > Interviews: how many follow-ups a question may have, how long an answer may take, what the page counts, and
// how scores become Lever's.
import { NumberInput, Select, Skeleton, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { graphql } from "../../../gql";
import { DraftForm, useDraftForm } from "../../form/DraftForm";
import { keys } from "../../keys";
import { Failure } from "../../parts/Failure";
import { Notice } from "../../parts/Notice";
import { PageTitle } from "../../parts/PageTitle";
import { Section } from "../../parts/Section";
import { request } from "../../request";
import { mayConfigure, useViewer } from "../../viewer";
import { SwitchSection } from "../SwitchSection";
import { Trail } from "../Trail";

const interviewRulesQuery = graphql(`
  query InterviewRules {
    viewer {
      id
      tenant {
        id
        followUps
        integritySignals
        answerMinutes
        cutoffs {
          two
          three
          four
        }
      }
    }
  }
`);

const setInterviewRulesMutation = graphql(`
  mutation SetInterviewRules($input: SetInterviewRulesInput!) {
    setInterviewRules(input: $input) {
      ... on Tenant {
        __typename
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

export const INTERVIEWING_PAGE = "/settings/interviews";

const FOLLOW_UPS = [
  { value: "0", label: "None" },
  { value: "1", label: "One at most" },
  { value: "2", label: "Two at most" },
];

interface Rules {
  followUps: number;
  integritySignals: boolean;
  answerMinutes: number | null;
  cutoffs: { two: number; three: number; four: number };
}

export function InterviewingPage() {
  const viewer = useViewer();
  return (
    <Stack gap="lg" maw={720}>
      <Trail steps={[{ to: "/settings", name: "Settings" }]} />
      <PageTitle>Interviews</PageTitle>
      {mayConfigure(viewer) ? (
        <Loaded />
      ) : (
        <Notice tone="quiet">Only Admins choose how interviews are conducted.</Notice>
      )}
    </Stack>
  );
}

function Loaded() {
  const rules = useQuery({
    queryKey: keys.interviewRules,
    queryFn: async () => (await request(interviewRulesQuery)).viewer?.tenant ?? null,
  });
  return (
    <>
      {rules.isPending && (
        <Skeleton height={240} radius="lg" role="status" aria-label="Loading the settings" />
      )}
      {rules.isError && (
        <Failure
          what="The settings could not be loaded"
          error={rules.error}
          onRetry={() => void rules.refetch()}
        />
      )}
      {rules.data && (
        <>
          <FollowUps stored={rules.data} />
          <AnswerTime stored={rules.data} />
          <IntegritySignals stored={rules.data} />
          <Cutoffs stored={rules.data} />
        </>
      )}
    </>
  );
}

function FollowUps({ stored }: { stored: Rules }) {
  const form = useDraftForm(
    { followUps: String(stored.followUps) },
    async (followUps: number) =>
      (await request(setInterviewRulesMutation, { input: { followUps } })).setInterviewRules,
    [keys.interviewRules],
  );
  const { followUps } = form.values;

  return (
    <Section
      title="Follow-ups"
      lead="Asked where an answer does not say what came of it, or why, or touches nothing of what the question looks for. The rules are the same for every candidate; the transcript says why each was asked."
    >
      <DraftForm form={form} onSave={() => form.change.send(Number(followUps))}>
        <Select
          label="Follow-ups to one question"
          data={FOLLOW_UPS}
          allowDeselect={false}
          value={followUps}
          onChange={(value) => form.edit({ followUps: value ?? followUps })}
        />
      </DraftForm>
    </Section>
  );
}

const ANSWER_MINUTES_MAX = 60;

function AnswerTime({ stored }: { stored: Rules }) {
  const form = useDraftForm(
    { minutes: (stored.answerMinutes ?? "") as number | string },
    async (answerMinutes: number | null) =>
      (await request(setInterviewRulesMutation, { input: { answerMinutes } })).setInterviewRules,
    [keys.interviewRules],
  );
  const { minutes } = form.values;
  const wanted = minutes === "" ? null : Number(minutes);
  const fits =
    wanted === null || (Number.isInteger(wanted) && wanted >= 1 && wanted <= ANSWER_MINUTES_MAX);

  return (
    <Section
      title="Time for an answer"
      lead="Candidates answer best without a clock, and clocks are hard on many. Set one only where the position asks for it."
    >
      <DraftForm
        form={form}
        hindrance={fits ? null : `It takes 1 to ${ANSWER_MINUTES_MAX} minutes, or none.`}
        onSave={() => form.change.send(wanted)}
      >
        <NumberInput
          label="Minutes for an answer"
          description="Empty: as long as they like. The page shows what is left and warns in time; candidates take as much again as often as they want, and no answer is cut off, sent by itself or refused. They are told before they agree; it does not hold for who agreed before, nor for who asks for another way. The transcript says how long an answer took; it is never part of the score."
          min={1}
          max={ANSWER_MINUTES_MAX}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="none"
          value={minutes}
          onChange={(value) => form.edit({ minutes: value })}
        />
      </DraftForm>
    </Section>
  );
}

function IntegritySignals({ stored }: { stored: Rules }) {
  return (
    <SwitchSection
      title="Pastes and leaving the page"
      lead="Counts that a person may look at beside an answer. They say little by themselves: people paste from their own notes, and screen readers and other aids do, too."
      label="Count them"
      description="How often something is pasted into an answer, how many characters that were, and how often the page was left. What was pasted is not kept. Candidates are told before they agree; nothing is counted of who agreed before. It is never part of the score, and nobody is turned down for it."
      stored={stored.integritySignals}
      onSave={async (integritySignals) =>
        (await request(setInterviewRulesMutation, { input: { integritySignals } }))
          .setInterviewRules
      }
      stale={[keys.interviewRules]}
    />
  );
}

const CUTOFFS = [
  { key: "two", label: "From which score on: Lever’s 2, No" },
  { key: "three", label: "From which score on: Lever’s 3, Yes" },
  { key: "four", label: "From which score on: Lever’s 4, Strong yes" },
] as const;

function Cutoffs({ stored }: { stored: Rules }) {
  const { two, three, four } = stored.cutoffs;
  const form = useDraftForm(
    { two, three, four } as Record<keyof Rules["cutoffs"], number | string>,
    async (cutoffs: Rules["cutoffs"]) =>
      (await request(setInterviewRulesMutation, { input: { cutoffs } })).setInterviewRules,
    [keys.interviewRules],
  );
  const wanted = {
    two: Number(form.values.two),
    three: Number(form.values.three),
    four: Number(form.values.four),
  };

  return (
    <Section
      title="Lever’s score"
      lead="How a score of 0 to 100 becomes Lever’s 1 to 4, for interviews that are scored from now on. Notes and reports print it."
    >
      <DraftForm form={form} hindrance={hindrance(wanted)} onSave={() => form.change.send(wanted)}>
        {CUTOFFS.map(({ key, label }) => (
          <NumberInput
            key={key}
            label={label}
            min={1}
            max={100}
            allowDecimal={false}
            allowNegative={false}
            clampBehavior="none"
            value={form.values[key]}
            onChange={(value) => form.edit({ [key]: value })}
          />
        ))}
      </DraftForm>
    </Section>
  );
}

function hindrance({ two, three, four }: Rules["cutoffs"]): string | null {
  const whole = [two, three, four].every((it) => Number.isInteger(it) && it >= 1 && it <= 100);
  if (whole && two < three && three < four) return null;
  return "It takes three scores of 1 to 100, each higher than the one before.";
}
