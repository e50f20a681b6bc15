// Reading a question aloud: by the company's endpoint where there is one, else by the browser. The text is on the page
// in any case.
import { useCallback, useEffect, useRef, useState } from "react";
import type { Question, RoomApi, RoomState } from "../api";
import { useWhenHidden } from "../useShown";
import { useWords } from "../useWords";
import { spokenLanguage, voiceFor } from "./browser";

export interface Reading {
  /** Whether anything here can read it. */
  can: boolean;
  phase: "silent" | "fetching" | "reading";
  failed: boolean;
  /** `unasked`: not because somebody asked; browsers may forbid that, which is no failure then. */
  read(unasked?: boolean): void;
  stop(): void;
}

/** What reads at the moment, to be stopped. */
type Stop = () => void;

export function useReading(room: RoomState, question: Question, api: RoomApi): Reading {
  const words = useWords();
  const language = spokenLanguage(question, words);
  const [phase, setPhase] = useState<Reading["phase"]>("silent");
  const [failed, setFailed] = useState(false);
  const current = useRef<Stop | null>(null);
  const byServer = room.voice.speech;

  const stop = useCallback(() => {
    const running = current.current;
    current.current = null;
    running?.();
    setPhase("silent");
  }, []);
  useEffect(() => stop, [stop]);
  useWhenHidden(stop);

  const read = useCallback(
    (unasked = false) => {
      stop();
      setFailed(false);
      const end = (stopped: Stop, gone: boolean) => {
        if (current.current !== stopped) return;
        current.current = null;
        setPhase("silent");
        if (gone) setFailed(true);
      };
      const byBrowser = () => {
        const voice = voiceFor(language);
        const utterance =
          voice === null || typeof SpeechSynthesisUtterance === "undefined"
            ? null
            : new SpeechSynthesisUtterance(question.text);
        const stopped: Stop = () => speechSynthesis.cancel();
        if (utterance === null) {
          setPhase("silent");
          setFailed(!unasked);
          return;
        }
        current.current = stopped;
        utterance.lang = language;
        utterance.voice = voice ?? null;
        utterance.onend = () => end(stopped, false);
        utterance.onerror = () => end(stopped, !unasked);
        speechSynthesis.speak(utterance);
        setPhase("reading");
      };
      if (!byServer) {
        byBrowser();
        return;
      }
      let audio: HTMLAudioElement | null = null;
      let address: string | null = null;
      const stopped: Stop = () => {
        audio?.pause();
        if (address !== null) URL.revokeObjectURL(address);
      };
      current.current = stopped;
      setPhase("fetching");
      api
        .aloud(question.id)
        .then(async (sound) => {
          if (current.current !== stopped) return;
          address = URL.createObjectURL(sound);
          audio = new Audio(address);
          audio.onended = () => {
            stopped();
            end(stopped, false);
          };
          setPhase("reading");
          await audio.play();
        })
        .catch((error: unknown) => {
          if (current.current !== stopped) return;
          stopped();
          current.current = null;
          // The browser lets nothing speak before somebody has touched the page.
          if (unasked && error instanceof DOMException && error.name === "NotAllowedError") {
            setPhase("silent");
          } else {
            byBrowser();
          }
        });
    },
    [api, question, language, byServer, stop],
  );

  const can = byServer || voiceFor(language) !== null;
  return { can, phase, failed, read, stop };
}
