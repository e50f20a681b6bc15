// Candidates side by side, as their scorecards have it.
import { Anchor, Skeleton, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconChevronLeft } from "@tabler/icons-react";
import { useQueries } from "@tanstack/react-query";
import { Link, useSearchParams } from "react-router";
import { keys } from "../../keys";
import { Failure } from "../../parts/Failure";
import { Notice } from "../../parts/Notice";
import { PageTitle } from "../../parts/PageTitle";
import { Nothing } from "../Nothing";
import { CompareTable } from "./CompareTable";
import { type Compared, differences, loadCompared } from "./compared";
import { COMPARED_MAX, COMPARED_MIN } from "./useChoice";

export function ComparePage() {
  const [params] = useSearchParams();
  const ids = [...new Set((params.get("ids") ?? "").split(",").filter((id) => id !== ""))];
  const fits = ids.length >= COMPARED_MIN && ids.length <= COMPARED_MAX;
  return (
    <Stack gap="lg">
      <Anchor component={Link} to="/interviews" size="sm" className="back">
        <IconChevronLeft size={16} aria-hidden /> All interviews
      </Anchor>
      <PageTitle>Compare candidates</PageTitle>
      <Text c="dimmed" maw={640}>
        Scores are advisory, a person decides; scores by different plan versions are not comparable.
      </Text>
      {fits ? (
        <Loaded ids={ids} />
      ) : (
        <Nothing>
          {`Choose ${COMPARED_MIN} to ${COMPARED_MAX} scored interviews of one posting in the list.`}
        </Nothing>
      )}
    </Stack>
  );
}

function Loaded({ ids }: { ids: string[] }) {
  const interviews = useQueries({
    queries: ids.map((id) => ({
      queryKey: keys.compared(id),
      queryFn: () => loadCompared(id),
    })),
  });
  const failed = interviews.find(({ isError }) => isError);
  if (failed?.error) {
    return (
      <Failure
        what="The interviews could not be loaded"
        error={failed.error}
        onRetry={() => {
          for (const each of interviews) if (each.isError) void each.refetch();
        }}
      />
    );
  }
  if (interviews.some(({ data }) => data === undefined)) {
    return <Skeleton height={320} radius="lg" role="status" aria-label="Loading the interviews" />;
  }
  const there = interviews.flatMap(({ data }) => data ?? []);
  return <Comparison there={there} absent={ids.length - there.length} />;
}

function Comparison({ there, absent }: { there: Compared[]; absent: number }) {
  const differ = differences(there);
  return (
    <>
      {absent > 0 && (
        <Notice tone="quiet">
          {absent === 1 ? "One of the interviews is" : `${absent} of the interviews are`} not there,
          or not yours to see.
        </Notice>
      )}
      {differ.length > 0 && (
        <Notice
          tone="warning"
          icon={<IconAlertTriangle aria-hidden />}
          title="These scores are not comparable"
        >
          {differ.join(" ")}
        </Notice>
      )}
      {there.length > 0 && <CompareTable interviews={there} />}
    </>
  );
}
