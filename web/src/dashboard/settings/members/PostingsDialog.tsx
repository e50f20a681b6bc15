// Which postings a Limited Team Member sees: a list to search, with a box for each.
import { Button, Checkbox, Group, Modal, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { graphql } from "../../../gql";
import { Refusal } from "../../form/Refusal";
import { useChange } from "../../form/useChange";
import { useDraft } from "../../form/useDraft";
import { keys } from "../../keys";
import { Failure } from "../../parts/Failure";
import { request } from "../../request";
import { matches, type Posting, usePostings } from "../integration";
import { PageLinks } from "../lever/PageLinks";
import { usePages } from "../lever/usePages";
import { countPostings, type Operator } from "./operators";

const setOperatorPostingsMutation = graphql(`
  mutation SetOperatorPostings($input: SetOperatorPostingsInput!) {
    setOperatorPostings(input: $input) {
      ... on Operator {
        __typename
      }
      ... on Problem {
        __typename
        message
      }
    }
  }
`);

interface PostingsDialogProps {
  opened: boolean;
  operator: Operator | null;
  onClose: () => void;
  onSaved: (operator: Operator, count: number) => void;
}

export function PostingsDialog({ opened, operator, ...rest }: PostingsDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={rest.onClose}
      size="lg"
      title={`What ${operator?.name} sees`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {operator && <Loaded key={operator.id} operator={operator} {...rest} />}
    </Modal>
  );
}

type ChoiceProps = Omit<PostingsDialogProps, "opened" | "operator"> & { operator: Operator };

function Loaded(props: ChoiceProps) {
  const postings = usePostings(null);
  return (
    <Stack>
      {postings.isPending && (
        <Skeleton height={240} radius="md" role="status" aria-label="Loading the postings" />
      )}
      {postings.isError && (
        <Failure
          what="The postings could not be loaded"
          error={postings.error}
          onRetry={() => void postings.refetch()}
        />
      )}
      {/* Stays while a look fails: it holds what is being chosen. */}
      {postings.data && <Choice postings={postings.data} {...props} />}
    </Stack>
  );
}

/** What has a box: an open posting, or one that was given and is no longer open. */
type Box = Pick<Posting, "id" | "title" | "team" | "location">;

function Choice({ operator, postings, onClose, onSaved }: ChoiceProps & { postings: Posting[] }) {
  const given = operator.postingIds ?? [];
  const draft = useDraft({ postingIds: given });
  const chosen = draft.values.postingIds;
  const [search, setSearch] = useState("");
  const found = [...postings, ...closed(given, postings)].filter((box) => matches(box, search));
  const pages = usePages(found);
  const save = useChange(
    async (postingIds: string[]) =>
      (
        await request(setOperatorPostingsMutation, {
          input: { operatorId: operator.id, postingIds },
        })
      ).setOperatorPostings,
    () => onSaved(operator, chosen.length),
    [keys.operators],
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    save.send(chosen);
  }

  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm" c="dimmed">
          {operator.name} sees the interviews for the postings chosen here, those that were held
          already too, and no others.
        </Text>
        <TextInput
          type="search"
          label="Search by title, team or location"
          leftSection={<IconSearch size={16} aria-hidden />}
          data-autofocus
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            pages.go(1);
          }}
          // Searching is no saving.
          onKeyDown={(event) => {
            if (event.key === "Enter") event.preventDefault();
          }}
        />
        <Group justify="space-between" gap="xs">
          <Text size="sm" c="dimmed" role="status">
            {save.pending
              ? "They are being saved, and cannot be changed until that is done."
              : `${capital(countPostings(found.length))} found, ${chosen.length.toLocaleString("en")} chosen`}
          </Text>
          {search.trim() !== "" && found.length > 1 && (
            <Button
              variant="default"
              size="xs"
              disabled={save.pending}
              onClick={() =>
                draft.edit({
                  postingIds: [...new Set([...chosen, ...found.map(({ id }) => id)])],
                })
              }
            >
              Choose all found
            </Button>
          )}
        </Group>
        <Checkbox.Group
          aria-label="Postings"
          // What is ticked now would be lost, for the dialog closes once the others are saved.
          disabled={save.pending}
          value={chosen}
          onChange={(postingIds) => draft.edit({ postingIds })}
        >
          <Stack gap="sm">
            {pages.rows.map(({ id, title, team, location }) => (
              <Checkbox
                key={id}
                value={id}
                label={title}
                description={[team, location].filter(Boolean).join(" · ")}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <PageLinks of="Postings" pages={pages} />
        <Refusal problem={save.problem} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.pending} disabled={!draft.changed}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What was given and is no longer open. Of these only Lever's id is known. */
function closed(given: string[], postings: Posting[]): Box[] {
  const open = new Set(postings.map(({ id }) => id));
  return given
    .filter((id) => !open.has(id))
    .map((id) => ({ id, title: `Posting ${id}`, team: "No longer open in Lever", location: null }));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
