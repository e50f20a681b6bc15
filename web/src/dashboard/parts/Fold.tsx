// Something folded away beneath its name, for the few who need it.
import { Accordion } from "@mantine/core";
import type { ReactNode } from "react";

interface FoldProps {
  name: string;
  /** Open from the start. */
  open?: boolean;
  children: ReactNode;
}

export function Fold({ name, open = false, children }: FoldProps) {
  return (
    <Accordion
      defaultValue={open ? "fold" : null}
      variant="contained"
      radius="md"
      w="100%"
      order={3}
      keepMounted={false}
    >
      <Accordion.Item value="fold">
        <Accordion.Control>{name}</Accordion.Control>
        <Accordion.Panel>{children}</Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}
