// Something could not be loaded or done, and what one can do about it.

import { Button, Stack } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { Notice } from "./Notice";

interface FailureProps {
  /** What failed, as a sentence without its full stop. */
  what: string;
  error: Error;
  onRetry?: () => void;
}

export function Failure({ what, error, onRetry }: FailureProps) {
  return (
    <Notice tone="bad" icon={<IconAlertTriangle aria-hidden />} title={what} maw={640}>
      <Stack gap="sm" align="flex-start">
        {error.message}
        {onRetry !== undefined && (
          <Button variant="default" size="xs" onClick={onRetry}>
            Try again
          </Button>
        )}
      </Stack>
    </Notice>
  );
}
