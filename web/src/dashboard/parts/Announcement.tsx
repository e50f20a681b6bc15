// What came of something, read out as it appears. Takes the focus where the button that was pressed goes away, unless
// one has gone on to a field meanwhile.
import { Text } from "@mantine/core";
import { useEffect, useRef } from "react";

const FIELDS = "input, select, textarea";

interface AnnouncementProps {
  /** Null while there is nothing to say. */
  children: string | null;
  takesFocus?: boolean;
}

export function Announcement({ children, takesFocus = false }: AnnouncementProps) {
  const text = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (!takesFocus || children === null) return;
    if (!document.activeElement?.matches(FIELDS)) text.current?.focus();
  }, [takesFocus, children]);
  return (
    <Text size="sm" role="status" ref={text} tabIndex={-1} className="announcement">
      {children}
    </Text>
  );
}
