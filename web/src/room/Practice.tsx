// A question to get used to the page by. What is written here is never sent, and kept nowhere.
import { useId, useState } from "react";
import { AnswerForm } from "./AnswerForm";
import { type Mode, modeOf, saveMode } from "./draft";
import type { StepProps } from "./Room";
import { Screen } from "./Screen";
import { useWords } from "./useWords";
import { listener } from "./voice/browser";
import { MicrophoneCheck } from "./voice/MicrophoneCheck";
import { ModeSwitch } from "./voice/ModeSwitch";

export function Practice({
  token,
  room,
  notice,
  api,
  onRoom,
  onDone,
}: StepProps & { onDone: () => void }) {
  const words = useWords();
  const [text, setText] = useState("");
  const [isEmpty, setEmpty] = useState(false);
  const [done, setDone] = useState(false);
  const hintId = useId();
  const [mode, setMode] = useState(() => modeOf(token));
  const mayTalk = listener(room) !== null;

  function choose(next: Mode) {
    setMode(next);
    saveMode(token, next);
  }

  function send() {
    const isThere = text.trim() !== "";
    setEmpty(!isThere);
    setDone(isThere);
    return isThere;
  }

  if (done) {
    return (
      <Screen
        key="done"
        room={room}
        title={words.say("practice.doneTitle")}
        eyebrow={words.say("practice.title")}
        heading={words.say("practice.done")}
        human={{ api, onRoom }}
      >
        <p className="lead">{words.say("practice.doneNote")}</p>
        <div className="actions">
          <button type="button" className="primary" onClick={onDone}>
            {words.say("practice.go")}
          </button>
          <button type="button" className="secondary" onClick={() => setDone(false)}>
            {words.say("practice.again")}
          </button>
        </div>
      </Screen>
    );
  }
  return (
    <Screen
      key="practice"
      room={room}
      title={words.say("practice.title")}
      eyebrow={words.say("practice.title")}
      heading={words.say("practice.question")}
      human={{ api, onRoom }}
    >
      {notice !== null && <p className="notice">{words.tell(notice)}</p>}
      <p id={hintId} className="callout">
        <strong>{words.say("practice.callout")}</strong> {words.say("practice.note")}
      </p>
      {mayTalk && <ModeSwitch mode={mode} onChoose={choose} />}
      {mayTalk && mode === "talk" && <MicrophoneCheck token={token} />}
      <AnswerForm
        label={words.say("practice.label")}
        hintId={hintId}
        text={text}
        phase="writing"
        problem={isEmpty ? words.say("question.empty") : null}
        note={words.say("practice.only")}
        action={words.say("practice.send")}
        onWrite={(written) => {
          setText(written);
          setEmpty(false);
        }}
        onSend={send}
      />
      <div className="actions">
        <button type="button" className="secondary" onClick={onDone}>
          {words.say("practice.skip")}
        </button>
      </div>
    </Screen>
  );
}
