// Drafts and the keys that make sending twice one answer.
import { describe, expect, it, vi } from "vitest";
import { ownZone } from "../shared/zone";
import {
  attemptFor,
  dropDraft,
  dropDrafts,
  keepsDrafts,
  loadDraft,
  loadSignals,
  requestDraft,
  saveDraft,
  saveSignals,
  saveZone,
  zoneOf,
} from "./draft";

describe("drafts", () => {
  it("are kept per link and question, with the key of the last try", () => {
    const draft = { text: "a", attempt: { key: "k", text: "a" } };
    expect(saveDraft("token-12345678", "q1", draft)).toBe(true);
    expect(loadDraft("token-12345678", "q1")).toEqual(draft);
    expect(loadDraft("token-12345678", "q2").text).toBe("");
    expect(loadDraft("token-87654321", "q1").text).toBe("");
  });

  it("never hold the whole token", () => {
    saveDraft("a-long-secret-token", "q1", { text: "a", attempt: null });
    expect(JSON.stringify(localStorage)).not.toContain("a-long-secret-token");
  });

  it("are dropped one by one or all of a link", () => {
    for (const question of ["q1", "q2"]) {
      saveDraft("token-12345678", question, { text: "a", attempt: null });
    }
    saveDraft("token-87654321", "q1", { text: "b", attempt: null });
    dropDraft("token-12345678", "q1");
    expect(loadDraft("token-12345678", "q2").text).toBe("a");
    dropDrafts("token-12345678");
    expect(loadDraft("token-12345678", "q2").text).toBe("");
    expect(loadDraft("token-87654321", "q1").text).toBe("b");
  });

  it("are kept where they are for the company, and go on after the end", () => {
    const place = requestDraft("question");
    saveDraft("token-12345678", place, { text: "Who", attempt: null });
    saveDraft("token-12345678", "q1", { text: "a", attempt: null });
    dropDrafts("token-12345678");
    expect(loadDraft("token-12345678", place).text).toBe("Who");
    expect(loadDraft("token-12345678", "q1").text).toBe("");
  });

  it("go together with what was counted meanwhile", () => {
    const counted = { pastes: 1, pastedCharacters: 9, focusLost: 2 };
    saveDraft("token-12345678", "q1", { text: "a", attempt: null });
    saveSignals("token-12345678", "q1", counted);
    expect(loadSignals("token-12345678", "q1")).toEqual(counted);
    expect(loadSignals("token-12345678", "q2").pastes).toBe(0);
    dropDraft("token-12345678", "q1");
    expect(Object.keys(localStorage)).toEqual([]);
    localStorage.setItem("fulcrum:draft:12345678::signals:q1", '{"pastes":-1,"focusLost":"x"}');
    expect(loadSignals("token-12345678", "q1")).toEqual({
      pastes: 0,
      pastedCharacters: 0,
      focusLost: 0,
    });
  });

  it.each(["not json", "null", "[]", '{"text":1}', '{"text":"a","attempt":{"key":1}}'])(
    "survive rubbish in the storage: %s",
    (stored) => {
      localStorage.setItem("fulcrum:draft:12345678:q1", stored);
      expect(loadDraft("12345678", "q1").attempt).toBeNull();
    },
  );

  it("say so when the browser refuses to keep them", () => {
    vi.spyOn(Storage.prototype, "setItem").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    expect(keepsDrafts("12345678")).toBe(false);
    expect(saveDraft("12345678", "q1", { text: "a", attempt: null })).toBe(false);
    expect(loadDraft("12345678", "q1").text, "as long as the page lasts").toBe("a");
    dropDraft("12345678", "q1");
    expect(loadDraft("12345678", "q1").text).toBe("");
  });

  it("leave nothing behind when it is tried whether they are kept", () => {
    expect(keepsDrafts("12345678")).toBe(true);
    expect(Object.keys(localStorage)).toEqual([]);
  });
});

describe("the time zone", () => {
  it("is this device's until another is kept, or chosen for the link", () => {
    expect(zoneOf("token-12345678", null)).toBe(ownZone());
    expect(zoneOf("token-12345678", "Mars/Olympus_Mons")).toBe(ownZone());
    expect(zoneOf("token-12345678", "Europe/Madrid")).toBe("Europe/Madrid");
    saveZone("token-12345678", "Pacific/Kiritimati");
    expect(zoneOf("token-12345678", "Europe/Madrid")).toBe("Pacific/Kiritimati");
    expect(zoneOf("token-87654321", null)).toBe(ownZone());
    saveZone("token-12345678", "Mars/Olympus_Mons");
    expect(zoneOf("token-12345678", null)).toBe(ownZone());
  });
});

describe("attempts", () => {
  it("keep their key while the text stays, and get a new one when it changes", () => {
    const first = attemptFor("a", null);
    expect(attemptFor("a", first)).toBe(first);
    expect(attemptFor("b", first).key).not.toBe(first.key);
  });

  it("have keys that are version 4 UUIDs", () => {
    expect(attemptFor("a", null).key).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });
});
