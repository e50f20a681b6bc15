// Dictation as a step of the room uses it: what is heard goes to the end of the text.
import { useEffect, useRef, useState } from "react";
import type { Question, RoomApi, RoomState } from "../api";
import { microphoneOf } from "../draft";
import { useWords } from "../useWords";
import { listener, recognitionClass, spokenLanguage } from "./browser";
import { BrowserEar, type Ear, type Heard, ServerEar, SILENCE, type Teller } from "./dictation";

interface DictationProps {
  token: string;
  room: RoomState;
  question: Question;
  api: RoomApi;
  /** The text so far, and how to change it. */
  text: string;
  onWrite: (text: string) => void;
}

export interface Dictation extends Heard {
  ear: Ear | null;
}

/** A text with what was said after it. */
export function joined(text: string, said: string): string {
  return text === "" || /\s$/.test(text) ? text + said : `${text} ${said}`;
}

export function useDictation(props: DictationProps): Dictation {
  const { token, room, question, api, text, onWrite } = props;
  const words = useWords();
  const by = listener(room);
  const language = spokenLanguage(question, words);
  const [heard, setHeard] = useState<Heard>(SILENCE);
  const [ear, setEar] = useState<Ear | null>(null);
  const latest = useRef({ text, onWrite, language });
  useEffect(() => {
    latest.current = { text, onWrite, language };
  }, [text, onWrite, language]);

  useEffect(() => {
    const tell: Teller = {
      change: (change) => setHeard((before) => ({ ...before, ...change })),
      text(said) {
        const { text, onWrite, language } = latest.current;
        const whole = joined(text, said);
        // More may be said before this is shown.
        latest.current = { text: whole, onWrite, language };
        onWrite(whole);
      },
    };
    const make = recognitionClass();
    let made: Ear | null = null;
    if (by === "server") made = new ServerEar(api, question.id, () => microphoneOf(token), tell);
    else if (by === "browser" && make !== null) {
      made = new BrowserEar(make, () => latest.current.language, tell);
    }
    setHeard(SILENCE);
    setEar(made);
    return () => made?.drop();
    // Not by the language: who changes it while they speak is still heard.
  }, [by, api, question.id, token]);

  return { ...heard, ear };
}
