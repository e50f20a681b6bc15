// A posting's plan while it is edited: everything is kept here until it is published as the next version.
import { Button, Fieldset, Group, Stack, Text, VisuallyHidden } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { Refusal } from "../form/Refusal";
import { DiscardDialog } from "../parts/DiscardDialog";
import { useUnsaved } from "../parts/useUnsaved";
import { AddQuestion } from "./AddQuestion";
import { CompetenciesEditor } from "./CompetenciesEditor";
import { countFaults, FaultList, faultsOf, hasErrors } from "./faults";
import { LengthWarning } from "./PlanFacts";
import {
  addEmpty,
  addOfBank,
  askedAbout,
  type Draft,
  draftOf,
  editCompetency,
  editQuestion,
  freeId,
  hindranceOf,
  isSame,
  minutesOf,
  moveQuestion,
  removeQuestion,
  toInput,
} from "./planDraft";
import type { Plan, Posting } from "./posting";
import { type Outcome, usePublish } from "./publishing";
import { QuestionEditor, type Spot, spotId } from "./QuestionEditor";

interface PlanEditorProps {
  posting: Pick<Posting, "id" | "title">;
  /** The version that is edited, whatever is published meanwhile. */
  plan: Plan;
  onPublished: () => void;
  onLeave: () => void;
}

export function PlanEditor({ posting, plan, onPublished, onLeave }: PlanEditorProps) {
  const [stored] = useState(() => draftOf(plan));
  const [draft, setDraft] = useState(stored);
  const [leaving, setLeaving] = useState(false);
  const { announced, act } = useActs(setDraft);
  const publish = usePublish(onPublished);
  /** Whether what was sent last is only looked at, and not published. */
  const [dry, setDry] = useState(false);
  const publishing = publish.pending && !dry;
  const faults = publish.done?.faults ?? [];
  const changed = !isSame(draft, stored);
  useUnsaved(changed);
  const hindrance = hindranceOf(draft);
  const top = useRef<HTMLFieldSetElement>(null);
  // The button that led here is gone.
  useEffect(() => top.current?.focus(), []);
  const count = draft.questions.length;

  function send(dryRun: boolean) {
    setDry(dryRun);
    publish.send({
      postingId: posting.id,
      baseVersion: plan.version,
      plan: toInput(draft),
      dryRun,
    });
  }

  function add(next: (before: Draft, id: string) => Draft) {
    const id = freeId(stored, draft);
    act(next(draft, id), "Question added.", [spotId(id, "text")]);
  }

  function move(id: string, place: number, by: 1 | -1) {
    const spots: Spot[] = by < 0 ? ["up", "down"] : ["down", "up"];
    act(
      moveQuestion(draft, id, by),
      `Moved to place ${place + by} of ${count}.`,
      spots.map((spot) => spotId(id, spot)),
    );
  }

  function remove(id: string, place: number) {
    const neighbour = draft.questions[place] ?? draft.questions[place - 2];
    act(
      removeQuestion(draft, id),
      `Question ${place} removed.`,
      neighbour ? [spotId(neighbour.id, "text")] : [],
    );
  }

  return (
    <Fieldset
      variant="unstyled"
      aria-label="The plan while it is edited"
      // What is typed now would be in no version, for the editor closes once this one is published.
      disabled={publishing}
      tabIndex={-1}
      ref={top}
      mx={0}
      className="plan-editor"
    >
      <Stack gap="lg">
        <CompetenciesEditor
          competencies={askedAbout(draft)}
          onEdit={(key, changes) => setDraft(editCompetency(draft, key, changes))}
        />
        {draft.questions.map((question, index) => (
          <QuestionEditor
            key={question.id}
            question={question}
            place={index + 1}
            count={count}
            competencies={draft.competencies}
            faults={faultsOf(faults, question.id)}
            onEdit={(changes) => setDraft(editQuestion(draft, question.id, changes))}
            onMove={(by) => move(question.id, index + 1, by)}
            onRemove={() => remove(question.id, index + 1)}
          />
        ))}
        <AddQuestion
          language={plan.wording}
          onAddEmpty={() => add(addEmpty)}
          onAdd={(chosen) => add((before, id) => addOfBank(before, id, chosen, posting.title))}
        />
        <VisuallyHidden role="status">{announced}</VisuallyHidden>
        <LengthWarning minutes={minutesOf(draft)} questions={count} />
        <FaultList faults={faultsOf(faults, null)} />
        <Stack gap="sm" className="edit-bar">
          <Refusal problem={publish.problem} />
          <Group gap="sm">
            <Button
              loading={publish.pending}
              disabled={!changed || hindrance !== null}
              onClick={() => send(false)}
            >
              Publish
            </Button>
            <Button
              variant="default"
              loading={publish.pending}
              disabled={hindrance !== null}
              onClick={() => send(true)}
            >
              Check
            </Button>
            <Button variant="default" onClick={() => (changed ? setLeaving(true) : onLeave())}>
              Cancel
            </Button>
            <Text size="sm" role="status">
              {publishing
                ? "It is being published, and cannot be changed until that is done."
                : (hindrance ??
                  (publish.done !== null && !publish.pending && verdict(publish.done)))}
            </Text>
          </Group>
        </Stack>
      </Stack>
      <DiscardDialog opened={leaving} onKeep={() => setLeaving(false)} onDiscard={onLeave} />
    </Fieldset>
  );
}

function verdict({ faults }: Outcome): string {
  const found = countFaults(faults);
  return hasErrors(faults)
    ? `${found}. It cannot be published like this.`
    : `${found}. It can be published.`;
}

/** Changes to the list of questions: they are read out, and the focus goes where one would go on. */
function useActs(setDraft: (draft: Draft) => void) {
  const [announced, setAnnounced] = useState("");
  const spots = useRef<string[]>([]);
  // After every rendering, for the spot may have been drawn by it.
  useEffect(() => {
    const there = spots.current
      .map((id) => document.getElementById(id))
      .find((element) => element !== null && !element.hasAttribute("disabled"));
    spots.current = [];
    there?.focus();
  });
  return {
    announced,
    /** `focus`: ids of elements, of which the first that can have it gets the focus. */
    act(draft: Draft, words: string, focus: string[]) {
      spots.current = focus;
      setAnnounced(words);
      setDraft(draft);
    },
  };
}
