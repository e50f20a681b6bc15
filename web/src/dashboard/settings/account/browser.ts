// What a browser calls itself, in words: "Firefox on Linux".

// In this order: most claim to be another one, too.
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg(?:e|A|iOS)?\//, "Edge"],
  [/OPR\/|Opera/, "Opera"],
  [/SamsungBrowser\//, "Samsung Internet"],
  [/Firefox\/|FxiOS\//, "Firefox"],
  [/Chrome\/|CriOS\//, "Chrome"],
  [/Safari\//, "Safari"],
];

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, "iPhone"],
  [/iPad/, "iPad"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Macintosh|Mac OS X/, "Mac"],
  [/CrOS/, "ChromeOS"],
  [/Linux/, "Linux"],
];

function find(known: typeof BROWSERS, text: string): string | undefined {
  return known.find(([pattern]) => pattern.test(text))?.[1];
}

/** As good as can be told; a program is called by its own name. */
export function browserName(said: string | null | undefined): string {
  if (!said) return "Unknown browser";
  const browser = find(BROWSERS, said);
  if (browser === undefined) return said;
  const system = find(SYSTEMS, said);
  return system === undefined ? browser : `${browser} on ${system}`;
}
