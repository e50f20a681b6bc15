// A text as a file: to take it along, and to bring one back.
import { Button, FileButton } from "@mantine/core";
import { IconDownload, IconUpload } from "@tabler/icons-react";
import { useRef } from "react";

/** Hands a text to the browser as a file. */
function download(name: string, text: string, type: string): void {
  const link = document.createElement("a");
  const address = URL.createObjectURL(new Blob([text], { type }));
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** What no file system minds in a name. */
export function fileName(text: string): string {
  return text.replaceAll(/[\\/:*?"<>|\s]+/g, " ").trim() || "plan";
}

interface DownloadButtonProps {
  /** Of the file, with its ending. */
  name: string;
  text: string;
  /** What it is, as the web names it; TOML unless given. */
  type?: string;
  /** Where several stand beneath each other: which this is. */
  label?: string;
}

export function DownloadButton(props: DownloadButtonProps) {
  const { name, text, type = "application/toml", label } = props;
  return (
    <Button
      variant="default"
      aria-label={label}
      leftSection={<IconDownload size={16} aria-hidden />}
      onClick={() => download(name, text, type)}
    >
      Download
    </Button>
  );
}

interface UploadButtonProps {
  pending: boolean;
  onText: (text: string) => void;
}

export function UploadButton({ pending, onText }: UploadButtonProps) {
  const reset = useRef<() => void>(null);
  return (
    <FileButton
      accept=".toml,text/plain,application/toml"
      inputProps={{ "aria-label": "File to upload" }}
      resetRef={reset}
      onChange={(file) => {
        void file?.text().then(onText);
        // So that the same file can be chosen again once it is edited.
        reset.current?.();
      }}
    >
      {(props) => (
        <Button
          {...props}
          variant="default"
          loading={pending}
          leftSection={<IconUpload size={16} aria-hidden />}
        >
          Upload
        </Button>
      )}
    </FileButton>
  );
}
