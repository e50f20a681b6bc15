// One thing that was looked at, told by icon and word, never by colour alone.
import { Text, VisuallyHidden } from "@mantine/core";
import {
  type Icon,
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconHelpCircle,
} from "@tabler/icons-react";
import type { HealthOutcome } from "../../../gql/graphql";
import { sentence } from "../../../shared/sentence";

const OUTCOMES: Record<HealthOutcome, { words: string; icon: Icon }> = {
  PASS: { words: "Works", icon: IconCircleCheck },
  WARN: { words: "Please look", icon: IconAlertTriangle },
  FAIL: { words: "Does not work", icon: IconCircleX },
  UNKNOWN: { words: "Not known yet", icon: IconHelpCircle },
};

interface CheckRowProps {
  title: string;
  outcome: HealthOutcome;
  detail: string;
  remedy?: string | null;
}

export function CheckRow({ title, outcome, detail, remedy }: CheckRowProps) {
  const { words, icon: Icon } = OUTCOMES[outcome];
  if (outcome === "PASS" && !remedy) {
    return (
      <li className="check" data-outcome={outcome}>
        <Icon size={20} aria-hidden className="check-icon" />
        <Text size="sm">
          <strong>{title}</strong>
          <VisuallyHidden>. {words}.</VisuallyHidden>
          <Text component="span" size="sm" c="dimmed" className="check-word">
            {sentence(detail)}
          </Text>
        </Text>
      </li>
    );
  }
  return (
    <li className="check" data-outcome={outcome}>
      <Icon size={20} aria-hidden className="check-icon" />
      <div>
        <Text component="span" fw={600}>
          {title}
        </Text>
        <Text component="span" size="sm" className="check-word">
          {words}
        </Text>
        <Text size="sm">{sentence(detail)}</Text>
        {remedy && (
          <Text size="sm" mt={2} c={outcome === "UNKNOWN" ? "dimmed" : undefined}>
            {outcome !== "UNKNOWN" && <strong>What to do: </strong>}
            {sentence(remedy)}
          </Text>
        )}
      </div>
    </li>
  );
}
