// What differs between two plans, in words, each with how it was and how it is.
import { List, Stack, Text } from "@mantine/core";
import { type FragmentType, graphql, readFragment } from "../../gql";
import type { PlanChangeKind, PlanChangeWordsFragment, PlanPart } from "../../gql/graphql";
import { Sides } from "./Sides";

const changeFragment = graphql(`
  fragment PlanChangeWords on PlanChange {
    kind
    part
    key
    before
    after
    details
  }
`);

const KINDS: Record<PlanChangeKind, string> = {
  ADDED: "added",
  CHANGED: "changed",
  MOVED: "moved",
  REMOVED: "removed",
};

const PARTS: Record<PlanPart, string> = {
  COMPETENCY: "Competency",
  FACT: "Statement of the posting",
  QUESTION: "Question",
  TITLE: "Title",
};

interface ChangeListProps {
  changes: FragmentType<typeof changeFragment>[];
  /** Questions there are, by which one that only moved is named. */
  questions: readonly { id: string; text: string }[];
}

export function ChangeList(props: ChangeListProps) {
  const changes = readFragment(changeFragment, props.changes);
  return (
    <List spacing="md" size="sm" listStyleType="none" className="wide-items">
      {changes.map((change) => (
        <List.Item key={[change.part, change.kind, change.key, change.before, change.after].join()}>
          <Stack gap={6}>
            <Text size="sm" fw={600}>
              {words(change, props.questions)}
            </Text>
            <Sides
              sides={[
                ["Before", sameWords(change) ? null : (change.before ?? null)],
                [sameWords(change) ? "Wording" : "After", change.after ?? null],
              ]}
            />
          </Stack>
        </List.Item>
      ))}
    </List>
  );
}

/** "Question changed: wording, minutes". */
function words(
  { kind, part, key, details }: PlanChangeWordsFragment,
  questions: ChangeListProps["questions"],
): string {
  const what = `${PARTS[part]} ${KINDS[kind]}`;
  if (kind === "MOVED") return `${what}: ${questions.find(({ id }) => id === key)?.text ?? key}`;
  return details.length === 0 ? what : `${what}: ${details.join(", ")}`;
}

/** Of a question that changed, it may not be the wording. */
function sameWords({ before, after }: PlanChangeWordsFragment): boolean {
  return before === after;
}
