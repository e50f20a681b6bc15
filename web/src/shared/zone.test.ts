// Days on which clocks are changed, and zones far from UTC.
import { describe, expect, it } from "vitest";
import {
  afterTheGap,
  instantsOf,
  isZone,
  offsetName,
  placeName,
  wallOf,
  zonesByRegion,
} from "./zone";

/** The instants of "2026-03-08 02:30", as ISO texts. */
function instants(wall: string, zone: string): string[] {
  const [day = "", time = ""] = wall.split(" ");
  return instantsOf({ day, time }, zone).map((at) => new Date(at).toISOString().slice(0, 16));
}

describe("the instants of a time by the clock", () => {
  it.each([
    ["an ordinary day", "Europe/Berlin", "2026-07-03 14:05", ["2026-07-03T12:05"]],
    ["midnight", "Europe/Berlin", "2026-07-03 00:00", ["2026-07-02T22:00"]],
    ["fourteen hours ahead", "Pacific/Kiritimati", "2026-12-01 09:00", ["2026-11-30T19:00"]],
    ["the first of January there", "Pacific/Kiritimati", "2027-01-01 00:00", ["2026-12-31T10:00"]],
    ["eleven hours behind", "Pacific/Pago_Pago", "2026-12-01 23:30", ["2026-12-02T10:30"]],
    ["a quarter of an hour", "Asia/Kathmandu", "2026-12-01 09:00", ["2026-12-01T03:15"]],
    // Spring in New York: 02:00 EST is 03:00 EDT.
    ["just before the gap", "America/New_York", "2026-03-08 01:59", ["2026-03-08T06:59"]],
    ["the gap's first minute", "America/New_York", "2026-03-08 02:00", []],
    ["in the gap", "America/New_York", "2026-03-08 02:30", []],
    ["just after the gap", "America/New_York", "2026-03-08 03:00", ["2026-03-08T07:00"]],
    // Autumn in New York: 02:00 EDT is 01:00 EST.
    ["before the repeat", "America/New_York", "2026-11-01 00:59", ["2026-11-01T04:59"]],
    ["repeated", "America/New_York", "2026-11-01 01:30", ["2026-11-01T05:30", "2026-11-01T06:30"]],
    ["after the repeat", "America/New_York", "2026-11-01 02:00", ["2026-11-01T07:00"]],
    // Lord Howe changes by half an hour: +10:30 in winter, +11 in summer.
    ["Lord Howe's gap", "Australia/Lord_Howe", "2026-10-04 02:15", []],
    ["after Lord Howe's gap", "Australia/Lord_Howe", "2026-10-04 02:30", ["2026-10-03T15:30"]],
    [
      "Lord Howe's repeat",
      "Australia/Lord_Howe",
      "2026-04-05 01:45",
      ["2026-04-04T14:45", "2026-04-04T15:15"],
    ],
    ["after Lord Howe's repeat", "Australia/Lord_Howe", "2026-04-05 02:00", ["2026-04-04T15:30"]],
    ["no day", "Europe/Berlin", "2026-02-31x 14:00", []],
    ["nothing", "Europe/Berlin", " ", []],
  ])("%s in %s: %s", (_, zone, wall, expected) => {
    expect(instants(wall, zone)).toEqual(expected);
  });

  it.each(["America/New_York", "Australia/Lord_Howe", "Pacific/Kiritimati", "Africa/Casablanca"])(
    "are those at which the clocks in %s show it, all through a year",
    (zone) => {
      // In steps that come by every quarter of an hour of a day.
      for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 195 * 60_000) {
        expect(instantsOf(wallOf(at, zone), zone)).toContain(at);
      }
    },
  );
});

describe("a time that clocks are put forward over", () => {
  it.each([
    ["America/New_York", "2026-03-08", "02:30", "03:30"],
    ["Australia/Lord_Howe", "2026-10-04", "02:15", "02:45"],
    ["Europe/Berlin", "2026-03-29", "02:00", "03:00"],
  ])("in %s, %s: %s is %s", (zone, day, time, instead) => {
    expect(afterTheGap({ day, time }, zone)).toEqual({ day, time: instead });
  });
});

describe("names", () => {
  it.each([
    ["Pacific/Kiritimati", "2026-12-01T00:00Z", "UTC+14"],
    ["Australia/Lord_Howe", "2026-07-01T00:00Z", "UTC+10:30"],
    ["Australia/Lord_Howe", "2026-12-01T00:00Z", "UTC+11"],
    ["America/New_York", "2026-03-08T06:59Z", "UTC−5"],
    ["America/New_York", "2026-03-08T07:00Z", "UTC−4"],
    ["America/St_Johns", "2026-12-01T00:00Z", "UTC−3:30"],
    ["Europe/London", "2026-12-01T00:00Z", "UTC"],
  ])("the clocks in %s at %s are at %s", (zone, at, name) => {
    expect(offsetName(Date.parse(at), zone)).toBe(name);
  });

  it("of a zone are those of its place, the smallest first", () => {
    expect(placeName("America/New_York")).toBe("New York");
    expect(placeName("America/Argentina/Buenos_Aires")).toBe("Buenos Aires, Argentina");
    expect(placeName("UTC")).toBe("UTC");
  });
});

describe("the list of zones", () => {
  it("has UTC, the far ends, and the device's own under whatever name it goes by", () => {
    const regions = zonesByRegion("US/Eastern");
    expect(regions.get("")).toEqual(["UTC"]);
    expect(regions.get("Pacific")).toContain("Pacific/Kiritimati");
    expect(regions.get("US")).toEqual(["US/Eastern"]);
    expect([...regions.values()].flat().every(isZone)).toBe(true);
  });

  it("tells a zone from what is none", () => {
    expect(isZone("Mars/Olympus_Mons")).toBe(false);
  });
});
