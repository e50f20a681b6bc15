// What was concluded: the score, and for every criterion the level with the candidate's own words for it.

import { Anchor, Group, List, Paper, Stack, Text, Title } from "@mantine/core";
import { IconRuler2 } from "@tabler/icons-react";
import { Link } from "react-router";
import { type FragmentType, graphql, readFragment } from "../../gql";
import type { ScorecardSectionFragment } from "../../gql/graphql";
import { Notice } from "../parts/Notice";
import { When } from "../parts/When";
import { useViewer } from "../viewer";
import { Flags } from "./Flags";
import { LEVEL_MAX, levelWords } from "./levels";
import { Meter } from "./Meter";
import { Nothing } from "./Nothing";
import { LEVER_SCORES } from "./ScoreText";
import { turnAnchor } from "./TranscriptSection";

const scorecardFragment = graphql(`
  fragment ScorecardSection on Scorecard {
    id
    version
    scorer
    byRules
    fallback
    overall
    leverScore
    thresholds
    feedback
    createdAt
    flags {
      kind
      turn
    }
    ratings {
      questionId
      competency
      competencyName
      level
      needsHuman
      spread
      runs {
        level
      }
      anchor
      quotes {
        text
        turn
      }
      missing
      explanation
    }
  }
`);

type CriterionRating = ScorecardSectionFragment["ratings"][number];

/** What a rating looked at. */
interface RatedTurn {
  number: number;
  questionId: string;
  question: string;
}

interface ScorecardSectionProps {
  interviewId: string;
  turns: RatedTurn[];
  scorecard: FragmentType<typeof scorecardFragment> | null;
}

export function ScorecardSection(props: ScorecardSectionProps) {
  const scorecard = readFragment(scorecardFragment, props.scorecard);
  if (scorecard === null) {
    return (
      <Nothing>There is no scorecard yet. It is made when the interview is completed.</Nothing>
    );
  }
  return (
    <Stack gap="lg">
      <Paper withBorder radius="lg" p="lg">
        <Group gap="xl" align="flex-start">
          <Overall scorecard={scorecard} />
          <Stack gap="sm" className="grow">
            <Title order={2} size="h4">
              Summary
            </Title>
            <Text className="answer">{scorecard.feedback}</Text>
            <Text size="xs" c="dimmed">
              {scorecard.scorer} · version {scorecard.version} · <When at={scorecard.createdAt} /> ·{" "}
              {scorecard.thresholds}
            </Text>
          </Stack>
        </Group>
      </Paper>
      <Flags flags={scorecard.flags} answer={(turn) => answerPage(props.interviewId, turn)} />
      {scorecard.byRules && (
        <Notice
          tone="quiet"
          icon={<IconRuler2 aria-hidden />}
          title="Scored by rules, without a language model"
        >
          {scorecard.fallback && `A language model was to score: ${scorecard.fallback}. `}
          The rules look for evidence in the answers; they don't understand them. Read the quotes
          before you decide.
        </Notice>
      )}
      <Stack gap="md" component="section" aria-label="Ratings">
        {scorecard.ratings.map((rating) => (
          <Rating
            key={rating.questionId}
            interviewId={props.interviewId}
            turn={props.turns.find(({ questionId }) => questionId === rating.questionId)}
            rating={rating}
          />
        ))}
      </Stack>
    </Stack>
  );
}

function answerPage(interviewId: string, number: number): string {
  return `/interviews/${interviewId}/transcript#${turnAnchor(number)}`;
}

function Overall({ scorecard }: { scorecard: ScorecardSectionFragment }) {
  const { overall, leverScore } = scorecard;
  const { evidenceOnly } = useViewer().tenant;
  if (typeof overall !== "number") {
    return (
      <div className="overall">
        <Text fw={650}>No overall score</Text>
        <Text size="sm" c="dimmed">
          {evidenceOnly
            ? "Your company wants evidence only."
            : "More than half of the criteria lack evidence."}
        </Text>
      </div>
    );
  }
  return (
    <div className="overall">
      <p className="overall-number">
        {overall}
        <span> out of 100</span>
      </p>
      {typeof leverScore === "number" && (
        <>
          <Meter value={leverScore} of={LEVER_SCORES.length} />
          <Text size="sm" mt={6}>
            Lever {leverScore} of {LEVER_SCORES.length}:{" "}
            <strong>{LEVER_SCORES[leverScore - 1]}</strong>
          </Text>
        </>
      )}
    </div>
  );
}

/** The level, or why there is none; and how far several ratings of the answer agree. */
function ratingWords(rating: CriterionRating): string {
  const { level, spread, runs } = rating;
  const agreement =
    typeof level === "number" && runs.length > 1 ? `, ${runs.length} ratings ${apart(spread)}` : "";
  return levelWords(rating) + agreement;
}

function apart(spread: number | null | undefined): string {
  return spread ? `within ${spread} level${spread === 1 ? "" : "s"}` : "agree";
}

interface RatingProps {
  interviewId: string;
  turn: RatedTurn | undefined;
  rating: CriterionRating;
}

function Rating({ interviewId, turn, rating }: RatingProps) {
  const answer = (number: number) => answerPage(interviewId, number);
  return (
    <Paper component="article" withBorder radius="lg" p="lg">
      <Group justify="space-between" gap="xs" mb="xs">
        <Title order={2} size="h5">
          {rating.competencyName}
        </Title>
        <Group gap="sm">
          <Meter value={rating.level ?? 0} of={LEVEL_MAX} />
          <Text size="sm" fw={600}>
            {ratingWords(rating)}
          </Text>
        </Group>
      </Group>
      {turn && (
        <Text size="sm" c="dimmed" mb="sm">
          <Anchor component={Link} size="sm" underline="always" to={answer(turn.number)}>
            Turn {turn.number}
          </Anchor>
          : {turn.question}
        </Text>
      )}
      <Stack gap="sm">
        <Text size="sm">{rating.explanation}</Text>
        {rating.quotes.map((quote) => (
          <figure key={`${quote.turn}:${quote.text}`} className="quoted">
            <blockquote className="quote" dir="auto">
              {quote.text}
            </blockquote>
            <figcaption>
              <Anchor component={Link} size="sm" to={answer(quote.turn)}>
                From answer {quote.turn}
              </Anchor>
            </figcaption>
          </figure>
        ))}
        {rating.anchor && (
          <div>
            <Text size="sm" fw={600} mb={4}>
              What level {rating.level} means
            </Text>
            <Text size="sm">{rating.anchor}</Text>
          </div>
        )}
        {rating.missing.length > 0 && (
          <div>
            <Text size="sm" fw={600} mb={4}>
              Not found in the answer
            </Text>
            <List size="sm">
              {rating.missing.map((item) => (
                <List.Item key={item}>{item}</List.Item>
              ))}
            </List>
          </div>
        )}
      </Stack>
    </Paper>
  );
}
