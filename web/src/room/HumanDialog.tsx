// "I would rather talk to a person": asked once more, then final.
import { useId, useRef, useState } from "react";
import { roomError } from "./api";
import type { StepProps } from "./Room";
import { useWhenHidden } from "./useShown";
import { useWords } from "./useWords";

export function HumanDialog({ room, api, onRoom }: Pick<StepProps, "room" | "api" | "onRoom">) {
  const words = useWords();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useWhenHidden(() => dialog.current?.close());

  async function ask() {
    setBusy(true);
    setProblem(null);
    try {
      onRoom(await api.human(), null);
    } catch (caught) {
      const error = roomError(caught);
      setProblem(
        error.status === 0 ? words.say("human.offline") : words.refusal(error.code, error.message),
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
        {words.say("human.button")}
      </button>
      <dialog ref={dialog} aria-labelledby={titleId} className="dialog">
        <h2 id={titleId}>{words.say("human.heading")}</h2>
        <p>
          {words.say("human.lead", { interviewer: room.interviewer, company: room.company })}
          {room.answered > 0 && ` ${words.say("human.answers")}`}
        </p>
        <p>{words.say("human.note")}</p>
        {problem !== null && (
          <p role="alert" className="problem">
            {problem}
          </p>
        )}
        <div className="actions">
          <button type="button" className="primary" disabled={busy} onClick={() => void ask()}>
            {words.say(busy ? "human.telling" : "human.yes")}
          </button>
          <button type="button" className="secondary" onClick={() => dialog.current?.close()}>
            {words.say("human.back")}
          </button>
        </div>
      </dialog>
    </>
  );
}
