// Chooses stages out of those Lever has. One that Lever no longer has stays visible until it is taken out.
import { MultiSelect } from "@mantine/core";

interface Stage {
  id: string;
  text: string;
}

interface StagePickerProps {
  label: string;
  description?: string;
  placeholder: string;
  /** Those Lever has. */
  stages: readonly Stage[];
  /** Those that are stored: only they know the name of one that Lever no longer has. */
  stored: readonly Stage[];
  value: string[];
  disabled: boolean;
  onChange: (ids: string[]) => void;
}

export function StagePicker({ stages, stored, value, placeholder, ...rest }: StagePickerProps) {
  const gone = stored.filter(({ id }) => !stages.some((stage) => stage.id === id));
  return (
    <MultiSelect
      {...rest}
      value={value}
      placeholder={value.length === 0 ? placeholder : undefined}
      searchable
      // The focus comes here after saving, too.
      openOnFocus={false}
      hidePickedOptions
      nothingFoundMessage="No such stage"
      data={[
        ...stages.map(({ id, text }) => ({ value: id, label: text })),
        ...gone.map(({ id, text }) => ({ value: id, label: `${text} (no longer in Lever)` })),
      ]}
    />
  );
}
