// How many were invited each week, and how many of those completed: as bars, and all numbers as a table.
import { Group, Stack, Table, Text } from "@mantine/core";
import { dateOf } from "../../shared/time";
import { Fold } from "../parts/Fold";
import { countOf, type Funnel, STEPS } from "./overview";

type Weeks = Funnel["byWeek"];

export function WeekChart({ weeks }: { weeks: Weeks }) {
  return (
    <Stack gap="md">
      <Bars weeks={weeks} />
      <Fold name="The numbers as a table">
        <WeekTable weeks={weeks} />
      </Fold>
    </Stack>
  );
}

/** Says nothing that the table does not. */
function Bars({ weeks }: { weeks: Weeks }) {
  const most = Math.max(...weeks.map(({ counts }) => counts.invited), 1);
  const height = (count: number) => `${(100 * count) / most}%`;
  const first = weeks.at(0);
  const last = weeks.at(-1);
  return (
    <div aria-hidden="true">
      <Group justify="space-between" mb="xs">
        <Group gap="md">
          <span className="weeks-key" data-step="invited">
            Invited
          </span>
          <span className="weeks-key" data-step="completed">
            Completed
          </span>
        </Group>
        <Text size="xs" c="dimmed">
          {countOf(most)} at most
        </Text>
      </Group>
      <div className="weeks">
        {weeks.map(({ monday, counts }) => (
          <div
            key={monday}
            className="week"
            title={`Week of ${dateOf(monday)}: ${countOf(counts.invited)} invited, ${countOf(counts.completed)} completed`}
          >
            <span
              className="week-bar"
              data-step="invited"
              style={{ height: height(counts.invited) }}
            />
            <span
              className="week-bar"
              data-step="completed"
              style={{ height: height(counts.completed) }}
            />
          </div>
        ))}
      </div>
      <Group justify="space-between" mt={4} wrap="nowrap">
        {[first, last].map(
          (week) =>
            week && (
              <Text key={week === first ? "first" : "last"} size="xs" c="dimmed">
                {dateOf(week.monday)}
              </Text>
            ),
        )}
      </Group>
    </div>
  );
}

function WeekTable({ weeks }: { weeks: Weeks }) {
  return (
    <Table className="counts">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Week of</Table.Th>
          {STEPS.map(({ key, name }) => (
            <Table.Th key={key} scope="col">
              {name}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {weeks.toReversed().map(({ monday, counts }) => (
          <Table.Tr key={monday}>
            <Table.Th scope="row">
              <time dateTime={monday}>{dateOf(monday)}</time>
            </Table.Th>
            {STEPS.map(({ key }) => (
              <Table.Td key={key}>{countOf(counts[key])}</Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
