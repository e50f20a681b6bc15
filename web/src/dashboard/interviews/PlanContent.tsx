// What a plan looks for and why, what it asks, and what counts as a good answer.
import {
  Accordion,
  Badge,
  Group,
  List,
  Paper,
  SimpleGrid,
  Stack,
  Text,
  Title,
} from "@mantine/core";
import { type FragmentType, graphql, readFragment } from "../../gql";
import type { PlanContentFragment, QuestionKind } from "../../gql/graphql";
import { sentence } from "../../shared/sentence";

const contentFragment = graphql(`
  fragment PlanContent on Plan {
    competencies {
      key
      name
      because
    }
    questions {
      id
      kind
      competency
      text
      because
      minutes
      mustAsk
      weight
      source
      overrideReason
      overriddenBy
      scored
      probes {
        when
        text
      }
      anchors {
        level
        text
      }
      lookFor
    }
  }
`);

type PlanQuestion = PlanContentFragment["questions"][number];

export const KIND_NAMES: Record<QuestionKind, string> = {
  OPENER: "Opener",
  PAST_BEHAVIOUR: "Past behaviour",
  SITUATIONAL: "Situational",
  CLOSER: "Closer",
};

interface PlanContentProps {
  plan: FragmentType<typeof contentFragment>;
  /** Of the posting. A competency that only this speaks for is a general one. */
  title: string | null;
}

export function PlanContent(props: PlanContentProps) {
  const plan = readFragment(contentFragment, props.plan);
  const names = new Map(plan.competencies.map(({ key, name }) => [key, name]));
  return (
    <>
      <Stack gap="sm" component="section" aria-label="Competencies">
        <Title order={2} size="h4">
          Competencies, and the posting's words for each
        </Title>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {plan.competencies.map(({ key, name, because }) => (
            <Paper key={key} withBorder radius="lg" p="md">
              <Title order={3} size="h6" mb={6}>
                {name}
              </Title>
              {because === props.title ? (
                <Text size="sm" c="dimmed">
                  General: chosen by the title alone, no line of the posting speaks of it.
                </Text>
              ) : (
                <blockquote className="quote">{because}</blockquote>
              )}
            </Paper>
          ))}
        </SimpleGrid>
      </Stack>
      <Stack gap="sm" component="section" aria-label="Questions">
        <Title order={2} size="h4">
          Questions
        </Title>
        <Accordion variant="separated" radius="lg" multiple order={3}>
          {plan.questions.map((question, index) => (
            <Accordion.Item key={question.id} value={question.id}>
              <Accordion.Control>
                <Stack gap={6}>
                  <Group gap={8}>
                    <Text component="span" size="sm" fw={600} c="dimmed">
                      {index + 1}
                    </Text>
                    <Badge variant="default" radius="sm" tt="none" fw={500}>
                      {KIND_NAMES[question.kind]}
                    </Badge>
                    {question.competency && (
                      <Badge variant="default" radius="sm" tt="none" fw={500}>
                        {names.get(question.competency) ?? question.competency}
                      </Badge>
                    )}
                    <Text component="span" size="xs" c="dimmed">
                      {question.minutes} min{!question.scored && " · not scored"}
                      {question.mustAsk && " · always asked"}
                    </Text>
                  </Group>
                  <Text component="span" fw={500}>
                    {question.text}
                  </Text>
                </Stack>
              </Accordion.Control>
              <Accordion.Panel>
                <QuestionDetail question={question} />
              </Accordion.Panel>
            </Accordion.Item>
          ))}
        </Accordion>
      </Stack>
    </>
  );
}

function QuestionDetail({ question }: { question: PlanQuestion }) {
  const { because, probes, anchors, lookFor } = question;
  return (
    <Stack gap="md">
      {because && (
        <div>
          <Title order={4} size="sm" mb={6}>
            The posting's words it is about
          </Title>
          <blockquote className="quote">{because}</blockquote>
        </div>
      )}
      {probes.length + anchors.length + lookFor.length === 0 && (
        <Text size="sm" c="dimmed">
          This question has no follow-ups and no rating.
        </Text>
      )}
      {probes.length > 0 && (
        <div>
          <Title order={4} size="sm" mb={6}>
            Follow-ups for a later talk
          </Title>
          <List size="sm" spacing={6}>
            {probes.map((probe) => (
              <List.Item key={probe.when + probe.text}>
                <Text component="span" size="sm" c="dimmed">
                  If {probe.when}:
                </Text>{" "}
                {probe.text}
              </List.Item>
            ))}
          </List>
        </div>
      )}
      {anchors.length > 0 && (
        <div>
          <Title order={4} size="sm" mb={6}>
            What the levels mean
          </Title>
          <dl className="anchors">
            {anchors.map(({ level, text }) => (
              <div key={level}>
                <dt>{level}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
      {lookFor.length > 0 && (
        <div>
          <Title order={4} size="sm" mb={6}>
            Look for
          </Title>
          <Group gap={6}>
            {lookFor.map((phrase) => (
              <Badge key={phrase} variant="default" radius="sm" tt="none" fw={500} className="wrap">
                {phrase}
              </Badge>
            ))}
          </Group>
        </div>
      )}
      <Text size="sm" c="dimmed">
        Written by {question.source}
        {typeof question.weight === "number" && ` · weight ${question.weight}`}
      </Text>
      {question.overrideReason && (
        <Text size="sm">
          {question.overriddenBy} takes the responsibility for asking it:{" "}
          {sentence(question.overrideReason)}
        </Text>
      )}
    </Stack>
  );
}
