// Leads through the pages of a long list.
import { Group, Pagination } from "@mantine/core";
import type { Pages } from "./usePages";

interface PageLinksProps {
  /** What is listed: "Postings". */
  of: string;
  pages: Pick<Pages<unknown>, "page" | "count" | "go">;
}

export function PageLinks({ of, pages: { page, count, go } }: PageLinksProps) {
  if (count === 1) return null;
  return (
    <Group justify="center" component="nav" aria-label={`${of}, pages`}>
      <Pagination
        size="sm"
        total={count}
        value={page}
        onChange={go}
        getItemProps={(number) => ({ "aria-label": `Page ${number}` })}
        getControlProps={(control) => ({ "aria-label": CONTROLS[control] })}
      />
    </Group>
  );
}

const CONTROLS = {
  first: "First page",
  previous: "Page before",
  next: "Next page",
  last: "Last page",
} as const;
