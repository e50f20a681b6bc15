// A section of the settings with one switch, kept once it is saved.
import { Stack, Switch } from "@mantine/core";
import type { QueryKey } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useRef } from "react";
import { Section } from "../parts/Section";
import { SaveBar } from "./lever/SaveBar";
import { type Answer, useChange } from "./lever/useChange";
import { useDraft } from "./lever/useDraft";

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
  const field = useRef<HTMLInputElement>(null);
  const draft = useDraft({ on: stored });
  const { on } = draft.values;
  const change = useChange(props.onSave, leave, props.stale);

  /** The buttons go; one goes on from the switch. */
  function leave() {
    draft.clear();
    field.current?.focus();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    change.send(on);
  }

  return (
    <Section title={props.title} lead={props.lead}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Switch
            ref={field}
            label={props.label}
            description={props.description}
            disabled={disabled}
            checked={on}
            onChange={(event) => draft.edit({ on: event.currentTarget.checked })}
          />
          {!disabled && <SaveBar change={change} changed={draft.changed} onUndo={leave} />}
          {props.children}
        </Stack>
      </form>
    </Section>
  );
}
