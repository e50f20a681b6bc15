// The link counts as opened once somebody sees the page, and not before.
import { afterEach, describe, expect, it, vi } from "vitest";
import { tellOpened } from "./opened";

afterEach(() => vi.unstubAllGlobals());

/** A page that is seen or not, and what it asks for. */
function page(visibilityState: DocumentVisibilityState) {
  const asked: string[] = [];
  vi.stubGlobal("fetch", (url: string, init: RequestInit) => {
    asked.push(`${init.method} ${url}`);
    return Promise.reject(new Error("offline"));
  });
  const target = Object.assign(new EventTarget(), { visibilityState });
  return { asked, target, seen: target as unknown as Document };
}

describe("opening the link", () => {
  it("is told once the page is seen, and needs no answer", () => {
    const { asked, seen } = page("visible");
    tellOpened("abc", seen);
    expect(asked).toEqual(["POST /i/abc/opened"]);
  });

  it("is not told while the page is made ready ahead of time", () => {
    const { asked, target, seen } = page("hidden");
    tellOpened("abc", seen);
    expect(asked).toEqual([]);
    target.visibilityState = "visible";
    target.dispatchEvent(new Event("visibilitychange"));
    target.dispatchEvent(new Event("visibilitychange"));
    expect(asked).toEqual(["POST /i/abc/opened"]);
  });
});
