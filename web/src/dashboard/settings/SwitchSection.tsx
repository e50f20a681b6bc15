// A section of the settings with one switch, kept once it is saved.
import { Switch } from "@mantine/core";
import type { QueryKey } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { DraftForm, useDraftForm } from "../form/DraftForm";
import type { Answer } from "../form/useChange";
import { Section } from "../parts/Section";

interface SwitchSectionProps {
  title: string;
  lead: string;
  label: string;
  description: string;
  stored: boolean;
  onSave: (wanted: boolean) => Promise<Answer<{ __typename: string }>>;
  /** What is read anew once it is saved. */
  stale: QueryKey[];
  /** It is shown, and not to be changed. */
  disabled?: boolean;
  children?: ReactNode;
}

export function SwitchSection(props: SwitchSectionProps) {
  const { stored, disabled = false } = props;
  const form = useDraftForm({ on: stored }, props.onSave, props.stale);
  const { on } = form.values;

  return (
    <Section title={props.title} lead={props.lead}>
      <DraftForm form={form} readOnly={disabled} onSave={() => form.change.send(on)}>
        <Switch
          label={props.label}
          description={props.description}
          disabled={disabled}
          checked={on}
          onChange={(event) => form.edit({ on: event.currentTarget.checked })}
        />
      </DraftForm>
      {props.children}
    </Section>
  );
}
