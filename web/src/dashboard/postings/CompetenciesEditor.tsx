// What the interview looks at, with the share of each in the overall score.
import { Fieldset, Group, NumberInput, Stack, Text, TextInput } from "@mantine/core";
import { type DraftCompetency, WEIGHT_MAX } from "./planDraft";

interface CompetenciesEditorProps {
  competencies: DraftCompetency[];
  onEdit: (key: string, changes: Partial<DraftCompetency>) => void;
}

export function CompetenciesEditor({ competencies, onEdit }: CompetenciesEditorProps) {
  return (
    <Fieldset legend="Competencies" radius="lg">
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          Twice the weight counts twice as much in the overall score. One that no question is about
          is left out.
        </Text>
        {competencies.map(({ key, name, weight }, index) => (
          <Group key={key} gap="md" align="flex-end">
            <TextInput
              className="grow"
              label={`Competency ${index + 1}`}
              value={name}
              onChange={(event) => onEdit(key, { name: event.currentTarget.value })}
            />
            <NumberInput
              label="Weight"
              aria-label={`Weight of competency ${index + 1}`}
              w="7rem"
              min={1}
              max={WEIGHT_MAX}
              allowDecimal={false}
              value={weight}
              onChange={(typed) => onEdit(key, { weight: typed })}
            />
          </Group>
        ))}
      </Stack>
    </Fieldset>
  );
}
