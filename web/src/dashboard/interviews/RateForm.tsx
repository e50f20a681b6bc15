// What a person finds in the answers, by the same rubrics as the AI: one level for each question they rate.
import { Button, Group, Paper, Radio, Stack, Text, Textarea, Title } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { type FragmentType, graphql, readFragment } from "../../gql";
import type { QuestionRatingInput, RatePlanFragment } from "../../gql/graphql";
import { Refusal } from "../form/Refusal";
import { useChange } from "../form/useChange";
import { useDraft } from "../form/useDraft";
import { keys } from "../keys";
import { useUnsaved } from "../parts/useUnsaved";
import { request } from "../request";

const ratePlanFragment = graphql(`
  fragment RatePlan on Plan {
    competencies {
      key
      name
    }
    questions {
      id
      competency
      text
      scored
      anchors {
        level
        text
      }
    }
  }
`);

const rateMutation = graphql(`
  mutation RateInterview($input: RateInterviewInput!) {
    rateInterview(input: $input) {
      ... on Interview {
        __typename
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

type Question = RatePlanFragment["questions"][number];

const LEVELS = [1, 2, 3, 4, 5];
/** Stands for no level: the answers do not show it. */
const NONE = "none";
/** As the server allows. */
const COMMENT_CHARS_MAX = 4_000;

interface Found {
  /** Empty until chosen. */
  level: string;
  comment: string;
}

const NOTHING: Found = { level: "", comment: "" };

interface Turn {
  number: number;
  questionId: string;
  question: string;
  answer: string;
}

interface RateFormProps {
  interviewId: string;
  plan: FragmentType<typeof ratePlanFragment>;
  /** What was asked and answered, in order. */
  turns: readonly Turn[];
  /** The AI's levels in words by question; null while they are hidden. */
  levels: ReadonlyMap<string, string> | null;
  onSend: () => void;
  onRated: () => void;
}

export function RateForm({ interviewId, turns, levels, onSend, onRated, ...props }: RateFormProps) {
  const plan = readFragment(ratePlanFragment, props.plan);
  const names = new Map(plan.competencies.map(({ key, name }) => [key, name]));
  // Nothing is stored here, for each rating stands for itself.
  const draft = useDraft<Record<string, Found>>({});
  const found = draft.values;
  const rate = useChange(async (ratings: QuestionRatingInput[]) =>
    (await request(rateMutation, { input: { id: interviewId, ratings } })).rateInterview, () => {
    draft.settle();
    onRated();
  }, [keys.interview(interviewId)]);
  const [tried, setTried] = useState(false);
  const nameOf = ({ competency }: Question) => names.get(competency ?? "") ?? "";
  const questions = plan.questions.filter(({ scored }) => scored);
  const ratings = questions.flatMap(({ id }) => ratingOf(id, found[id] ?? NOTHING));
  const unrated = [
    ...new Set(questions.filter(({ id }) => isUnrated(found[id] ?? NOTHING)).map(nameOf)),
  ];
  const changed = ratings.length > 0 || unrated.length > 0;
  useUnsaved(changed);

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (unrated.length > 0) return;
    draft.mark();
    onSend();
    rate.send(ratings);
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {questions.map((question) => (
          <QuestionFields
            key={question.id}
            question={question}
            name={nameOf(question)}
            turns={turns.filter(({ questionId }) => questionId === question.id)}
            level={levels?.get(question.id) ?? null}
            found={found[question.id] ?? NOTHING}
            onFind={(changes) => {
              setTried(false);
              draft.edit({ [question.id]: { ...(found[question.id] ?? NOTHING), ...changes } });
            }}
          />
        ))}
        <Refusal problem={tried && unrated.length > 0 ? withoutLevel(unrated) : rate.problem} />
        <Group gap="sm">
          <Button type="submit" loading={rate.pending} disabled={!changed}>
            Save my ratings
          </Button>
          <Text size="sm" c="dimmed" role="status">
            {ratings.length === 0
              ? "Choose a level for one question at least."
              : `${ratings.length} of ${questions.length} rated`}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}

/** What is sent of a question: nothing until a level was chosen. */
function ratingOf(questionId: string, { level, comment }: Found): QuestionRatingInput[] {
  if (level === "") return [];
  return [
    {
      questionId,
      level: level === NONE ? null : Number(level),
      comment: comment.trim() || null,
    },
  ];
}

/** A comment is sent with a level only. */
function isUnrated({ level, comment }: Found): boolean {
  return level === "" && comment.trim() !== "";
}

function withoutLevel(names: string[]): string {
  const which = new Intl.ListFormat("en", { type: "conjunction" }).format(names);
  return names.length === 1
    ? `Choose a level for ${which}, or remove the comment`
    : `Choose a level for each of ${which}, or remove the comments`;
}

interface QuestionFieldsProps {
  question: Question;
  /** Of the competency. */
  name: string;
  /** The question's own and those of its follow-ups. */
  turns: Turn[];
  level: string | null;
  found: Found;
  onFind: (changes: Partial<Found>) => void;
}

function QuestionFields({ question, name, turns, level, found, onFind }: QuestionFieldsProps) {
  return (
    <Paper component="article" withBorder radius="lg" p="lg">
      <Stack gap="md">
        <div>
          <Title order={3} size="h5">
            {name}
          </Title>
          <Text size="sm" c="dimmed">
            {question.text}
          </Text>
        </div>
        {turns.length === 0 && <Text>This question was not answered.</Text>}
        {turns.map((turn, index) => (
          <div key={turn.number}>
            {index > 0 && (
              <Text size="sm" c="dimmed" mb={4}>
                {turn.question}
              </Text>
            )}
            <Text className="answer" dir="auto">
              {turn.answer}
            </Text>
          </div>
        ))}
        {level !== null && (
          <Text size="sm">
            The AI: <strong>{level}</strong>
          </Text>
        )}
        <Radio.Group
          label={`Your rating: ${name}`}
          value={found.level}
          onChange={(chosen) => onFind({ level: chosen })}
        >
          <Stack gap="xs" mt="xs">
            {LEVELS.map((each) => (
              <Radio key={each} value={`${each}`} label={anchorWords(question, each)} />
            ))}
            <Radio value={NONE} label="Not enough evidence" />
          </Stack>
        </Radio.Group>
        <Textarea
          label={`Comment on ${name}`}
          description="Why; may be left out."
          maxLength={COMMENT_CHARS_MAX}
          rows={2}
          value={found.comment}
          onChange={(event) => onFind({ comment: event.currentTarget.value })}
        />
      </Stack>
    </Paper>
  );
}

/** "3: Names an outcome."; those between have no words of their own. */
function anchorWords({ anchors }: Question, wanted: number): string {
  const text = anchors.find(({ level }) => level === wanted)?.text;
  return `${wanted}: ${text ?? `between ${wanted - 1} and ${wanted + 1}`}`;
}
