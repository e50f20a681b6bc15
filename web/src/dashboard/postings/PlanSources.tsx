// A plan from elsewhere, as the posting's next version: out of a text file or a template. First it is
// checked, then it is published.
import { Button, Group, NativeSelect, Stack, Text, TextInput, Title } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { Refusal } from "../form/Refusal";
import { Announcement } from "../parts/Announcement";
import { Section } from "../parts/Section";
import { DownloadButton, fileName, UploadButton } from "../parts/textFile";
import { useSaveTemplate, useTemplates } from "../settings/templates";
import { countFaults, FaultList, hasErrors } from "./faults";
import type { Plan, Posting } from "./posting";
import { type PlanSource, usePlanSource } from "./publishing";

/** As the server allows. */
const NAME_CHARS_MAX = 100;

interface PlanSourcesProps {
  posting: Pick<Posting, "id" | "title">;
  plan: Plan;
}

export function PlanSources({ posting, plan }: PlanSourcesProps) {
  return (
    <Section
      title="Text file and templates"
      lead="Change the plan in your own editor, or use the same questions for many postings."
    >
      <TextFile posting={posting} plan={plan} />
      <Templates posting={posting} plan={plan} />
      <SaveAsTemplate posting={posting} />
    </Section>
  );
}

function TextFile({ posting, plan }: PlanSourcesProps) {
  const [source, setSource] = useState<PlanSource | null>(null);
  const change = usePlanSource();

  function check(text: string) {
    const next = { text, postingId: posting.id, baseVersion: plan.version };
    setSource(next);
    change.send(next, true);
  }

  return (
    <Stack gap="sm" align="flex-start">
      <Title order={3} size="h6">
        As a text file
      </Title>
      <Group gap="sm">
        <DownloadButton
          name={`${fileName(posting.title)}-v${plan.version}.toml`}
          text={plan.text}
        />
        <UploadButton pending={change.pending} onText={check} />
      </Group>
      <CheckedSource source={source} change={change} what="The file" />
    </Stack>
  );
}

function Templates({ posting, plan }: PlanSourcesProps) {
  const templates = useTemplates();
  const [templateId, setTemplateId] = useState("");
  const [source, setSource] = useState<PlanSource | null>(null);
  const change = usePlanSource();
  if (!templates.data || templates.data.length === 0) return null;
  return (
    <Stack gap="sm" align="flex-start">
      <Title order={3} size="h6">
        From a template
      </Title>
      <Group gap="sm" align="flex-end" w="100%">
        <NativeSelect
          className="grow"
          label="Template"
          value={templateId}
          onChange={(event) => {
            setTemplateId(event.currentTarget.value);
            setSource(null);
          }}
          data={[
            { value: "", label: "Choose one" },
            ...templates.data.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <Button
          variant="default"
          disabled={templateId === ""}
          onClick={() => {
            const next = { templateId, postingId: posting.id, baseVersion: plan.version };
            setSource(next);
            change.send(next, true);
          }}
        >
          Apply
        </Button>
      </Group>
      <CheckedSource source={source} change={change} what="The template" />
    </Stack>
  );
}

interface CheckedSourceProps {
  source: PlanSource | null;
  change: ReturnType<typeof usePlanSource>;
  /** "The file". */
  what: string;
}

/** What is wrong with a plan from elsewhere, and the button that publishes it. */
function CheckedSource({ source, change, what }: CheckedSourceProps) {
  const { done, pending, problem } = change;
  if (source === null) return null;
  if (done?.published) return <Announcement takesFocus>{`${what} is published.`}</Announcement>;
  const faults = done?.faults ?? [];
  return (
    <Stack gap="sm" align="flex-start" w="100%">
      <Text size="sm" role="status">
        {!pending && done !== null && `${what} was checked. ${countFaults(faults)}.`}
      </Text>
      <FaultList faults={faults} />
      <Refusal problem={problem} />
      {done !== null && !hasErrors(faults) && (
        <Button loading={pending} onClick={() => change.send(source, false)}>
          Publish as version {source.baseVersion + 1}
        </Button>
      )}
    </Stack>
  );
}

function SaveAsTemplate({ posting }: Pick<PlanSourcesProps, "posting">) {
  const [name, setName] = useState("");
  const save = useSaveTemplate(() => setName(""));

  function submit(event: FormEvent) {
    event.preventDefault();
    save.send({ postingId: posting.id, name: name.trim() });
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Title order={3} size="h6">
          Save as a template
        </Title>
        <Group gap="sm" align="flex-end">
          <TextInput
            className="grow"
            label="Name of the template"
            description="One of the same name is replaced."
            maxLength={NAME_CHARS_MAX}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button
            type="submit"
            variant="default"
            loading={save.pending}
            disabled={name.trim() === ""}
          >
            Save
          </Button>
        </Group>
        <Text size="sm" role="status">
          {save.done !== null && `“${save.done.name}” is kept.`}
        </Text>
        <Refusal problem={save.problem} />
      </Stack>
    </form>
  );
}
