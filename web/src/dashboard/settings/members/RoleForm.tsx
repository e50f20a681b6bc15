// A member's role, to be changed: what the new one may do is said before it is saved.
import { NativeSelect, Text } from "@mantine/core";
import { useEffect } from "react";
import { graphql } from "../../../gql";
import type { Role } from "../../../gql/graphql";
import { DraftForm, useDraftForm } from "../../form/DraftForm";
import { keys } from "../../keys";
import { request } from "../../request";
import { ROLE_NAMES, ROLE_RIGHTS, ROLES, useViewer } from "../../viewer";
import type { Hold } from "../lever/usePages";
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

interface RoleFormProps {
  operator: Operator;
  hold: Hold;
}

export function RoleForm({ operator, hold }: RoleFormProps) {
  const isViewer = useViewer().id === operator.id;
  const form = useDraftForm(
    { role: operator.role },
    async (chosen: Role) =>
      (
        await request(setOperatorRoleMutation, {
          input: { operatorId: operator.id, role: chosen },
        })
      ).setOperatorRole,
    isViewer ? [keys.operators, keys.viewer] : [keys.operators],
  );
  const { changed } = form;
  useEffect(() => (changed ? hold(operator.id) : undefined), [changed, hold, operator.id]);
  const { role } = form.values;

  return (
    <DraftForm form={form} brief gap="xs" className="grow" onSave={() => form.change.send(role)}>
      <div>
        <NativeSelect
          size="xs"
          aria-label={`Role of ${operator.name}`}
          value={role}
          onChange={(event) => {
            const chosen = ROLES.find((each) => each === event.currentTarget.value);
            if (chosen !== undefined) form.edit({ role: chosen });
          }}
          data={ROLES.map((each) => ({ value: each, label: ROLE_NAMES[each] }))}
        />
        <Text size="sm" c="dimmed" role="status" mt={changed ? 4 : 0}>
          {changed && ROLE_RIGHTS[role]}
          {changed && isViewer && " Only another Super Admin can give you back your role."}
        </Text>
      </div>
    </DraftForm>
  );
}
