// What each role may do, in plain words.
import { Text } from "@mantine/core";
import type { Role } from "../../../gql/graphql";
import { Section } from "../../parts/Section";
import { ROLE_NAMES, ROLE_RIGHTS } from "../../viewer";

const ROLES = Object.keys(ROLE_NAMES) as Role[];

export function RolesSection() {
  return (
    <Section title="What each role may do">
      <dl className="scopes">
        {ROLES.map((role) => (
          <div key={role}>
            <Text component="dt" fw={600} size="sm">
              {ROLE_NAMES[role]}
            </Text>
            <Text component="dd" size="sm">
              {ROLE_RIGHTS[role]}
            </Text>
          </div>
        ))}
      </dl>
    </Section>
  );
}
