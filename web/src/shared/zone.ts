// Times by the clocks of a place. What a person picks is a day and a time in a zone; what is kept is an
// instant. Two days a year the two do not match one to one, and that is said rather than guessed at.

/** A day and a time as clocks show them: "2026-03-08" and "02:30". */
export interface Wall {
  day: string;
  time: string;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  formats.set(zone, format);
  return format;
}

/** What the clocks in `zone` show at an instant, to the minute. */
export function wallOf(at: number, zone: string): Wall {
  const parts = new Map(
    clockOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? "";
  return {
    day: `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`,
    time: `${part("hour")}:${part("minute")}`,
  };
}

/** The wall as if its clocks ran by UTC; NaN if it is no day or no time. */
function asUtc({ day, time }: Wall): number {
  return Date.parse(`${day}T${time}Z`);
}

/** How far the clocks in `zone` are ahead of UTC. */
function offsetMs(at: number, zone: string): number {
  return asUtc(wallOf(at, zone)) - Math.floor(at / MINUTE_MS) * MINUTE_MS;
}

/** The offsets a day before and a day after: they differ where clocks are changed in between. */
function offsetsAround(wall: Wall, zone: string): [before: number, after: number] {
  const at = asUtc(wall);
  return [offsetMs(at - DAY_MS, zone), offsetMs(at + DAY_MS, zone)];
}

/**
 * The instants at which clocks in `zone` show this, in order: one; two when clocks are put back over it; none
 * when they are put forward over it, or when it is no day or no time.
 */
export function instantsOf(wall: Wall, zone: string): number[] {
  const at = asUtc(wall);
  if (Number.isNaN(at)) return [];
  return [...new Set(offsetsAround(wall, zone))]
    .map((offset) => at - offset)
    .filter((instant) => at - offsetMs(instant, zone) === instant)
    .sort((one, other) => one - other);
}

/** For a time that clocks are put forward over: what they show instead, as late after the change. */
export function afterTheGap(wall: Wall, zone: string): Wall {
  const [before] = offsetsAround(wall, zone);
  return wallOf(asUtc(wall) - before, zone);
}

/** "UTC+1", "UTC−3:30", "UTC": how far clocks in `zone` are ahead of UTC at an instant. */
export function offsetName(at: number, zone: string): string {
  const minutes = Math.round(offsetMs(at, zone) / MINUTE_MS);
  if (minutes === 0) return "UTC";
  const hours = Math.floor(Math.abs(minutes) / 60);
  const rest = Math.abs(minutes) % 60;
  return `UTC${minutes < 0 ? "−" : "+"}${hours}${rest === 0 ? "" : `:${String(rest).padStart(2, "0")}`}`;
}

/** "New York", "Buenos Aires, Argentina": where the zone's clocks are. */
export function placeName(zone: string): string {
  const [, ...places] = zone.split("/");
  return (places.length === 0 ? [zone] : places.reverse()).join(", ").replaceAll("_", " ");
}

/** The zone of this device. */
export function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Whether this browser knows the zone. */
export function isZone(zone: string): boolean {
  try {
    clockOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** Every zone this browser lists, by region, and `also` if it does not list those; a region is "" for UTC. */
export function zonesByRegion(...also: string[]): Map<string, string[]> {
  const listed = "supportedValuesOf" in Intl ? Intl.supportedValuesOf("timeZone") : [];
  const regions = new Map<string, string[]>();
  const byPlace = (one: string, other: string) =>
    placeName(one).localeCompare(placeName(other), "en");
  for (const zone of [...new Set(["UTC", ...listed, ...also])].sort(byPlace)) {
    const region = zone.includes("/") ? zone.slice(0, zone.indexOf("/")) : "";
    regions.set(region, [...(regions.get(region) ?? []), zone]);
  }
  return new Map([...regions].sort(([one], [other]) => one.localeCompare(other, "en")));
}
