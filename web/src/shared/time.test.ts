// Instants as people read them.
import { describe, expect, it } from "vitest";
import { clockTime, dateOf, deadline, exact, recorded, relative, zoneTitle } from "./time";

const NOW = Date.parse("2026-07-03T12:00:00Z");

describe("relative", () => {
  it.each([
    ["2026-07-03T11:59:30Z", "just now"],
    ["2026-07-03T11:58:00Z", "2 minutes ago"],
    ["2026-07-03T09:10:00Z", "2 hours ago"],
    ["2026-07-02T11:00:00Z", "1 day ago"],
    ["2026-07-01T13:00:00Z", "1 day ago"],
    ["2026-06-20T12:00:00Z", "1 week ago"],
    ["2024-06-20T12:00:00Z", "2 years ago"],
    ["2026-07-03T12:05:00Z", "in 5 minutes"],
    ["2026-07-03T12:00:20Z", "in a moment"],
  ])("%s is %s", (instant, words) => {
    expect(relative(instant, NOW)).toBe(words);
  });
});

describe("a day without a time", () => {
  it("is that day wherever it is read", () => {
    expect(dateOf("2026-07-06")).toMatch(/^(Jul 6, 2026|6 July? 2026)$/);
  });
});

describe("exact times", () => {
  it("name the zone of a deadline", () => {
    expect(deadline("2026-07-03T12:00:00Z")).toMatch(/July.*(UTC|GMT|[A-Z]{3,4})/);
  });

  it("are those of another zone if one is given", () => {
    expect(deadline("2026-07-03T12:00:00Z", "Pacific/Kiritimati")).toMatch(/Saturday.*0?2:00/);
    expect(clockTime(NOW, "Pacific/Kiritimati")).toMatch(/Saturday.*2026.*0?2:00/);
  });

  it("have year and zone where they are kept", () => {
    expect(recorded("2026-07-03T12:00:00Z", "America/New_York")).toMatch(
      /July.*2026.*0?8:00.*(EDT|GMT-4)/,
    );
  });

  it.each([
    ["Europe/Berlin", "Central European Summer Time (UTC+2)"],
    ["Australia/Lord_Howe", "Lord Howe Standard Time (UTC+10:30)"],
    ["Pacific/Kiritimati", "Line Islands Time (UTC+14)"],
    ["UTC", "Coordinated Universal Time (UTC)"],
    ["Etc/GMT-4", "UTC+4"],
  ])("say what the time in %s is called", (zone, title) => {
    expect(zoneTitle(NOW, zone)).toBe(title);
  });

  it("go down to the second in logs", () => {
    expect(exact("2026-07-03T12:00:09Z")).toContain(":09");
  });
});
