// Lists that are loaded page by page.

interface Page {
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
}

/** The cursor after which the next page begins; null: this was the last. */
export function nextCursor({ pageInfo }: Page): string | null {
  return pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null;
}
