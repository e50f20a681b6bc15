// "I would rather talk to a person": asked once more, then final.
import { useId, useRef, useState } from "react";
import { roomError } from "./api";
import type { StepProps } from "./Room";

export function HumanDialog({ room, api, onRoom }: Pick<StepProps, "room" | "api" | "onRoom">) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function ask() {
    setBusy(true);
    setProblem(null);
    try {
      onRoom(await api.human(), null);
    } catch (caught) {
      const error = roomError(caught);
      setProblem(
        error.status === 0
          ? "This did not reach us: you seem to be offline. Please try again in a moment."
          : error.message,
      );
      setBusy(false);
    }
  }

  return (
    <>
      <button
        type="button"
        className="quiet"
        aria-haspopup="dialog"
        onClick={() => dialog.current?.showModal()}
      >
        I would rather talk to a person
      </button>
      <dialog ref={dialog} aria-labelledby={titleId} className="dialog">
        <h2 id={titleId}>Talk to a person instead?</h2>
        <p>
          The interview with {room.interviewer} ends here, and {room.company} is told that you would
          like to talk to a person.
          {room.answered > 0 && " The answers you have already sent stay with them."}
        </p>
        <p>Asking for a person does not count against you.</p>
        {problem !== null && (
          <p role="alert" className="problem">
            {problem}
          </p>
        )}
        <div className="actions">
          <button type="button" className="primary" disabled={busy} onClick={() => void ask()}>
            {busy ? "Telling them…" : "Yes, ask for a person"}
          </button>
          <button type="button" className="secondary" onClick={() => dialog.current?.close()}>
            Go back
          </button>
        </div>
      </dialog>
    </>
  );
}
