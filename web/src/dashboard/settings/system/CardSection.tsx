// The system card: what the system is, how it judges and who sees to it, to read and to take along.
import { Skeleton, Stack, Text, Title } from "@mantine/core";
import { Fact } from "../../parts/Fact";
import { Failure } from "../../parts/Failure";
import { Section } from "../../parts/Section";
import { DownloadButton } from "../../parts/textFile";
import { type CardSection as Part, useSystemCard } from "./system";

export function CardSection() {
  const card = useSystemCard();
  return (
    <Section
      title="System card"
      lead="Made from how everything is set up now. It is for whoever must document what they use, for example under the EU AI Act or Colorado’s law, and is no legal advice."
      aside={
        card.data && (
          <DownloadButton
            name={`system-card-${card.data.madeAt.slice(0, 10)}.md`}
            text={card.data.markdown}
            type="text/markdown"
          />
        )
      }
    >
      {card.isPending && (
        <Skeleton height={400} radius="md" role="status" aria-label="Loading the system card" />
      )}
      {card.isError && (
        <Failure
          what="The system card could not be loaded"
          error={card.error}
          onRetry={() => void card.refetch()}
        />
      )}
      {card.data?.sections.length === 0 && (
        <Text size="sm" c="dimmed">
          There is nothing on it.
        </Text>
      )}
      {card.data?.sections.map((part) => (
        <CardPart key={part.title} part={part} />
      ))}
    </Section>
  );
}

function CardPart({ part: { title, paragraphs, facts } }: { part: Part }) {
  return (
    <Stack gap="sm">
      <Title order={3} size="h5">
        {title}
      </Title>
      {paragraphs.map((paragraph) => (
        <Text key={paragraph} size="sm">
          {paragraph}
        </Text>
      ))}
      {facts.length > 0 && (
        <dl className="facts">
          {facts.map(({ name, value }) => (
            <Fact key={`${name} ${value}`} name={name}>
              {value}
            </Fact>
          ))}
        </dl>
      )}
    </Stack>
  );
}
