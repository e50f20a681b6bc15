// The level of a rating in words.

export const LEVEL_MAX = 5;

interface Rated {
  level?: number | null;
  needsHuman: boolean;
}

/** The level, or why there is none. */
export function levelWords({ level, needsHuman }: Rated): string {
  if (needsHuman) return "A person must rate this";
  return typeof level === "number" ? `${level} of ${LEVEL_MAX}` : "Insufficient evidence";
}
