// The table of the comparison: a column for each candidate, a line for each criterion. On a phone each line is a
// block, in which every value says whose it is.
import { Paper, Table, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { nameOf } from "../candidateName";
import { LEVEL_MAX, levelWords } from "../levels";
import { Meter } from "../Meter";
import { LEVER_SCORES, ScoreText } from "../ScoreText";
import { type Compared, type ComparedRating, criteria } from "./compared";

export function CompareTable({ interviews }: { interviews: Compared[] }) {
  const severalPostings = new Set(interviews.map(({ posting }) => posting?.id)).size > 1;
  const first = interviews[0];
  const line = (name: string, value: (interview: Compared) => ReactNode) => (
    <Line name={name} interviews={interviews} value={value} />
  );
  return (
    <Paper withBorder radius="lg" className="table-paper">
      <Table
        layout="fixed"
        verticalSpacing="sm"
        horizontalSpacing="md"
        className="compare"
        aria-label="Comparison"
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">
              {(severalPostings ? null : first?.posting?.title) ?? "Candidate"}
            </Table.Th>
            {interviews.map((interview) => (
              <Table.Th key={interview.id} scope="col">
                <Name interview={interview} />
                {severalPostings && (
                  <Text size="xs" c="dimmed">
                    {interview.posting?.title ?? "No posting"}
                  </Text>
                )}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {line("Overall score", ({ scorecard }) =>
            scorecard ? (
              <ScoreText overall={scorecard.overall ?? null} lever={null} />
            ) : (
              <Unscored />
            ),
          )}
          {line("Lever score", ({ scorecard }) => (
            <LeverScore score={scorecard?.leverScore} />
          ))}
          {line("Plan", ({ plan }) => (
            <>
              {plan ? `Version ${plan.version}` : <None />}
              {plan?.hash !== first?.plan?.hash && (
                <strong className="differs">
                  <IconAlertTriangle size={16} aria-hidden />
                  {`Another plan than ${first && nameOf(first)}`}
                </strong>
              )}
            </>
          ))}
          {line("Scored by", ({ scorecard }) => scorecard?.scorer ?? <None />)}
          {criteria(interviews).map(({ key, name, ratings }) => (
            <Line
              key={key}
              name={name}
              interviews={interviews}
              value={(interview) => <Ratings ratings={ratings(interview)} />}
            />
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

interface LineProps {
  name: string;
  interviews: Compared[];
  value: (interview: Compared) => ReactNode;
}

function Line({ name, interviews, value }: LineProps) {
  return (
    <Table.Tr>
      <Table.Th scope="row">{name}</Table.Th>
      {interviews.map((interview) => (
        <Table.Td key={interview.id}>
          <Text component="div" size="xs" c="dimmed" hiddenFrom="sm">
            {nameOf(interview)}
          </Text>
          <Text component="div" size="sm">
            {value(interview)}
          </Text>
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

function Name({ interview }: { interview: Compared }) {
  return (
    <Link to={`/interviews/${interview.id}/scorecard`} className="in-text">
      {nameOf(interview)}
    </Link>
  );
}

function LeverScore({ score }: { score: number | null | undefined }) {
  if (typeof score !== "number") return <None />;
  return `${score}, ${LEVER_SCORES[score - 1]}`;
}

function Ratings({ ratings }: { ratings: ComparedRating[] }) {
  if (ratings.length === 0) {
    return (
      <Text component="span" size="sm" c="dimmed">
        Not rated
      </Text>
    );
  }
  return ratings.map((rating) => (
    <div key={rating.questionId} className="compared">
      {typeof rating.level === "number" && <Meter value={rating.level} of={LEVEL_MAX} />}
      <strong>{levelWords(rating)}</strong>
      <Text component="span" size="sm" c="dimmed">
        {` · ${quotesWords(rating.quotes.length)}`}
      </Text>
    </div>
  ));
}

function quotesWords(count: number): string {
  if (count === 0) return "no quote";
  return count === 1 ? "1 quote" : `${count} quotes`;
}

function Unscored() {
  return (
    <Text component="span" size="sm" c="dimmed">
      Not scored yet
    </Text>
  );
}

function None() {
  return (
    <Text component="span" size="sm" c="dimmed" aria-label="None">
      –
    </Text>
  );
}
