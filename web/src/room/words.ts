// The words of the pages in each language: one file a language, English with the page, the others when they are
// wanted. Adding a language is its file, its line in LANGUAGES and in FILES, and its code in the server.
import english from "./words/en.json";

export type Key = keyof typeof english;

/** Something to be said, in whatever language the page is in by then. */
export interface Notice {
  words: Key;
  values?: Record<string, string | number>;
}

type Entries = Record<Key, string>;

/** By code: what it is called by those who speak it, and which way it is written. */
export const LANGUAGES = {
  en: { name: "English", dir: "ltr" },
  es: { name: "Español", dir: "ltr" },
  fr: { name: "Français", dir: "ltr" },
  de: { name: "Deutsch", dir: "ltr" },
} as const satisfies Record<string, { name: string; dir: "ltr" | "rtl" }>;

export type Language = keyof typeof LANGUAGES;

const FILES: Record<Language, () => Promise<Entries>> = {
  en: async () => english,
  es: async () => (await import("./words/es.json")).default,
  fr: async () => (await import("./words/fr.json")).default,
  de: async () => (await import("./words/de.json")).default,
};

/** A language with its words. */
export class Words {
  readonly language: Language;
  readonly #entries: Entries;

  constructor(language: Language, entries: Entries) {
    this.language = language;
    this.#entries = entries;
  }

  /** Dates and numbers: the reader's own kind of the language (British, Canadian, ...) if they have one. */
  get locale(): string {
    return navigator.languages.find((tag) => languageOf(tag) === this.language) ?? this.language;
  }

  /** The words of an entry, with their values put in. */
  say(key: Key, values: Record<string, string | number> = {}): string {
    return this.pieces(key)
      .map((piece) => (typeof piece === "string" ? piece : String(values[piece.value] ?? "")))
      .join("");
  }

  tell({ words, values }: Notice): string {
    return this.say(words, values);
  }

  /** The words of an entry in pieces: text, and the names of values between. */
  pieces(key: Key): (string | { value: string })[] {
    // Every second one is what the parentheses caught.
    return this.#entries[key]
      .split(/\{(\w+)\}/)
      .map((piece, index) => (index % 2 === 0 ? piece : { value: piece }));
  }

  /** What the server refuses, by its code; in the server's own words if the code is not known. */
  refusal(code: string | null, message: string): string {
    const key = `problem.${code}`;
    return key in this.#entries ? this.say(key as Key) : message;
  }
}

export const ENGLISH = new Words("en", english);

/** The language of a tag such as "fr" or "fr-CA", if it is one of ours. */
export function languageOf(tag: string | null): Language | null {
  const code = tag?.toLowerCase().split("-")[0] ?? "";
  return Object.hasOwn(LANGUAGES, code) ? (code as Language) : null;
}

/** The first of the browser's languages that is one of ours. */
export function browserLanguage(): Language | null {
  for (const tag of navigator.languages) {
    const language = languageOf(tag);
    if (language !== null) return language;
  }
  return null;
}

/** Fails when the file cannot be had, as without a network. */
export async function wordsOf(language: Language): Promise<Words> {
  return language === "en" ? ENGLISH : new Words(language, await FILES[language]());
}

/** What another language is called, to a reader of this one. */
export function languageName(code: string, locale: string): string {
  return new Intl.DisplayNames(locale, { type: "language" }).of(code) ?? code;
}
