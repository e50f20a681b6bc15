// What is done with the answers, and the consent without which nothing is stored.
import { type FormEvent, useId, useRef, useState } from "react";
import { roomError } from "./api";
import type { StepProps } from "./Room";
import { PlanLanguage, Screen } from "./Screen";
import { useWords } from "./useWords";

export function Disclosure({ room, api, onRoom, onReload }: StepProps) {
  const words = useWords();
  const box = useRef<HTMLInputElement>(null);
  const errorId = useId();
  const [agreed, setAgreed] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function start(event: FormEvent) {
    event.preventDefault();
    if (!agreed) {
      setProblem(words.say("disclosure.tick"));
      box.current?.focus();
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      onRoom(await api.consent(room.disclosure.version), null);
    } catch (caught) {
      const error = roomError(caught);
      // The link has died meanwhile, or there is a newer wording to read first.
      if (error.status === 404 || error.status === 409 || error.status === 410) {
        await onReload(null);
        setAgreed(false);
      }
      setProblem(
        error.status === 0 ? words.say("frame.offline") : words.refusal(error.code, error.message),
      );
      setBusy(false);
    }
  }

  return (
    <Screen
      room={room}
      title={words.say("disclosure.title")}
      eyebrow={words.say("disclosure.title")}
      heading={words.say("disclosure.heading")}
      human={{ api, onRoom }}
    >
      <div className="prose" lang={room.disclosure.language}>
        {room.disclosure.paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
      <PlanLanguage room={room} />
      <form noValidate onSubmit={(event) => void start(event)}>
        <label className="consent">
          <input
            ref={box}
            type="checkbox"
            required
            checked={agreed}
            aria-invalid={problem !== null && !agreed}
            aria-describedby={problem === null ? undefined : errorId}
            onChange={(event) => setAgreed(event.currentTarget.checked)}
          />
          <span lang={room.disclosure.language}>{room.disclosure.consent}</span>
        </label>
        {problem !== null && (
          <p id={errorId} role="alert" className="problem">
            {problem}
          </p>
        )}
        <div className="actions">
          <button type="submit" className="primary" disabled={busy}>
            {words.say(busy ? "frame.moment" : "disclosure.agree")}
          </button>
        </div>
      </form>
      <p className="fine">
        {words.say("disclosure.version", { version: room.disclosure.version })}
      </p>
    </Screen>
  );
}
