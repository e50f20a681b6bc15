// Between which hours candidates are not reminded, by the clocks where they are.
import { Group, NativeSelect, Switch, TextInput } from "@mantine/core";
import { graphql } from "../../../gql";
import type { SetQuietHoursInput } from "../../../gql/graphql";
import { DraftForm, useDraftForm } from "../../form/DraftForm";
import { keys } from "../../keys";
import { Section } from "../../parts/Section";
import { request } from "../../request";
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
  const { fromHour, untilHour, zone, own } = stored;
  const form = useDraftForm(
    { fromHour, untilHour, zone, own },
    async (input: SetQuietHoursInput) =>
      (await request(setQuietHoursMutation, { input })).setQuietHours,
    [keys.mailLooks],
  );
  const { values } = form;

  return (
    <Section
      title="Quiet hours"
      lead="A reminder that is due in them waits until they end. They go by the zone that the candidate chose, else by that of the posting’s location where it is known, else by the one below."
    >
      <DraftForm form={form} onSave={() => form.change.send(values.own ? values : { own: false })}>
        <Switch
          label="Hours of our own"
          description="Else those of the server’s settings count."
          checked={values.own}
          onChange={(event) => form.edit({ own: event.currentTarget.checked })}
        />
        <Group gap="sm" grow>
          <NativeSelect
            label="From"
            data={HOURS}
            disabled={!values.own}
            value={String(values.fromHour)}
            onChange={(event) => form.edit({ fromHour: Number(event.currentTarget.value) })}
          />
          <NativeSelect
            label="Until"
            description={
              values.fromHour === values.untilHour ? "The same: no hours are quiet." : undefined
            }
            data={HOURS}
            disabled={!values.own}
            value={String(values.untilHour)}
            onChange={(event) => form.edit({ untilHour: Number(event.currentTarget.value) })}
          />
        </Group>
        <TextInput
          label="Time zone"
          description="By its name, such as Europe/Berlin."
          disabled={!values.own}
          value={values.zone}
          onChange={(event) => form.edit({ zone: event.currentTarget.value })}
        />
      </DraftForm>
    </Section>
  );
}
