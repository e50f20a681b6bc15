// How far candidates came in the last weeks, and what waits for an operator.
import { Group, NativeSelect, Paper, Skeleton, Stack, Text } from "@mantine/core";
import { Failure } from "../parts/Failure";
import { PageTitle } from "../parts/PageTitle";
import { Section } from "../parts/Section";
import { Attention } from "./Attention";
import { FunnelSteps } from "./FunnelSteps";
import { type Funnel, useFunnel, useWeeks, WEEKS } from "./overview";
import { PostingCounts } from "./PostingCounts";
import { WeekChart } from "./WeekChart";

export function OverviewPage() {
  const [weeks, choose] = useWeeks();
  const funnel = useFunnel(weeks);
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-end">
        <PageTitle>Overview</PageTitle>
        <NativeSelect
          label="Invited in"
          value={String(weeks)}
          onChange={(event) => choose(event.currentTarget.value)}
          data={WEEKS.map((each) => ({ value: String(each), label: `the last ${each} weeks` }))}
        />
      </Group>
      {funnel.isPending && (
        <Stack role="status" aria-label="Loading the numbers">
          <Skeleton height={180} radius="lg" />
          <Skeleton height={260} radius="lg" />
        </Stack>
      )}
      {funnel.isError && (
        <Failure
          what="The numbers could not be loaded"
          error={funnel.error}
          onRetry={() => void funnel.refetch()}
        />
      )}
      {funnel.data && <Numbers funnel={funnel.data} />}
      <Attention />
    </Stack>
  );
}

function Numbers({ funnel }: { funnel: Funnel }) {
  if (funnel.total.invited === 0) {
    return (
      <Paper withBorder radius="lg" p="xl">
        <Text c="dimmed" ta="center" py="lg" role="status">
          Nobody was invited in these weeks.
        </Text>
      </Paper>
    );
  }
  return (
    <>
      <Section
        title="How far candidates came"
        lead="Those who were invited in these weeks. Whoever was invited lately may still go on."
      >
        <FunnelSteps counts={funnel.total} />
      </Section>
      <Section title="By week" lead="Each is counted in the week of the invite, by UTC.">
        <WeekChart weeks={funnel.byWeek} />
      </Section>
      <Section title="By posting">
        <PostingCounts rows={funnel.byPosting} />
      </Section>
    </>
  );
}
