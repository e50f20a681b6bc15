// A score as it is written everywhere: out of 100, with Lever's 1 to 4 beside it.
import { Text } from "@mantine/core";
import { useViewer } from "../viewer";

/** Lever's words for its scale. */
export const LEVER_SCORES = ["Strong No", "No", "Yes", "Strong Yes"] as const;

export function ScoreText({ overall, lever }: { overall: number | null; lever: number | null }) {
  const { evidenceOnly } = useViewer().tenant;
  if (overall === null) {
    return (
      <Text component="span" size="sm" c="dimmed">
        {evidenceOnly ? "Evidence only" : "Too little evidence"}
      </Text>
    );
  }
  return (
    <span className="score-text">
      <strong>{overall}</strong>
      <Text component="span" size="sm" c="dimmed">
        /100
      </Text>
      {lever !== null && (
        <Text component="span" size="sm" c="dimmed">
          {" "}
          · Lever {lever}, {LEVER_SCORES[lever - 1]}
        </Text>
      )}
    </span>
  );
}
