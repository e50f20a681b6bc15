// Between which hours candidates are not reminded, by the clocks where they are.
import { Group, NativeSelect, Stack, Switch, TextInput } from "@mantine/core";
import { type FormEvent, useRef } from "react";
import { graphql } from "../../../gql";
import type { SetQuietHoursInput } from "../../../gql/graphql";
import { keys } from "../../keys";
import { Section } from "../../parts/Section";
import { request } from "../../request";
import { SaveBar } from "../lever/SaveBar";
import { useChange } from "../lever/useChange";
import { useDraft } from "../lever/useDraft";
import type { Looks } from "./mail";

const setQuietHoursMutation = graphql(`
  mutation SetQuietHours($input: SetQuietHoursInput!) {
    setQuietHours(input: $input) {
      ... on Tenant {
        __typename
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, "0")}:00`,
}));

export function QuietForm({ stored }: { stored: Looks["tenant"]["quietHours"] }) {
  const field = useRef<HTMLInputElement>(null);
  const { fromHour, untilHour, zone, own } = stored;
  const draft = useDraft({ fromHour, untilHour, zone, own });
  const { values } = draft;
  const change = useChange(
    async (input: SetQuietHoursInput) =>
      (await request(setQuietHoursMutation, { input })).setQuietHours,
    leave,
    [keys.mailLooks],
  );

  /** The buttons go; one goes on from the switch. */
  function leave() {
    draft.clear();
    field.current?.focus();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    change.send(values.own ? values : { own: false });
  }

  return (
    <Section
      title="Quiet hours"
      lead="A reminder that is due in them waits until they end. They go by the zone that the candidate chose, else by that of the posting’s location where it is known, else by the one below."
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <Switch
            ref={field}
            label="Hours of our own"
            description="Else those of the server’s settings count."
            checked={values.own}
            onChange={(event) => draft.edit({ own: event.currentTarget.checked })}
          />
          <Group gap="sm" grow>
            <NativeSelect
              label="From"
              data={HOURS}
              disabled={!values.own}
              value={String(values.fromHour)}
              onChange={(event) => draft.edit({ fromHour: Number(event.currentTarget.value) })}
            />
            <NativeSelect
              label="Until"
              description={
                values.fromHour === values.untilHour ? "The same: no hours are quiet." : undefined
              }
              data={HOURS}
              disabled={!values.own}
              value={String(values.untilHour)}
              onChange={(event) => draft.edit({ untilHour: Number(event.currentTarget.value) })}
            />
          </Group>
          <TextInput
            label="Time zone"
            description="By its name, such as Europe/Berlin."
            disabled={!values.own}
            value={values.zone}
            onChange={(event) => draft.edit({ zone: event.currentTarget.value })}
          />
          <SaveBar change={change} changed={draft.changed} onUndo={leave} />
        </Stack>
      </form>
    </Section>
  );
}
