// A member's role, to be changed: what the new one may do is said before it is saved.
import { NativeSelect, Stack, Text } from "@mantine/core";
import { type FormEvent, useRef } from "react";
import { graphql } from "../../../gql";
import type { Role } from "../../../gql/graphql";
import { keys } from "../../keys";
import { request } from "../../request";
import { ROLE_NAMES, ROLE_RIGHTS, ROLES, useViewer } from "../../viewer";
import { SaveBar } from "../lever/SaveBar";
import { useChange } from "../lever/useChange";
import { useDraft } from "../lever/useDraft";
import type { Operator } from "./operators";

const setOperatorRoleMutation = graphql(`
  mutation SetOperatorRole($input: SetOperatorRoleInput!) {
    setOperatorRole(input: $input) {
      ... on Operator {
        __typename
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

export function RoleForm({ operator }: { operator: Operator }) {
  const isViewer = useViewer().id === operator.id;
  const select = useRef<HTMLSelectElement>(null);
  const draft = useDraft({ role: operator.role });
  const { role } = draft.values;
  const change = useChange(
    async (chosen: Role) =>
      (
        await request(setOperatorRoleMutation, {
          input: { operatorId: operator.id, role: chosen },
        })
      ).setOperatorRole,
    leave,
    isViewer ? [keys.operators, keys.viewer] : [keys.operators],
  );

  /** The buttons go; one goes on from the list. */
  function leave() {
    draft.clear();
    select.current?.focus();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    change.send(role);
  }

  return (
    <form onSubmit={submit} className="grow">
      <Stack gap="xs">
        <div>
          <NativeSelect
            ref={select}
            size="xs"
            aria-label={`Role of ${operator.name}`}
            value={role}
            onChange={(event) => {
              const chosen = ROLES.find((each) => each === event.currentTarget.value);
              if (chosen !== undefined) draft.edit({ role: chosen });
            }}
            data={ROLES.map((each) => ({ value: each, label: ROLE_NAMES[each] }))}
          />
          <Text size="sm" c="dimmed" role="status" mt={draft.changed ? 4 : 0}>
            {draft.changed && ROLE_RIGHTS[role]}
            {draft.changed && isViewer && " Only another Super Admin can give you back your role."}
          </Text>
        </div>
        {(draft.changed || change.done !== null || change.problem !== null) && (
          <SaveBar change={change} changed={draft.changed} onUndo={leave} />
        )}
      </Stack>
    </form>
  );
}
