// What was asked and answered, word for word. A quote of the scorecard leads to its turn (`#turn-3`).
import { Paper, Stack, Text, Title } from "@mantine/core";
import { useEffect } from "react";
import { useLocation } from "react-router";
import { type FragmentType, graphql, readFragment } from "../../gql";
import { When } from "../parts/When";
import { Nothing } from "./Nothing";
import { type Recording, Recordings, useRecordings } from "./Recordings";

const turnFragment = graphql(`
  fragment TranscriptTurn on Turn {
    number
    question
    followUpBecause
    answer
    answeredAt
  }
`);

/** The address of a turn within the page. */
export function turnAnchor(number: number): string {
  return `turn-${number}`;
}

export function TranscriptSection(props: {
  /** The interview's. */
  id: string;
  turns: ({ number: number } & FragmentType<typeof turnFragment>)[];
}) {
  const { hash } = useLocation();
  const recordings = useRecordings(props.id);
  useEffect(() => {
    if (hash === "") return;
    const turn = document.getElementById(hash.slice(1));
    turn?.scrollIntoView({ block: "center" });
    turn?.focus({ preventScroll: true });
  }, [hash]);

  if (props.turns.length === 0) return <Nothing>No question has been answered yet.</Nothing>;
  return (
    <Stack gap="md" component="section" aria-label="Transcript">
      {props.turns.map((turn) => (
        <Turn
          key={turn.number}
          turn={turn}
          recordings={recordings.filter((recording) => recording.turn === turn.number)}
        />
      ))}
    </Stack>
  );
}

function Turn(props: { turn: FragmentType<typeof turnFragment>; recordings: Recording[] }) {
  const turn = readFragment(turnFragment, props.turn);
  const anchor = turnAnchor(turn.number);
  return (
    <Paper
      component="article"
      withBorder
      radius="lg"
      p="lg"
      id={anchor}
      tabIndex={-1}
      className="turn"
      aria-labelledby={`${anchor}-question`}
    >
      <Text size="xs" c="dimmed" mb={4}>
        {turn.followUpBecause ? `Turn ${turn.number}, a follow-up` : `Turn ${turn.number}`} ·
        answered <When at={turn.answeredAt} />
        {turn.followUpBecause && ` · asked because ${turn.followUpBecause}`}
      </Text>
      <Title order={2} size="h5" mb="sm" id={`${anchor}-question`}>
        {turn.question}
      </Title>
      <Text className="answer" dir="auto">
        {turn.answer}
      </Text>
      <Recordings turn={turn.number} recordings={props.recordings} />
    </Paper>
  );
}
