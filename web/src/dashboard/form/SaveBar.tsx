// The end of a form whose changes are kept only once they are saved.
import { Button, Group, Stack, Text } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { Refusal } from "./Refusal";
import type { Change } from "./useChange";

interface SaveBarProps {
  change: Pick<Change<never[], unknown>, "pending" | "done" | "problem">;
  /** Something differs from what is stored. */
  changed: boolean;
  /** Why it cannot be saved as it stands. */
  hindrance?: string | null;
  /** What the button says. */
  save?: string;
  onUndo: () => void;
}

export function SaveBar(props: SaveBarProps) {
  const { change, changed, hindrance = null, save = "Save", onUndo } = props;
  const { pending, done, problem } = change;
  return (
    <Stack gap="xs" align="stretch">
      <Group gap="sm">
        <Button type="submit" loading={pending} disabled={!changed || hindrance !== null}>
          {save}
        </Button>
        {changed && !pending && (
          <Button variant="default" onClick={onUndo}>
            Undo
          </Button>
        )}
        <Text size="sm" c="dimmed" role="status" className="with-icon">
          {changed && !pending && (hindrance ?? "Not saved yet")}
          {!changed && done !== null && (
            <>
              <IconCheck size={16} aria-hidden /> Saved
            </>
          )}
        </Text>
      </Group>
      <Refusal problem={problem} />
    </Stack>
  );
}
