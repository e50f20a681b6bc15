// The follow-ups of a question: each with its condition.
import { Button, Fieldset, Group, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useRef } from "react";
import { type DraftProbe, PROBES_MAX } from "./planDraft";

interface ProbesEditorProps {
  probes: DraftProbe[];
  onChange: (probes: DraftProbe[]) => void;
}

export function ProbesEditor({ probes, onChange }: ProbesEditorProps) {
  const add = useRef<HTMLButtonElement>(null);
  /** Key of one that was just added, until it has the focus. */
  const added = useRef<number | null>(null);
  const edit = (key: number, changes: Partial<DraftProbe>) =>
    onChange(probes.map((probe) => (probe.key === key ? { ...probe, ...changes } : probe)));
  const next = 1 + Math.max(-1, ...probes.map(({ key }) => key));
  return (
    <Fieldset legend="Follow-ups" variant="unstyled">
      <Stack gap="md" align="flex-start">
        {probes.map((probe, index) => (
          <Group key={probe.key} gap="xs" align="flex-end" w="100%">
            <TextInput
              ref={(field) => {
                if (field === null || added.current !== probe.key) return;
                added.current = null;
                field.focus();
              }}
              className="grow"
              label={`If, for follow-up ${index + 1}`}
              placeholder="no outcome is named"
              value={probe.when}
              onChange={(event) => edit(probe.key, { when: event.currentTarget.value })}
            />
            <TextInput
              className="grow"
              label={`Follow-up ${index + 1}`}
              placeholder="What came of it?"
              value={probe.text}
              onChange={(event) => edit(probe.key, { text: event.currentTarget.value })}
            />
            <Button
              variant="default"
              leftSection={<IconTrash size={16} aria-hidden />}
              aria-label={`Remove follow-up ${index + 1}`}
              onClick={() => {
                onChange(probes.filter(({ key }) => key !== probe.key));
                // The button that was pressed is gone, and this one stays.
                requestAnimationFrame(() => add.current?.focus());
              }}
            >
              Remove
            </Button>
          </Group>
        ))}
        {probes.length >= PROBES_MAX && (
          <Text size="sm" c="dimmed">
            No more than {PROBES_MAX} are asked.
          </Text>
        )}
        <Button
          ref={add}
          variant="default"
          size="xs"
          leftSection={<IconPlus size={15} aria-hidden />}
          disabled={probes.length >= PROBES_MAX}
          onClick={() => {
            added.current = next;
            onChange([...probes, { key: next, when: "", text: "" }]);
          }}
        >
          Add a follow-up
        </Button>
      </Stack>
    </Fieldset>
  );
}
