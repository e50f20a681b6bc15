// What is written back to Lever besides tags, note and report, each only when it is switched on.
import { Group, NativeSelect, Stack, Switch, TextInput, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { graphql } from "../../../gql";
import type { SetWritebackInput } from "../../../gql/graphql";
import { DraftForm, useDraftForm } from "../../form/DraftForm";
import { LEVER_SCORES } from "../../interviews/ScoreText";
import { CopyText } from "../../parts/CopyText";
import { Section } from "../../parts/Section";
import { request } from "../../request";
import { mayConfigure, useViewer } from "../../viewer";
import type { Integration } from "../integration";
import { FeedbackAccess } from "./FeedbackAccess";

const setWritebackMutation = graphql(`
  mutation SetWriteback($input: SetWritebackInput!) {
    setWriteback(input: $input) {
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

const ERROR_TAG_CHARS_MAX = 100;
const SCORE_DEFAULT = 3;

interface Values {
  errorTagWanted: boolean;
  errorTag: string;
  addLink: boolean;
  feedbackWanted: boolean;
  formId: string;
  advanceWanted: boolean;
  stageId: string;
  fromScore: number;
}

function stored({ errorTag, addLink, feedback, advance, applicationTag }: Integration): Values {
  return {
    errorTagWanted: errorTag !== null && errorTag !== undefined,
    errorTag: errorTag ?? suggestion(applicationTag),
    addLink,
    feedbackWanted: Boolean(feedback),
    formId: feedback?.formId ?? "",
    advanceWanted: Boolean(advance),
    stageId: advance?.stage.id ?? "",
    fromScore: advance?.fromScore ?? SCORE_DEFAULT,
  };
}

/** Named like the other tags: "Alex - Interview Problem". */
function suggestion(applicationTag: string): string {
  const [name = "Alex"] = applicationTag.split(" - ");
  return `${name} - Interview Problem`;
}

/** Only what was changed, in the server's words. */
function inputOf(changes: Partial<Values>, values: Values): SetWritebackInput {
  const touches = (...names: (keyof Values)[]) => names.some((name) => name in changes);
  return {
    ...(touches("errorTagWanted", "errorTag") && {
      errorTag: values.errorTagWanted ? values.errorTag.trim() : null,
    }),
    ...(touches("addLink") && { addLink: values.addLink }),
    ...(touches("feedbackWanted", "formId") && {
      feedback: {
        wanted: values.feedbackWanted,
        ...(values.feedbackWanted && values.formId !== "" && { formId: values.formId }),
      },
    }),
    ...(touches("advanceWanted", "stageId", "fromScore") && {
      advance: values.advanceWanted
        ? { wanted: true, stageId: values.stageId, fromScore: values.fromScore }
        : { wanted: false },
    }),
  };
}

function hindrance({ errorTagWanted, errorTag, advanceWanted, stageId }: Values): string | null {
  if (errorTagWanted && errorTag.trim() === "") return "The tag for problems is missing.";
  if (advanceWanted && stageId === "") return "The stage to move to is missing.";
  return null;
}

export function WritebackCard({ integration }: { integration: Integration }) {
  const { invitedTag, completeTag } = integration;
  const disabled = !mayConfigure(useViewer());
  const form = useDraftForm(
    stored(integration),
    async (input: SetWritebackInput) =>
      (await request(setWritebackMutation, { input })).setWriteback,
  );
  const { values, edit } = form;
  const given = { values, edit, disabled, integration };
  return (
    <Section
      title="What is written to Lever"
      lead="Two tags, a note with the score and the report as a PDF, always. The rest as you like."
    >
      <div>
        <Title order={3} size="h6" mb={4}>
          Tags on candidates
        </Title>
        <Group gap="md">
          <CopyText text={invitedTag} label="the tag for invited candidates" />
          <CopyText text={completeTag} label="the tag for completed interviews" />
        </Group>
      </div>
      <DraftForm
        form={form}
        gap="lg"
        hindrance={hindrance(values)}
        onSave={() => form.change.send(inputOf(form.changes, values))}
      >
        <ErrorTag {...given} />
        <Switch
          label="Add a link to the report"
          description="Among the candidate's links in Lever."
          disabled={disabled}
          checked={values.addLink}
          onChange={(event) => edit({ addLink: event.currentTarget.checked })}
        />
        <Feedback {...given} />
        <Advance {...given} />
      </DraftForm>
    </Section>
  );
}

interface FieldProps {
  integration: Integration;
  values: Values;
  disabled: boolean;
  edit: (changes: Partial<Values>) => void;
}

/** What belongs to a switch, shown while it is on. */
function Beneath({ children }: { children: ReactNode }) {
  return <div className="beneath">{children}</div>;
}

function ErrorTag({ values, disabled, edit }: FieldProps) {
  return (
    <Stack gap="xs">
      <Switch
        label="Tag candidates when something goes wrong"
        description="So that it is seen in Lever too. The tag goes once the problem is solved."
        disabled={disabled}
        checked={values.errorTagWanted}
        onChange={(event) => edit({ errorTagWanted: event.currentTarget.checked })}
      />
      {values.errorTagWanted && (
        <Beneath>
          <TextInput
            label="Tag for problems"
            maxLength={ERROR_TAG_CHARS_MAX}
            disabled={disabled}
            value={values.errorTag}
            onChange={(event) => edit({ errorTag: event.currentTarget.value })}
          />
        </Beneath>
      )}
    </Stack>
  );
}

function Feedback({ integration, values, disabled, edit }: FieldProps) {
  const { feedbackForms } = integration;
  return (
    <Stack gap="xs">
      <Switch
        label="Fill in a feedback form"
        description="With Lever's score from 1 to 4 and the feedback, besides the note."
        disabled={disabled}
        checked={values.feedbackWanted}
        onChange={(event) => edit({ feedbackWanted: event.currentTarget.checked })}
      />
      {values.feedbackWanted && (
        <Beneath>
          <Stack gap="xs">
            <FeedbackAccess integration={integration} />
            <NativeSelect
              label="Feedback form"
              disabled={disabled || feedbackForms.length === 0}
              value={values.formId}
              onChange={(event) => edit({ formId: event.currentTarget.value })}
              data={[
                {
                  value: "",
                  label:
                    feedbackForms.length === 0
                      ? "Listed once Lever grants the access"
                      : "Choose a form",
                },
                ...feedbackForms.map(({ id, text }) => ({ value: id, label: text })),
              ]}
            />
          </Stack>
        </Beneath>
      )}
    </Stack>
  );
}

function Advance({ integration, values, disabled, edit }: FieldProps) {
  const { stages, advance } = integration;
  const gone = advance && !stages.some(({ id }) => id === advance.stage.id) ? [advance.stage] : [];
  return (
    <Stack gap="xs">
      <Switch
        label="Move good candidates to a stage"
        description="Upward only, never back: nobody is moved to an earlier stage, and nobody is archived."
        disabled={disabled}
        checked={values.advanceWanted}
        onChange={(event) => edit({ advanceWanted: event.currentTarget.checked })}
      />
      {values.advanceWanted && (
        <Beneath>
          <Group gap="sm" align="flex-end">
            <NativeSelect
              className="grow"
              label="Move to"
              disabled={disabled}
              value={values.stageId}
              onChange={(event) => edit({ stageId: event.currentTarget.value })}
              data={[
                { value: "", label: "Choose a stage" },
                ...stages.map(({ id, text }) => ({ value: id, label: text })),
                ...gone.map(({ id, text }) => ({
                  value: id,
                  label: `${text} (no longer in Lever)`,
                })),
              ]}
            />
            <NativeSelect
              label="From score"
              disabled={disabled}
              value={String(values.fromScore)}
              onChange={(event) => edit({ fromScore: Number(event.currentTarget.value) })}
              data={LEVER_SCORES.map((words, index) => ({
                value: String(index + 1),
                label: `${index + 1} ${words}`,
              }))}
            />
          </Group>
        </Beneath>
      )}
    </Stack>
  );
}
