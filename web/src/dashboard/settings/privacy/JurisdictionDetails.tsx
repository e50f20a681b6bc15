// What follows from a jurisdiction: its terms, and what candidates are told.
import { List, Stack, Text } from "@mantine/core";
import { Fold } from "../../parts/Fold";
import { type Jurisdiction, termsOf } from "./jurisdictions";

const LANGUAGE_NAMES = new Intl.DisplayNames("en", { type: "language" });

export function JurisdictionDetails({ jurisdiction }: { jurisdiction: Jurisdiction }) {
  const terms = termsOf(jurisdiction);
  const told = jurisdiction.texts.filter(({ notice }) => notice.length > 0);
  return (
    <Stack gap="sm">
      <Text size="sm">{jurisdiction.about}</Text>
      {terms.length > 0 && (
        <List size="sm">
          {terms.map((term) => (
            <List.Item key={term}>{term}</List.Item>
          ))}
        </List>
      )}
      {jurisdiction.laws.length > 0 && (
        <Text size="sm" c="dimmed">
          After {jurisdiction.laws.join("; ")}. Wording {jurisdiction.version}. This is no legal
          advice.
        </Text>
      )}
      {told.length > 0 && (
        <Fold name="What candidates are told">
          <Stack gap="md">
            {told.map(({ language, notice, consent }) => (
              <div key={language}>
                <Text size="sm" fw={600}>
                  {LANGUAGE_NAMES.of(language)}
                </Text>
                <Stack gap="xs" lang={language}>
                  {[...notice, ...(consent ? [consent] : [])].map((paragraph) => (
                    <Text key={paragraph} size="sm">
                      {paragraph}
                    </Text>
                  ))}
                </Stack>
              </div>
            ))}
          </Stack>
        </Fold>
      )}
    </Stack>
  );
}
