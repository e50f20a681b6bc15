// API tokens, by which other programs ask in one's own name.
import { Button, Code, Skeleton, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import { Announcement } from "../../parts/Announcement";
import { Day } from "../../parts/Day";
import { Failure } from "../../parts/Failure";
import { Section } from "../../parts/Section";
import { useAsked } from "../../parts/useAsked";
import { When } from "../../parts/When";
import { type ApiToken, SCOPES, useApiTokens } from "./apiTokens";
import { NewTokenDialog } from "./NewTokenDialog";
import { RevokeTokenDialog } from "./RevokeTokenDialog";

export function TokensSection() {
  const tokens = useApiTokens();
  const [opened, dialog] = useDisclosure(false);
  return (
    <Section
      title="API tokens"
      lead={
        <>
          For programs that ask <Code className="code">/graphql</Code> in your name, with the header{" "}
          <Code className="code">Authorization: Bearer</Code>.
        </>
      }
      aside={
        <Button variant="default" onClick={dialog.open}>
          New token
        </Button>
      }
    >
      {tokens.isPending && (
        <Skeleton height={80} radius="md" role="status" aria-label="Loading your tokens" />
      )}
      {tokens.isError && (
        <Failure
          what="Your tokens could not be loaded"
          error={tokens.error}
          onRetry={() => void tokens.refetch()}
        />
      )}
      {tokens.data && <TokenList tokens={tokens.data} />}
      <NewTokenDialog opened={opened} onClose={dialog.close} />
    </Section>
  );
}

function TokenList({ tokens }: { tokens: ApiToken[] }) {
  const revoking = useAsked<ApiToken>();
  const [revoked, setRevoked] = useState<string | null>(null);
  return (
    <>
      {tokens.length === 0 && (
        <Text size="sm" c="dimmed">
          You have no token.
        </Text>
      )}
      {tokens.length > 0 && (
        <ul className="entries">
          {tokens.map((token) => (
            <TokenEntry key={token.id} token={token} onRevoke={() => revoking.ask(token)} />
          ))}
        </ul>
      )}
      <Announcement takesFocus>
        {revoked === null ? null : `The token “${revoked}” is revoked.`}
      </Announcement>
      <RevokeTokenDialog
        opened={revoking.opened}
        token={revoking.about}
        onClose={revoking.close}
        onRevoked={(token) => {
          setRevoked(token.name);
          revoking.closeOf(token);
        }}
      />
    </>
  );
}

function TokenEntry({ token, onRevoke }: { token: ApiToken; onRevoke: () => void }) {
  const over = new Date(token.expiresAt).getTime() <= Date.now();
  return (
    <li className="entry">
      <div className="entry-names">
        <Text fw={600} className="wrap">
          {token.name}
        </Text>
        <Text size="sm" c="dimmed">
          {SCOPES[token.scope].name} · made <When at={token.createdAt} /> ·{" "}
          {over ? "ended" : "ends"} <Day at={token.expiresAt} />
        </Text>
      </div>
      <Button variant="default" size="xs" aria-label={`Revoke: ${token.name}`} onClick={onRevoke}>
        Revoke
      </Button>
    </li>
  );
}
