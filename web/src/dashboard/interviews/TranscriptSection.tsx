// What was asked and answered, word for word. A quote of the scorecard leads to its turn (`#turn-3`).
import { Paper, Stack, Text, Title } from "@mantine/core";
import { useEffect } from "react";
import { useLocation } from "react-router";
import { type FragmentType, graphql, readFragment } from "../../gql";
import type { TranscriptTurnFragment } from "../../gql/graphql";
import { languageName } from "../../shared/language";
import { When } from "../parts/When";
import { Nothing } from "./Nothing";
import { type Recording, Recordings, useRecordings } from "./Recordings";

const turnFragment = graphql(`
  fragment TranscriptTurn on Turn {
    number
    question
    askedAs {
      language
      text
    }
    followUpBecause
    answer
    answeredAt
    signals {
      pastes
      pastedCharacters
      focusLost
    }
    time {
      seconds
      limitMinutes
      extended
    }
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

type Signals = NonNullable<TranscriptTurnFragment["signals"]>;

/** "2 pastes (90 characters), left the page 3 times; no part of the score". */
function noticed({ pastes, pastedCharacters, focusLost }: Signals): string {
  const many = (count: number, one: string, more: string) =>
    count === 1 ? `1 ${one}` : `${count.toLocaleString("en")} ${more}`;
  const pasted =
    pastes === 0
      ? "Nothing pasted"
      : `${many(pastes, "paste", "pastes")} (${many(pastedCharacters, "character", "characters")})`;
  const left =
    focusLost === 0 ? "never left the page" : `left the page ${many(focusLost, "time", "times")}`;
  return `${pasted}, ${left}; no part of the score`;
}

type Time = NonNullable<TranscriptTurnFragment["time"]>;

/** "Sent 7 minutes after the question was shown; the limit was 5 minutes, more time taken 2 times; no part of the score". */
function timed({ seconds, limitMinutes, extended }: Time): string {
  const many = (count: number, one: string) =>
    `${count.toLocaleString("en")} ${count === 1 ? one : `${one}s`}`;
  const minutes = Math.max(1, Math.round(seconds / 60));
  const after =
    minutes <= 120
      ? many(minutes, "minute")
      : minutes <= 48 * 60
        ? many(Math.round(minutes / 60), "hour")
        : many(Math.round(minutes / (24 * 60)), "day");
  const more = extended === 0 ? "no more time taken" : `more time taken ${many(extended, "time")}`;
  return `Sent ${after} after the question was shown; the limit was ${many(limitMinutes, "minute")}, ${more}; no part of the score`;
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
      <Title order={2} size="h5" mb={turn.askedAs ? 4 : "sm"} id={`${anchor}-question`}>
        {turn.question}
      </Title>
      {turn.askedAs && (
        <Text size="sm" c="dimmed" mb="sm">
          In {languageName(turn.askedAs.language)}: “
          <span lang={turn.askedAs.language} dir="auto">
            {turn.askedAs.text}
          </span>
          ”
        </Text>
      )}
      <Text className="answer" dir="auto">
        {turn.answer}
      </Text>
      <Recordings turn={turn.number} recordings={props.recordings} />
      {turn.signals && (
        <Text size="xs" c="dimmed" mt="sm">
          {noticed(turn.signals)}
        </Text>
      )}
      {turn.time && (
        <Text size="xs" c="dimmed" mt="sm">
          {timed(turn.time)}
        </Text>
      )}
    </Paper>
  );
}
