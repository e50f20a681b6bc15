// Every language says everything, with the same values in it, and nothing that no page says.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { browserLanguage, ENGLISH, type Key, type LANGUAGES, languageOf, wordsOf } from "./words";
import german from "./words/de.json";
import english from "./words/en.json";
import spanish from "./words/es.json";
import french from "./words/fr.json";

const FILES: Record<keyof typeof LANGUAGES, Record<string, string>> = {
  en: english,
  es: spanish,
  fr: french,
  de: german,
};

const sources = import.meta.glob<string>("./**/*.{ts,tsx}", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** The names of the values in a text. */
const valuesOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe.each(Object.entries(FILES))("the words in %s", (code, file) => {
  it("are those of English, each with the same values", () => {
    expect(Object.keys(file).sort()).toEqual(Object.keys(english).sort());
    for (const [key, text] of Object.entries(file)) {
      expect(text.trim(), `${code} ${key}`).not.toBe("");
      expect(valuesOf(text), `${code} ${key}`).toEqual(valuesOf(english[key as Key]));
    }
  });

  it("are what is said when they are asked for", async () => {
    const words = await wordsOf(code as keyof typeof LANGUAGES);
    expect(words.language).toBe(code);
    expect(words.say("question.progress", { number: 3, of: 7 })).toMatch(/3.*7/);
    expect(words.say("welcome.start")).toBe(file["welcome.start"]);
  });
});

it("has no words that no page says", () => {
  const code = Object.values(sources).join("\n");
  // Asked for by what the server says.
  const byServer =
    /^(problem|standing|topic|kind|became)\.|^question\.(opener|past_behaviour|situational|closer)$/;
  const byKind = /^data\.(correction|deletion)(Label)?$/;
  const unsaid = Object.keys(english).filter(
    (key) => !byServer.test(key) && !byKind.test(key) && !code.includes(`"${key}"`),
  );
  expect(unsaid).toEqual([]);
});

it("says a refusal by its code, and one that it does not know in the server's words", async () => {
  const words = await wordsOf("es");
  expect(words.refusal("PAST", "Please choose…")).toBe(spanish["problem.PAST"]);
  expect(words.refusal("NEW_ONE", "In English.")).toBe("In English.");
  expect(words.refusal(null, "In English.")).toBe("In English.");
});

it("has words for every refusal of the server", () => {
  const room = join(import.meta.dirname, "../../../server/src/routes/room.rs");
  const [, refusals = ""] = readFileSync(room, "utf8").split("fn error_response(");
  const codes = [...(refusals.split("Problem {")[0] ?? "").matchAll(/"([A-Z_]+)"/g)];
  const keys = codes.map(([, code]) => `problem.${code}`);
  expect(keys).toContain("problem.NOT_FOUND");
  expect(keys.filter((key) => !Object.hasOwn(english, key))).toEqual([]);
});

it("puts values in as they are", () => {
  expect(ENGLISH.say("welcome.ai", { interviewer: "{company} $&" })).toBe("{company} $& is an AI.");
});

it("knows its languages by tags with and without a region", () => {
  expect(languageOf("fr-CA")).toBe("fr");
  expect(languageOf("DE")).toBe("de");
  for (const tag of ["nl", "", "constructor", null]) expect(languageOf(tag)).toBeNull();
  expect(browserLanguage()).toBe("en");
});
