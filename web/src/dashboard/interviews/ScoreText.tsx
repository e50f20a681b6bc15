// A score as it is written everywhere: out of 100, with Lever's 1 to 4 beside it.
import { Text } from "@mantine/core";

/** Lever's words for its scale. */
export const LEVER_SCORES = ["Strong no", "No", "Yes", "Strong yes"] as const;

export function ScoreText({ overall, lever }: { overall: number | null; lever: number | null }) {
  if (overall === null) {
    return (
      <Text component="span" size="sm" c="dimmed">
        Too little evidence
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
          · Lever {lever}
        </Text>
      )}
    </span>
  );
}
