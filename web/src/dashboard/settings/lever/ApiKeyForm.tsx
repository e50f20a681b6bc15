// The other way to connect, for Lever accounts that cannot use OAuth: an API key.
import { Button, Code, Group, PasswordInput, Stack, Text } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { graphql } from "../../../gql";
import { Refusal } from "../../form/Refusal";
import { useChange } from "../../form/useChange";
import { request } from "../../request";
import { mayConnect, useViewer } from "../../viewer";

const connectByKeyMutation = graphql(`
  mutation ConnectLeverByApiKey($input: ConnectLeverByApiKeyInput!) {
    connectLeverByApiKey(input: $input) {
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

/** Is about staying signed in; keys have no such thing. */
const OAUTH_ONLY = "offline_access";

export function ApiKeyForm({ scopes }: { scopes: readonly { name: string }[] }) {
  const allowed = mayConnect(useViewer());
  const [key, setKey] = useState("");
  const [empty, setEmpty] = useState(false);
  const connect = useChange(
    async (apiKey: string) =>
      (await request(connectByKeyMutation, { input: { apiKey } })).connectLeverByApiKey,
    () => setKey(""),
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    const apiKey = key.trim();
    setEmpty(apiKey === "");
    if (apiKey !== "") connect.send(apiKey);
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md" align="stretch">
        <Text size="sm">
          For Lever accounts that cannot use the way above. In Lever, a Super Admin opens{" "}
          <strong>Settings &gt; Integrations and API &gt; API Credentials</strong>, generates a key
          and gives it these permissions:
        </Text>
        <ul className="codes">
          {scopes
            .filter(({ name }) => name !== OAUTH_ONLY)
            .map(({ name }) => (
              <li key={name}>
                <Code className="code">{name}</Code>
              </li>
            ))}
        </ul>
        <PasswordInput
          label="API key"
          description="Kept encrypted, and never shown again."
          autoComplete="off"
          disabled={!allowed}
          value={key}
          error={empty && "Paste the key here first."}
          onChange={(event) => setKey(event.currentTarget.value)}
          visibilityToggleButtonProps={{ "aria-label": "Show or hide the key" }}
        />
        <Refusal problem={connect.problem} />
        <Group>
          <Button type="submit" variant="default" loading={connect.pending} disabled={!allowed}>
            Connect with this key
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
