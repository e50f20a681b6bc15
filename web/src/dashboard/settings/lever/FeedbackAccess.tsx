// Feedback forms take more access to Lever than the rest: says how to get it while it is not granted.
import { Stack, Text } from "@mantine/core";
import { Notice } from "../../parts/Notice";
import type { Integration } from "../integration";
import { ConnectButton } from "./ConnectButton";

/** Lever's names of the access begin so. */
const SCOPE = "feedback";

export function FeedbackAccess({ integration }: { integration: Integration }) {
  const { feedback, scopes, feedbackForms, authentication } = integration;
  const asked = scopes.filter(({ name }) => name.startsWith(SCOPE));
  const refused = asked.some(({ granted }) => granted === false);
  if (!feedback) {
    return (
      <Text size="sm" c="dimmed">
        Lever has to grant this once more. Save first, then connect again here.
      </Text>
    );
  }
  if (!refused && feedbackForms.length > 0) return null;
  if (authentication === "API_KEY") {
    return (
      <Notice tone="warning">
        Give the API key these permissions in Lever: {asked.map(({ name }) => name).join(", ")}.
      </Notice>
    );
  }
  return (
    <Notice tone="warning" title="Lever has not granted this yet">
      <Stack gap="xs" align="flex-start">
        <Text size="sm">
          Connect again and accept the permissions for feedback forms. All else goes on meanwhile.
        </Text>
        <ConnectButton name="Connect again" small />
      </Stack>
    </Notice>
  );
}
