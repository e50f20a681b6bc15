// Four steps, each with how many came there and which share of the step before that is.
import { Text } from "@mantine/core";
import { type Counts, countOf, STEPS, share } from "./overview";

export function FunnelSteps({ counts }: { counts: Counts }) {
  return (
    <ol className="funnel">
      {STEPS.map(({ key, name }, index) => {
        const before = STEPS[index - 1];
        const part = before && share(counts[key], counts[before.key]);
        return (
          <li key={key}>
            <Text size="sm" c="dimmed">
              {name}
            </Text>
            <p className="funnel-number">{countOf(counts[key])}</p>
            <span className="funnel-bar" aria-hidden="true">
              <span
                className="funnel-part"
                style={{ width: `${(100 * counts[key]) / counts.invited}%` }}
              />
            </span>
            {part && (
              <Text size="sm">
                {part} {before.who}
              </Text>
            )}
          </li>
        );
      })}
    </ol>
  );
}
