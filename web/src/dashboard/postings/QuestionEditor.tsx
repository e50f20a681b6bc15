// One question of a plan that is edited, with everything about it that may be changed.
import {
  ActionIcon,
  Checkbox,
  Fieldset,
  Group,
  NativeSelect,
  NumberInput,
  Stack,
  Text,
  Textarea,
  TextInput,
} from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconTrash } from "@tabler/icons-react";
import type { QuestionKind } from "../../gql/graphql";
import { sentence } from "../../shared/sentence";
import { KIND_NAMES } from "../interviews/PlanContent";
import { Fold } from "../parts/Fold";
import { FaultList } from "./faults";
import { ProbesEditor } from "./ProbesEditor";
import {
  type DraftCompetency,
  type DraftQuestion,
  isScored,
  LEVELS,
  MINUTES_MAX,
  WEIGHT_MAX,
} from "./planDraft";
import type { PlanFault } from "./publishing";

const KINDS = Object.keys(KIND_NAMES) as QuestionKind[];

/** Where the focus goes in a question after it was added or moved. */
export type Spot = "text" | "up" | "down";

/** The id of a control of a question in the page. */
export function spotId(questionId: string, spot: Spot): string {
  return `question-${questionId}-${spot}`;
}

interface QuestionEditorProps {
  question: DraftQuestion;
  /** From 1. */
  place: number;
  count: number;
  competencies: DraftCompetency[];
  faults: PlanFault[];
  onEdit: (changes: Partial<DraftQuestion>) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

export function QuestionEditor(props: QuestionEditorProps) {
  const { question, place, count, faults, onEdit, onMove, onRemove } = props;
  const { id, override } = question;
  const forbidden = faults.some((fault) => fault.forbidden);
  return (
    <Fieldset legend={`Question ${place}`} radius="lg">
      <Stack gap="md">
        <Group gap="xs" justify="flex-end">
          <ActionIcon
            id={spotId(id, "up")}
            variant="default"
            size="lg"
            disabled={place === 1}
            aria-label={`Move question ${place} up`}
            onClick={() => onMove(-1)}
          >
            <IconArrowUp size={18} aria-hidden />
          </ActionIcon>
          <ActionIcon
            id={spotId(id, "down")}
            variant="default"
            size="lg"
            disabled={place === count}
            aria-label={`Move question ${place} down`}
            onClick={() => onMove(1)}
          >
            <IconArrowDown size={18} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="default"
            size="lg"
            aria-label={`Remove question ${place}`}
            onClick={onRemove}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </Group>
        <FaultList faults={faults} beside />
        <Textarea
          id={spotId(id, "text")}
          label="Wording"
          rows={3}
          value={question.text}
          onChange={(event) => onEdit({ text: event.currentTarget.value })}
        />
        {question.because && (
          <Text size="sm" c="dimmed">
            About the posting's words “{question.because}”
          </Text>
        )}
        {(forbidden || question.overrideReason !== "") && (
          <TextInput
            label="Reason for asking anyway"
            description="Reword the question if you can. A reason is kept with your name."
            value={question.overrideReason}
            onChange={(event) => onEdit({ overrideReason: event.currentTarget.value })}
          />
        )}
        {override && (
          <Text size="sm">
            {override.by} takes the responsibility for asking it: {sentence(override.reason)} That
            holds for the words it was given for.
          </Text>
        )}
        <Numbers {...props} />
        <Fold name="Follow-ups and rating">
          <Stack gap="md">
            <ProbesEditor probes={question.probes} onChange={(probes) => onEdit({ probes })} />
            {isScored(question.kind) && <RubricEditor question={question} onEdit={onEdit} />}
          </Stack>
        </Fold>
      </Stack>
    </Fieldset>
  );
}

function Numbers({ question, competencies, onEdit }: QuestionEditorProps) {
  const { kind, competency } = question;
  const scored = isScored(kind);
  return (
    <>
      <Group gap="md" align="flex-end">
        <NativeSelect
          label="Kind"
          value={kind}
          onChange={(event) => {
            const chosen = KINDS.find((name) => name === event.currentTarget.value);
            if (chosen !== undefined) onEdit({ kind: chosen });
          }}
          data={KINDS.map((name) => ({ value: name, label: KIND_NAMES[name] }))}
        />
        {scored && (
          <NativeSelect
            label="Looks at"
            value={competency ?? ""}
            onChange={(event) => onEdit({ competency: event.currentTarget.value || null })}
            data={[
              ...(competency === null ? [{ value: "", label: "Choose one" }] : []),
              ...competencies.map(({ key, name }) => ({ value: key, label: name })),
            ]}
          />
        )}
        <NumberInput
          label="Minutes"
          w="7rem"
          min={1}
          max={MINUTES_MAX}
          allowDecimal={false}
          value={question.minutes}
          onChange={(minutes) => onEdit({ minutes })}
        />
        {scored && (
          <NumberInput
            label="Weight"
            w="7rem"
            min={1}
            max={WEIGHT_MAX}
            allowDecimal={false}
            value={question.weight}
            onChange={(weight) => onEdit({ weight })}
          />
        )}
      </Group>
      <Checkbox
        label="Always asked, even when time runs short"
        checked={question.mustAsk}
        onChange={(event) => onEdit({ mustAsk: event.currentTarget.checked })}
      />
    </>
  );
}

function RubricEditor({ question, onEdit }: Pick<QuestionEditorProps, "question" | "onEdit">) {
  const { anchors } = question;
  return (
    <Fieldset legend="How answers are rated" variant="unstyled">
      <Stack gap="md">
        {LEVELS.map((level) => (
          <Textarea
            key={level}
            label={`An answer at level ${level}`}
            rows={2}
            value={anchors[level]}
            onChange={(event) =>
              onEdit({ anchors: { ...anchors, [level]: event.currentTarget.value } })
            }
          />
        ))}
        <Textarea
          label="What to look for"
          description="One a line."
          rows={4}
          value={question.lookFor}
          onChange={(event) => onEdit({ lookFor: event.currentTarget.value })}
        />
      </Stack>
    </Fieldset>
  );
}
