// The report as a PDF: seen here, downloaded, or opened on its own.
import { Button, Group, Paper, Stack, Text } from "@mantine/core";
import { IconDownload, IconExternalLink } from "@tabler/icons-react";
import { type FragmentType, graphql, readFragment } from "../../gql";
import { When } from "../parts/When";
import { mayConfigure, useViewer } from "../viewer";
import { Nothing } from "./Nothing";
import { ReportShares } from "./ReportShares";

const KILOBYTE = 1_000;
/** Asks the browser's viewer for the page alone, as wide as the frame. */
const VIEW = "#navpanes=0&view=FitH";

const reportFragment = graphql(`
  fragment ReportSection on Report {
    url
    sizeBytes
    sha256
    renderedAt
  }
`);

interface ReportSectionProps {
  interviewId: string;
  report: FragmentType<typeof reportFragment> | null;
}

export function ReportSection(props: ReportSectionProps) {
  const maySee = mayConfigure(useViewer());
  const report = readFragment(reportFragment, props.report);
  if (report === null) return <Nothing>The report is made once the interview is scored.</Nothing>;
  return (
    <Stack gap="md">
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="dimmed">
          {Math.ceil(report.sizeBytes / KILOBYTE)} kB · made <When at={report.renderedAt} /> ·{" "}
          <span title={report.sha256}>SHA-256 {report.sha256.slice(0, 12)}</span>
        </Text>
        <Group gap="xs">
          <Button
            component="a"
            href={report.url}
            target="_blank"
            rel="noreferrer"
            variant="default"
            rightSection={<IconExternalLink size={16} aria-hidden />}
          >
            Open
          </Button>
          <Button
            component="a"
            href={report.url}
            download
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            Download
          </Button>
        </Group>
      </Group>
      <Paper withBorder radius="lg" className="pdf" visibleFrom="sm">
        <iframe src={`${report.url}${VIEW}`} title="Report PDF" />
      </Paper>
      {maySee && <ReportShares interviewId={props.interviewId} />}
    </Stack>
  );
}
