// Each mail as candidates get it, with sample values; and a way to have it sent to oneself.
import { Button, Group, NativeSelect, Skeleton, Stack, Tabs, Text } from "@mantine/core";
import { IconSend } from "@tabler/icons-react";
import { useState } from "react";
import { graphql } from "../../../gql";
import type { MailKind } from "../../../gql/graphql";
import { Refusal } from "../../form/Refusal";
import { useChange } from "../../form/useChange";
import { keys } from "../../keys";
import { CANDIDATE_KINDS, isMailKind, MAIL_KINDS } from "../../mails/mails";
import { Failure } from "../../parts/Failure";
import { Section } from "../../parts/Section";
import { request } from "../../request";
import { usePreview } from "./mail";

const sendMutation = graphql(`
  mutation SendMailPreview($input: SendMailPreviewInput!) {
    sendMailPreview(input: $input) {
      ... on Mail {
        __typename
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

const KINDS = CANDIDATE_KINDS.map((value) => ({ value, label: MAIL_KINDS[value] }));
const LANGUAGES = [
  { value: "en", label: "English" },
  { value: "es", label: "Spanish" },
  { value: "fr", label: "French" },
  { value: "de", label: "German" },
];

export function PreviewSection({ email }: { email: string }) {
  const [kind, setKind] = useState<MailKind>("INVITE");
  const [language, setLanguage] = useState("en");
  const preview = usePreview(kind, language);
  const send = useChange(
    async () => (await request(sendMutation, { input: { kind, language } })).sendMailPreview,
    undefined,
    [keys.everyMail],
  );
  return (
    <Section
      title="Preview"
      lead="What candidates get, with sample values. Links in it lead nowhere."
    >
      <Stack gap="md">
        <Group gap="sm" align="flex-end">
          <NativeSelect
            label="Mail"
            data={KINDS}
            value={kind}
            onChange={({ currentTarget: { value } }) => setKind(isMailKind(value) ? value : kind)}
          />
          <NativeSelect
            label="Language"
            data={LANGUAGES}
            value={language}
            onChange={(event) => setLanguage(event.currentTarget.value)}
          />
          <Button
            variant="default"
            loading={send.pending}
            leftSection={<IconSend size={16} aria-hidden />}
            onClick={() => send.send()}
          >
            Send to me
          </Button>
        </Group>
        <Text size="sm" c="dimmed" role="status">
          {send.done !== null && `On its way to ${email}.`}
        </Text>
        <Refusal problem={send.problem} />
        {preview.isPending && (
          <Skeleton height={400} radius="md" role="status" aria-label="Loading the preview" />
        )}
        {preview.isError && (
          <Failure
            what="The preview could not be loaded"
            error={preview.error}
            onRetry={() => void preview.refetch()}
          />
        )}
        {preview.data && (
          <>
            <Text fw={600} className="wrap">
              {preview.data.subject}
            </Text>
            <Tabs defaultValue="html" keepMounted={false}>
              <Tabs.List aria-label="Parts of the mail">
                <Tabs.Tab value="html">As most see it</Tabs.Tab>
                <Tabs.Tab value="text">Plain text</Tabs.Tab>
              </Tabs.List>
              <Tabs.Panel value="html" pt="md">
                {/* It can run nothing, and opens nothing. */}
                <iframe
                  className="mail-preview"
                  title="The mail as most see it"
                  sandbox=""
                  srcDoc={preview.data.html}
                />
              </Tabs.Panel>
              <Tabs.Panel value="text" pt="md">
                <pre className="mail-text">{preview.data.text}</pre>
              </Tabs.Panel>
            </Tabs>
          </>
        )}
      </Stack>
    </Section>
  );
}
