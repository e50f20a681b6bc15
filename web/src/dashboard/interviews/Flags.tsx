// What a scorer found that a person should look at, in words, each with the way to the answer.
import { Anchor, List } from "@mantine/core";
import { IconFlag } from "@tabler/icons-react";
import { Link } from "react-router";
import type { FlagKind } from "../../gql/graphql";
import { Notice } from "../parts/Notice";

const WORDS: Record<FlagKind, string> = {
  INJECTION_SUSPECTED:
    "has sentences that speak to the scorer instead of answering. They were left out of the rating.",
  LANGUAGE_NOT_READ: "is in a language that the scorer does not read. It was not rated.",
};

interface FlagsProps {
  flags: readonly { kind: FlagKind; turn: number }[];
  /** The address of an answer. */
  answer: (turn: number) => string;
}

export function Flags({ flags, answer }: FlagsProps) {
  if (flags.length === 0) return null;
  return (
    <Notice tone="warning" icon={<IconFlag aria-hidden />} title="A person should look at this">
      <List size="sm" spacing={4}>
        {flags.map(({ kind, turn }) => (
          <List.Item key={`${kind}:${turn}`}>
            <Anchor component={Link} to={answer(turn)} className="in-text" size="sm">
              Answer {turn}
            </Anchor>{" "}
            {WORDS[kind]}
          </List.Item>
        ))}
      </List>
    </Notice>
  );
}
