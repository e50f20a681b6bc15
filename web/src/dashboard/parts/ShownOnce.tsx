// A secret that is shown once, to be copied: it is kept nowhere, and closing the dialog forgets it.
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { type ReactNode, useEffect, useId, useRef } from "react";

const COPIED_MS = 4_000;

interface ShownOnceProps {
  /** What it is: "Token". */
  label: string;
  secret: string;
  /** What to do with it, and that it is not shown again. */
  children: ReactNode;
  onClose: () => void;
}

export function ShownOnce({ label, secret, children, onClose }: ShownOnceProps) {
  const field = useRef<HTMLInputElement>(null);
  const about = useId();
  const { copy, copied, error } = useClipboard({ timeout: COPIED_MS });
  // At first, and where the browser does not let a page copy: all of it is selected then.
  useEffect(() => field.current?.focus(), []);
  useEffect(() => {
    if (error !== null) field.current?.focus();
  }, [error]);
  return (
    <Stack>
      <Text size="sm" id={about} className="wrap">
        {children}
      </Text>
      <TextInput
        ref={field}
        label={label}
        aria-describedby={about}
        readOnly
        data-autofocus
        autoComplete="off"
        spellCheck={false}
        value={secret}
        onFocus={(event) => event.currentTarget.select()}
        classNames={{ input: "token" }}
      />
      <Text size="sm" role="status">
        {copied && "Copied"}
        {error !== null && "The browser does not let us copy. Press Ctrl+C, or Cmd+C on a Mac."}
      </Text>
      <Group justify="flex-end">
        <Button
          variant="default"
          leftSection={
            copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />
          }
          onClick={() => copy(secret)}
        >
          Copy the {label.toLowerCase()}
        </Button>
        <Button onClick={onClose}>Done</Button>
      </Group>
    </Stack>
  );
}
