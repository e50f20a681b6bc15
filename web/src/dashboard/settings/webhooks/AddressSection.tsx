// The address that messages are sent to, and which hosts it may be at.
import { Code, TextInput } from "@mantine/core";
import { DraftForm, useDraftForm } from "../../form/DraftForm";
import { keys } from "../../keys";
import { Section } from "../../parts/Section";
import { setWebhook } from "./webhooks";

interface AddressSectionProps {
  /** Null: nothing is sent. */
  stored: string | null;
  allowedHosts: string[];
  onSecret: (secret: string) => void;
}

export function AddressSection({ stored, allowedHosts, onSecret }: AddressSectionProps) {
  const form = useDraftForm({ url: stored ?? "" }, (url: string) => setWebhook(url, onSecret), [
    keys.outbound,
  ]);
  const url = form.values.url.trim();

  return (
    <Section
      title="Where messages go"
      lead={
        stored === null
          ? "Nothing is sent yet. You get a secret once the address is set."
          : "A new address comes with a new secret. What waits goes there, too."
      }
    >
      <DraftForm
        form={form}
        save={stored === null ? "Set address" : "Replace"}
        hindrance={url === "" ? "Give an address; to send nothing, remove the webhook." : null}
        onSave={() => form.change.send(url)}
      >
        <TextInput
          label="Address"
          description={<AllowedHosts hosts={allowedHosts} />}
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          placeholder={`https://${allowedHosts[0]}/`}
          value={form.values.url}
          onChange={(event) => form.edit({ url: event.currentTarget.value })}
        />
      </DraftForm>
    </Section>
  );
}

function AllowedHosts({ hosts }: { hosts: string[] }) {
  return (
    <>
      It begins with https://. Allowed {hosts.length === 1 ? "is this host" : "are these hosts"}:{" "}
      {hosts.map((host, index) => (
        <span key={host}>
          {index > 0 && ", "}
          <Code className="code">{host}</Code>
        </span>
      ))}
      .
    </>
  );
}
