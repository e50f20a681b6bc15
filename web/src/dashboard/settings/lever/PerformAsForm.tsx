// In whose name tags, notes and files appear in Lever.
import { Select, Stack } from "@mantine/core";
import type { FormEvent } from "react";
import { graphql } from "../../../gql";
import { request } from "../../request";
import { mayConnect, useViewer } from "../../viewer";
import type { Integration } from "../integration";
import { SaveBar } from "./SaveBar";
import { useChange } from "./useChange";
import { useDraft } from "./useDraft";

const setPerformAsMutation = graphql(`
  mutation SetPerformAs($input: SetPerformAsInput!) {
    setPerformAs(input: $input) {
      ... on Integration {
        __typename
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

type User = Integration["users"][number];

export function PerformAsForm({ integration }: { integration: Integration }) {
  const { performAs, users } = integration;
  const allowed = mayConnect(useViewer());
  const draft = useDraft({ userId: performAs?.id ?? null });
  const change = useChange(
    async (userId: string) =>
      (await request(setPerformAsMutation, { input: { userId } })).setPerformAs,
    draft.clear,
  );
  const chosen = draft.values.userId;
  const gone = performAs && !users.some(({ id }) => id === performAs.id) ? [performAs] : [];

  function submit(event: FormEvent) {
    event.preventDefault();
    if (chosen !== null) change.send(chosen);
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Select
          label="Writes appear as"
          description="Tags, notes and files in Lever carry this user's name. A Super Admin or Admin reaches every candidate."
          placeholder={users.length === 0 ? "Reading the users from Lever…" : "Choose a user"}
          searchable
          allowDeselect={false}
          nothingFoundMessage="No such user"
          disabled={!allowed || users.length === 0}
          value={chosen}
          onChange={(userId) => draft.edit({ userId })}
          data={[
            ...gone.map((user) => ({ value: user.id, label: `${user.name} (not active)` })),
            ...users.map((user) => ({ value: user.id, label: named(user) })),
          ]}
        />
        {(draft.changed || change.done !== null || change.problem !== null) && (
          <SaveBar change={change} changed={draft.changed} onUndo={draft.clear} />
        )}
      </Stack>
    </form>
  );
}

/** "Robin Vega (super admin)". */
function named({ name, role }: User): string {
  return role ? `${name} (${role})` : name;
}
