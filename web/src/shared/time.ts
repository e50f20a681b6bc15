// How instants are written for people, in English, in the reader's own time zone.

/** The reader's own English if it is one (British, Indian, ...), else plain English: the pages are in English. */
function locale(): string {
  return navigator.language.startsWith("en") ? navigator.language : "en";
}

/** "Friday, 3 July, 14:05 CEST": with the zone's name, for a deadline. */
export function deadline(instant: string): string {
  return new Intl.DateTimeFormat(locale(), {
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
  }).format(new Date(instant));
}

/** "3 July 2026 at 14:05:09": to the second, for a log. */
export function exact(instant: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: "long", timeStyle: "medium" }).format(
    new Date(instant),
  );
}

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** "3 minutes ago", "yesterday"; under a minute, "just now". */
export function relative(instant: string, now: number): string {
  const seconds = (new Date(instant).getTime() - now) / 1000;
  const format = new Intl.RelativeTimeFormat(locale(), { numeric: "auto" });
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return "just now";
}
