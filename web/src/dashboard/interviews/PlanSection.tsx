// The interview plan: what is looked for and why, what is asked, and what counts as a good answer.
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
import type { PlanSectionFragment, QuestionKind } from "../../gql/graphql";
import { Nothing } from "./Nothing";

const planFragment = graphql(`
  fragment PlanSection on Plan {
    id
    version
    hash
    minutes
    language
    source
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
      minutes
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

type PlanQuestion = PlanSectionFragment["questions"][number];

const KIND_NAMES: Record<QuestionKind, string> = {
  OPENER: "Opener",
  PAST_BEHAVIOUR: "Past behaviour",
  SITUATIONAL: "Situational",
  CLOSER: "Closer",
};

/** "English" for `en`. */
function languageName(tag: string): string {
  return new Intl.DisplayNames("en", { type: "language" }).of(tag) ?? tag;
}

interface PlanSectionProps {
  plan: FragmentType<typeof planFragment> | null;
  /** Of the posting. A competency that only this speaks for is a general one. */
  title: string | null;
}

export function PlanSection(props: PlanSectionProps) {
  const plan = readFragment(planFragment, props.plan);
  if (plan === null) return <Nothing>The interview has not been planned yet.</Nothing>;
  const names = new Map(plan.competencies.map(({ key, name }) => [key, name]));
  return (
    <Stack gap="xl">
      <Text size="sm" c="dimmed">
        {plan.questions.length} questions, about {plan.minutes} minutes, in{" "}
        {languageName(plan.language)} · version {plan.version}, made by {plan.source} ·{" "}
        <span title="The same posting always gives the same plan, and the same fingerprint.">
          fingerprint {plan.hash.slice(0, 12)}
        </span>
      </Text>
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
    </Stack>
  );
}

function QuestionDetail({ question }: { question: PlanQuestion }) {
  const { probes, anchors, lookFor } = question;
  if (probes.length + anchors.length + lookFor.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        This question has no follow-ups and no rating.
      </Text>
    );
  }
  return (
    <Stack gap="md">
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
    </Stack>
  );
}
