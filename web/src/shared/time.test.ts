// Instants as people read them.
import { describe, expect, it } from "vitest";
import { deadline, exact, relative } from "./time";

const NOW = Date.parse("2026-07-03T12:00:00Z");

describe("relative", () => {
  it.each([
    ["2026-07-03T11:59:30Z", "just now"],
    ["2026-07-03T11:58:00Z", "2 minutes ago"],
    ["2026-07-03T09:10:00Z", "2 hours ago"],
    ["2026-07-02T11:00:00Z", "yesterday"],
    ["2026-06-20T12:00:00Z", "last week"],
    ["2024-06-20T12:00:00Z", "2 years ago"],
    ["2026-07-03T12:05:00Z", "in 5 minutes"],
  ])("%s is %s", (instant, words) => {
    expect(relative(instant, NOW)).toBe(words);
  });
});

describe("exact times", () => {
  it("name the zone of a deadline", () => {
    expect(deadline("2026-07-03T12:00:00Z")).toMatch(/July.*(UTC|GMT|[A-Z]{3,4})/);
  });

  it("go down to the second in logs", () => {
    expect(exact("2026-07-03T12:00:09Z")).toContain(":09");
  });
});
