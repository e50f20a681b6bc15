// What is done with the answers, and the consent without which nothing is stored.
import { type FormEvent, useId, useRef, useState } from "react";
import { roomError } from "./api";
import type { StepProps } from "./Room";
import { Screen } from "./Screen";

export function Disclosure({ room, api, onRoom, onReload }: StepProps) {
  const box = useRef<HTMLInputElement>(null);
  const errorId = useId();
  const [agreed, setAgreed] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function start(event: FormEvent) {
    event.preventDefault();
    if (!agreed) {
      setProblem(
        "Please tick the box first. Without your consent we ask nothing and keep nothing.",
      );
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
        error.status === 0
          ? "We could not reach the server. Please check your connection and try again."
          : error.message,
      );
      setBusy(false);
    }
  }

  return (
    <Screen
      room={room}
      title="Before we start"
      eyebrow="Before we start"
      heading="What you should know"
      human={{ api, onRoom }}
    >
      <div className="prose">
        {room.disclosure.paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
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
          <span>{room.disclosure.consent}</span>
        </label>
        {problem !== null && (
          <p id={errorId} role="alert" className="problem">
            {problem}
          </p>
        )}
        <div className="actions">
          <button type="submit" className="primary" disabled={busy}>
            {busy ? "One moment…" : "Agree and start"}
          </button>
        </div>
      </form>
      <p className="fine">
        Wording {room.disclosure.version}. Your consent is kept together with the time you gave it.
      </p>
    </Screen>
  );
}
