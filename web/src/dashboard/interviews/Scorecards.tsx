// Every scorecard of an interview: the one that the report and Lever have, and those of scoring again.
import { Group, NativeSelect, Stack } from "@mantine/core";
import { useState } from "react";
import { mayConfigure, useViewer } from "../viewer";
import { Comparison } from "./Comparison";
import type { InterviewDetail } from "./InterviewPage";
import { ScoreAgain } from "./ScoreAgain";
import { ScorecardSection } from "./ScorecardSection";

export function Scorecards({ interview }: { interview: InterviewDetail }) {
  const allowed = mayConfigure(useViewer());
  const { id, scorecard, scorecards, transcript } = interview;
  /** Null for the one that the report has, or the newest once it was scored again here. */
  const [chosen, setChosen] = useState<number | null>(null);
  const [again, setAgain] = useState(false);
  const newest = scorecards[0];
  const reported = scorecards.find((each) => each.id === scorecard?.id) ?? newest;
  const shown =
    scorecards.find(({ version }) => version === chosen) ?? (again ? newest : reported) ?? null;
  return (
    <Stack gap="lg">
      {newest && (
        <Group gap="md" align="flex-end">
          {scorecards.length > 1 && (
            <NativeSelect
              label="Version"
              value={`${shown?.version}`}
              onChange={(event) => setChosen(Number(event.currentTarget.value))}
              data={scorecards.map(({ version }) => ({
                value: `${version}`,
                label:
                  version === reported?.version
                    ? `Version ${version}, as in the report and in Lever`
                    : `Version ${version}`,
              }))}
            />
          )}
          {allowed && (
            <ScoreAgain
              interviewId={id}
              newest={newest.version}
              onAsked={() => {
                setChosen(null);
                setAgain(true);
              }}
            />
          )}
        </Group>
      )}
      {shown?.comparison && <Comparison comparison={shown.comparison} version={shown.version} />}
      <ScorecardSection interviewId={id} turns={transcript} scorecard={shown} />
    </Stack>
  );
}
