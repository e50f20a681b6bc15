// Makes a token and shows it, once: it is kept nowhere, and closing the dialog forgets it.
import { Button, Group, Modal, NumberInput, Radio, Stack, Text, TextInput } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { graphql } from "../../../gql";
import type { CreateApiTokenInput, TokenScope } from "../../../gql/graphql";
import { keys } from "../../keys";
import { request } from "../../request";
import { Refusal } from "../lever/Refusal";
import { SCOPE_NAMES, SCOPES } from "./apiTokens";

const createMutation = graphql(`
  mutation CreateApiToken($input: CreateApiTokenInput!) {
    createApiToken(input: $input) {
      ... on CreatedApiToken {
        __typename
        token
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

/** As the server allows. */
const NAME_CHARS_MAX = 100;
const DAYS_MAX = 366;

/** As the server has it, unless told otherwise. */
const DAYS = 90;

const COPIED_MS = 4_000;

interface NewTokenDialogProps {
  opened: boolean;
  onClose: () => void;
}

export function NewTokenDialog({ opened, onClose }: NewTokenDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="New API token"
      // A click beside it must not lose the token.
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <NewToken onClose={onClose} />
    </Modal>
  );
}

function NewToken({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient();
  const create = useMutation({
    mutationFn: async (input: CreateApiTokenInput) =>
      (await request(createMutation, { input })).createApiToken,
    onSuccess: ({ __typename }) => {
      if (__typename === "Problem") return;
      // The token does not wait for the list.
      void queryClient.invalidateQueries({ queryKey: keys.apiTokens });
    },
    // Forgets the token with the dialog.
    gcTime: 0,
  });
  const { data } = create;
  if (data?.__typename === "CreatedApiToken") return <Shown token={data.token} onClose={onClose} />;
  return (
    <NewTokenForm
      pending={create.isPending}
      problem={create.error?.message ?? data?.message ?? null}
      onCreate={create.mutate}
      onClose={onClose}
    />
  );
}

interface NewTokenFormProps {
  pending: boolean;
  problem: string | null;
  onCreate: (input: CreateApiTokenInput) => void;
  onClose: () => void;
}

function NewTokenForm({ pending, problem, onCreate, onClose }: NewTokenFormProps) {
  const [name, setName] = useState("");
  const [scope, setScope] = useState<TokenScope>("READ");
  /** Empty while it is typed anew. */
  const [days, setDays] = useState<number | string>(DAYS);
  const [tried, setTried] = useState(false);
  const nameless = name.trim() === "";

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (!nameless && typeof days === "number") onCreate({ name: name.trim(), scope, days });
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          label="Name"
          description="What it is for, such as the program that uses it."
          maxLength={NAME_CHARS_MAX}
          autoComplete="off"
          data-autofocus
          value={name}
          error={tried && nameless && "Give it a name."}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Radio.Group
          label="What it may do"
          value={scope}
          onChange={(chosen) => setScope(chosen as TokenScope)}
        >
          <Stack gap="xs" mt="xs">
            {SCOPE_NAMES.map((each) => (
              <Radio
                key={each}
                value={each}
                label={SCOPES[each].name}
                description={SCOPES[each].text}
              />
            ))}
          </Stack>
        </Radio.Group>
        <NumberInput
          label="How long it lasts"
          description={`1 to ${DAYS_MAX} days.`}
          suffix=" days"
          min={1}
          max={DAYS_MAX}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="blur"
          value={days}
          error={tried && typeof days !== "number" && "Say for how many days."}
          onChange={setDays}
        />
        <Refusal problem={problem} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={pending}>
            Make the token
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Shown({ token, onClose }: { token: string; onClose: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  const { copy, copied, error } = useClipboard({ timeout: COPIED_MS });
  // At first, and where the browser does not let a page copy: all of it is selected then.
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    if (error !== null) field.current?.focus();
  }, [error]);
  return (
    <Stack>
      <Text size="sm" id="token-once">
        Copy the token now and keep it like a password. It is not shown again.
      </Text>
      <TextInput
        ref={field}
        label="Token"
        aria-describedby="token-once"
        readOnly
        autoComplete="off"
        spellCheck={false}
        value={token}
        onFocus={(event) => event.currentTarget.select()}
        classNames={{ input: "token" }}
      />
      <Text size="sm" role="status">
        {copied && "Copied"}
        {error !== null && "The browser does not let us copy. Press Ctrl+C, or Cmd+C on a Mac."}
      </Text>
      <Group justify="flex-end">
        <Button
          variant="default"
          leftSection={
            copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />
          }
          onClick={() => copy(token)}
        >
          Copy the token
        </Button>
        <Button onClick={onClose}>Done</Button>
      </Group>
    </Stack>
  );
}
