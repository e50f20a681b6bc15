// How instants are written for people: in English unless another locale is given, in the reader's own time zone.

import { offsetName } from "./zone";

/** The reader's own English if it is one (British, Indian, ...), else plain English. */
function english(): string {
  return navigator.language.startsWith("en") ? navigator.language : "en";
}

/** "Friday, 3 July, 14:05 CEST": with the zone's name, for a deadline. By this device's clock unless a zone is given. */
export function deadline(instant: string, zone?: string, locale = english()): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
  }).format(new Date(instant));
}

/** "Friday 3 July 2026 at 14:05": by the clocks in a zone, which is to be named beside it. */
export function clockTime(at: number, zone: string, locale = english()): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    dateStyle: "full",
    timeStyle: "short",
  }).format(at);
}

/** "Central European Summer Time (UTC+2)"; "UTC+4" where the zone's time has no name. */
export function zoneTitle(at: number, zone: string, locale = english()): string {
  const offset = offsetName(at, zone);
  const parts = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    timeZoneName: "long",
  }).formatToParts(at);
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
  return name === "" || /^(GMT|UTC)/.test(name) ? offset : `${name} (${offset})`;
}

/** "3 July 2026 at 14:05 CEST": by the clocks in a zone, for a record that is kept. */
export function recorded(instant: string, zone: string, locale = english()): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "numeric",
    minute: "2-digit",
    timeZoneName: "short",
  }).format(new Date(instant));
}

/** "3 July 2026 at 14:05:09": to the second, for a log. */
export function exact(instant: string): string {
  return new Intl.DateTimeFormat(english(), { dateStyle: "long", timeStyle: "medium" }).format(
    new Date(instant),
  );
}

/** "3 July 2026": for an end that is far away. */
export function day(instant: string): string {
  return new Intl.DateTimeFormat(english(), { dateStyle: "long" }).format(new Date(instant));
}

/** "3 Jul 2026": a day that has no time, the same for every reader. */
export function dateOf(date: string): string {
  return new Intl.DateTimeFormat(english(), { dateStyle: "medium", timeZone: "UTC" }).format(
    new Date(date),
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

/** "3 minutes ago", "in 1 day"; under a minute, "just now" or "in a moment". */
export function relative(instant: string, now: number): string {
  const seconds = (new Date(instant).getTime() - now) / 1000;
  // Full days, not those of a calendar: "yesterday" would be said of what was the day before, too.
  const format = new Intl.RelativeTimeFormat(english(), { numeric: "always" });
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return seconds > 0 ? "in a moment" : "just now";
}
