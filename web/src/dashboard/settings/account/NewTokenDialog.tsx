// Makes a token and shows it, once: it is kept nowhere, and closing the dialog forgets it.
import { Button, Group, Modal, NumberInput, Radio, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { graphql } from "../../../gql";
import type { CreateApiTokenInput, TokenScope } from "../../../gql/graphql";
import { Refusal } from "../../form/Refusal";
import { keys } from "../../keys";
import { ShownOnce } from "../../parts/ShownOnce";
import { request } from "../../request";
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
  if (data?.__typename === "CreatedApiToken") {
    return (
      <ShownOnce label="Token" secret={data.token} onClose={onClose}>
        Copy the token now and keep it like a password. It is not shown again.
      </ShownOnce>
    );
  }
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
