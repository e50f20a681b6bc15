// Questions that the company asks for many postings: listed, taken along, brought back, deleted.
import { Button, Group, Modal, Paper, Skeleton, Stack, Text, Title } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { languageName } from "../../shared/language";
import { Refusal } from "../form/Refusal";
import { Announcement } from "../parts/Announcement";
import { Confirm } from "../parts/ConfirmDialog";
import { Failure } from "../parts/Failure";
import { PageTitle } from "../parts/PageTitle";
import { DownloadButton, fileName, UploadButton } from "../parts/textFile";
import { useAsked } from "../parts/useAsked";
import { When } from "../parts/When";
import { mayConfigure, useViewer } from "../viewer";
import { Trail } from "./Trail";
import { type Template, useDeleteTemplate, useImportTemplate, useTemplates } from "./templates";

export function TemplatesPage() {
  const allowed = mayConfigure(useViewer());
  return (
    <Stack gap="lg" maw={720}>
      <Trail steps={[{ to: "/settings", name: "Settings" }]} />
      <PageTitle>Templates</PageTitle>
      <Text c="dimmed">
        Questions that you ask for many postings. Save a posting's plan as a template on its own
        page, and apply it to others there.
      </Text>
      {allowed ? <Templates /> : <Text>Only Admins see the templates.</Text>}
    </Stack>
  );
}

function Templates() {
  const templates = useTemplates();
  const upload = useImportTemplate();
  const deleting = useAsked<Template>();
  const [deleted, setDeleted] = useState<string | null>(null);
  return (
    <>
      <Group gap="sm">
        <UploadButton pending={upload.pending} onText={upload.send} />
        <Text size="sm" role="status">
          {upload.done !== null && `“${upload.done.name}” is kept.`}
        </Text>
      </Group>
      <Refusal problem={upload.problem} />
      <Announcement takesFocus>{deleted}</Announcement>
      {templates.isPending && (
        <Skeleton height={90} radius="lg" role="status" aria-label="Loading the templates" />
      )}
      {templates.isError && (
        <Failure
          what="The templates could not be loaded"
          error={templates.error}
          onRetry={() => void templates.refetch()}
        />
      )}
      {templates.data?.length === 0 && <Text c="dimmed">There is no template yet.</Text>}
      {templates.data?.map((template) => (
        <TemplateCard
          key={template.id}
          template={template}
          onDelete={() => deleting.ask(template)}
        />
      ))}
      <Modal
        opened={deleting.opened}
        onClose={deleting.close}
        title={`Delete “${deleting.about?.name}”?`}
        closeButtonProps={{ "aria-label": "Close" }}
      >
        {deleting.about && (
          <DeleteForm
            key={deleting.about.id}
            template={deleting.about}
            onKeep={deleting.close}
            onDeleted={(template) => {
              deleting.closeOf(template);
              setDeleted(`“${template.name}” is deleted.`);
            }}
          />
        )}
      </Modal>
    </>
  );
}

function TemplateCard({ template, onDelete }: { template: Template; onDelete: () => void }) {
  const { name, questions, wording, updatedAt, text } = template;
  return (
    <Paper component="article" withBorder radius="lg" p="lg">
      <Group justify="space-between" gap="md">
        <div className="section-names">
          <Title order={2} size="h5" className="wrap">
            {name}
          </Title>
          <Text size="sm" c="dimmed">
            {questions.length} questions in {languageName(wording)} · <When at={updatedAt} />
          </Text>
        </div>
        <Group gap="xs">
          <DownloadButton
            name={`${fileName(name)}.toml`}
            text={text}
            label={`Download “${name}”`}
          />
          <Button
            variant="default"
            aria-label={`Delete “${name}”`}
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={onDelete}
          >
            Delete
          </Button>
        </Group>
      </Group>
    </Paper>
  );
}

interface DeleteFormProps {
  template: Template;
  onKeep: () => void;
  onDeleted: (template: Template) => void;
}

function DeleteForm({ template, onKeep, onDeleted }: DeleteFormProps) {
  const change = useDeleteTemplate(() => onDeleted(template));
  return (
    <Confirm
      keep="Keep it"
      confirm="Delete it"
      pending={change.pending}
      problem={change.problem}
      onKeep={onKeep}
      onConfirm={() => change.send(template.id)}
    >
      <Text size="sm">Plans that were made by it stay as they are.</Text>
    </Confirm>
  );
}
