// In whose name tags, notes and files appear in Lever.
import { Select } from "@mantine/core";
import { graphql } from "../../../gql";
import { DraftForm, useDraftForm } from "../../form/DraftForm";
import { request } from "../../request";
import { mayConnect, useViewer } from "../../viewer";
import type { Integration } from "../integration";

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
  const form = useDraftForm(
    { userId: performAs?.id ?? null },
    async (userId: string) =>
      (await request(setPerformAsMutation, { input: { userId } })).setPerformAs,
  );
  const chosen = form.values.userId;
  const gone = performAs && !users.some(({ id }) => id === performAs.id) ? [performAs] : [];

  return (
    <DraftForm
      form={form}
      brief
      gap="sm"
      onSave={() => chosen !== null && form.change.send(chosen)}
    >
      <Select
        label="Writes appear as"
        description="Tags, notes and files in Lever carry this user's name. A Super Admin or Admin reaches every candidate."
        placeholder={users.length === 0 ? "Reading the users from Lever…" : "Choose a user"}
        searchable
        // The focus comes here after saving, too.
        openOnFocus={false}
        allowDeselect={false}
        nothingFoundMessage="No such user"
        disabled={!allowed || users.length === 0}
        value={chosen}
        onChange={(userId) => form.edit({ userId })}
        data={[
          ...gone.map((user) => ({ value: user.id, label: `${user.name} (not active)` })),
          ...users.map((user) => ({ value: user.id, label: named(user) })),
        ]}
      />
    </DraftForm>
  );
}

/** "Robin Vega (super admin)". */
function named({ name, role }: User): string {
  return role ? `${name} (${role})` : name;
}
