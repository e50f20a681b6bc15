// What is asked of Lever, each with its reason; and whether Lever granted it, where that is known.
import { Code, Text } from "@mantine/core";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { sentence } from "../../../shared/sentence";
import type { Integration } from "../integration";

export function Permissions({ scopes }: { scopes: Integration["scopes"] }) {
  return (
    <dl className="scopes">
      {scopes.map(({ name, reason, granted }) => (
        <div key={name}>
          <dt>
            <Code className="code">{name}</Code>
          </dt>
          <dd>
            {sentence(reason)}
            {granted === true && (
              <Text component="span" size="sm" c="dimmed" className="with-icon">
                <IconCheck size={15} aria-hidden /> Granted
              </Text>
            )}
            {granted === false && (
              <Text component="span" size="sm" fw={600} className="with-icon">
                <IconAlertTriangle size={15} aria-hidden /> Not granted
              </Text>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
