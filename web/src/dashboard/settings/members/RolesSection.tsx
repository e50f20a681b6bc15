// What each role may do, in plain words.
import { Text } from "@mantine/core";
import { Section } from "../../parts/Section";
import { ROLE_NAMES, ROLE_RIGHTS, ROLES } from "../../viewer";

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
