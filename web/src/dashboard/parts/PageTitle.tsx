// A page's heading. Names the browser's tab, and takes the focus when one arrives by a link within the
// dashboard, so that a screen reader begins there.
import { Title } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useNavigationType } from "react-router";

export function PageTitle({ children }: { children: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const arrivedBy = useNavigationType();
  useEffect(() => {
    document.title = `${children} · Fulcrum`;
  }, [children]);
  useEffect(() => {
    if (arrivedBy === "PUSH") heading.current?.focus();
  }, [arrivedBy]);
  return (
    <Title order={1} size="h2" ref={heading} tabIndex={-1} className="page-title">
      {children}
    </Title>
  );
}
