// People's ratings beside the AI's: those there are, and the form for one's own.
import { Checkbox, Stack, Text, Title } from "@mantine/core";
import { useState } from "react";
import { Announcement } from "../parts/Announcement";
import { mayRate, useViewer } from "../viewer";
import type { InterviewDetail } from "./InterviewPage";
import { levelWords } from "./levels";
import { Nothing } from "./Nothing";
import { PeopleRatings } from "./PeopleRatings";
import { RateForm } from "./RateForm";

interface RatingsSectionProps {
  interview: InterviewDetail;
  /** Whether the AI's ratings are hidden. */
  hidden: boolean;
  onHide: (hidden: boolean) => void;
}

export function RatingsSection({ interview, hidden, onHide }: RatingsSectionProps) {
  const viewer = useViewer();
  const [outcome, setOutcome] = useState<string | null>(null);
  const { plan, scorecard, humanRatings, completedAt } = interview;
  // The server shows no rating then, and takes none.
  if (viewer.tenant.evidenceOnly) {
    return <Nothing>Your company wants evidence only, so nothing is rated here.</Nothing>;
  }
  if (!plan || !completedAt) {
    return <Nothing>People can rate an interview once it is answered in full.</Nothing>;
  }
  const words = (scorecard?.ratings ?? []).map(
    (rating) => [rating.questionId, levelWords(rating)] as const,
  );
  const levels = hidden ? null : new Map(words);
  return (
    <Stack gap="xl">
      <Announcement takesFocus>{outcome}</Announcement>
      {mayRate(viewer) && (
        <Stack gap="md" component="section" aria-label="Your rating">
          <Title order={2} size="h4">
            Your rating
          </Title>
          <Text size="sm" c="dimmed">
            Rate by the same rubrics as the AI. It changes no score, and shows how far you agree.
            Rate one question, some, or all.
          </Text>
          <Checkbox
            label="Hide the AI's ratings while I rate"
            checked={hidden}
            onChange={(event) => onHide(event.currentTarget.checked)}
          />
          <RateForm
            interviewId={interview.id}
            plan={plan}
            turns={interview.transcript}
            levels={levels}
            // So that the same words are new again, and read out once more.
            onSend={() => setOutcome(null)}
            onRated={() => setOutcome("Your rating is kept.")}
          />
        </Stack>
      )}
      <Stack gap="md" component="section" aria-label="What people found">
        <Title order={2} size="h4">
          What people found
        </Title>
        <PeopleRatings ratings={[...humanRatings]} levels={levels} />
      </Stack>
    </Stack>
  );
}
