// A notice in one of four tones; its text keeps the text colour, so that contrast holds on every tint.
import { Alert, type AlertProps } from "@mantine/core";

interface NoticeProps
  extends Pick<
    AlertProps,
    "title" | "icon" | "children" | "role" | "mb" | "maw" | "withCloseButton" | "onClose"
  > {
  tone: "quiet" | "good" | "warning" | "bad";
}

export function Notice({ tone, ...rest }: NoticeProps) {
  return <Alert className="notice" data-tone={tone} closeButtonLabel="Close" {...rest} />;
}
