// The languages to choose from, each by its own name.
import { createContext, useContext, useState } from "react";
import { useWords } from "./useWords";
import { LANGUAGES, type Language } from "./words";

/** Has the pages go on in another language; fails when its words cannot be had. */
export const ChooseLanguage = createContext<(language: Language) => Promise<void>>(async () => {});

export function Languages() {
  const words = useWords();
  const choose = useContext(ChooseLanguage);
  const [failed, setFailed] = useState(false);

  async function pick(language: Language) {
    setFailed(false);
    try {
      await choose(language);
    } catch {
      setFailed(true);
    }
  }

  return (
    <nav className="languages" aria-label={words.say("frame.languages")}>
      <ul>
        {Object.entries(LANGUAGES).map(([code, { name }]) => (
          <li key={code}>
            <button
              type="button"
              lang={code}
              aria-pressed={code === words.language}
              onClick={() => void pick(code as Language)}
            >
              {name}
            </button>
          </li>
        ))}
      </ul>
      {failed && (
        <p role="alert" className="problem">
          {words.say("frame.languageTrouble")}
        </p>
      )}
    </nav>
  );
}
