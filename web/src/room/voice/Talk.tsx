// Talking instead of writing: the question is read aloud, and what is said goes into the field below, to be read and
// changed before it is sent. The turn begins and ends when the candidate says so.
import { useEffect, useRef } from "react";
import type { Question, RoomState } from "../api";
import { useShown } from "../useShown";
import { Said, useWords } from "../useWords";
import type { Key } from "../words";
import { listener } from "./browser";
import type { DictationProblem, Heard } from "./dictation";
import { Level } from "./Level";
import type { Dictation } from "./useDictation";
import type { Reading } from "./useReading";

/** What the button of the turn says, where it is not how to begin. */
const TURN: Partial<Record<Heard["phase"], Key>> = {
  starting: "voice.starting",
  listening: "voice.done",
  paused: "voice.done",
  writing: "voice.writing",
};

interface TalkProps {
  room: RoomState;
  question: Question;
  reading: Reading;
  dictation: Dictation;
  /** Whether something was said for the answer already. */
  hasText: boolean;
  /** Once the turn has ended: what was taken down is to be read. */
  onDone: () => void;
}

export function Talk({ room, question, reading, dictation, hasText, onDone }: TalkProps) {
  const words = useWords();
  const { phase, ear, problem, interim, level } = dictation;
  const isOn = phase === "listening" || phase === "paused";
  const isWaiting = phase === "starting" || phase === "writing";

  // Read aloud when it is shown; browsers forbid that before the page was touched.
  const { read } = reading;
  const shown = useShown();
  const latest = useRef(read);
  useEffect(() => {
    latest.current = read;
  }, [read]);
  useEffect(() => {
    if (shown) latest.current(true);
  }, [shown]);

  // The field takes the focus once everything is in it, but not from where somebody went meanwhile.
  const panel = useRef<HTMLDivElement>(null);
  const before = useRef(phase);
  useEffect(() => {
    const ended = before.current === "writing" && phase === "idle";
    before.current = phase;
    const at = document.activeElement;
    if (ended && (at === document.body || panel.current?.contains(at))) onDone();
  }, [phase, onDone]);

  function turn() {
    if (phase === "idle") begin(() => ear?.start());
    else if (isOn) ear?.finish();
  }
  function begin(go: () => void) {
    // Or the microphone hears the question.
    reading.stop();
    go();
  }

  return (
    <div className="talk" ref={panel}>
      <p className="fine">
        {listener(room) === "server" ? (
          <>
            <Said words="voice.toHost" values={{ host: <strong>{room.voice.host}</strong> }} />{" "}
            {room.voice.recordingKept
              ? words.say("voice.kept", { company: room.company })
              : words.say("voice.notKept", { company: room.company })}
          </>
        ) : (
          words.say("voice.toBrowser")
        )}
      </p>
      <div className="actions">
        {/* One button each, whatever it does by then: whoever uses the keyboard stays on it. */}
        <button type="button" className="primary" aria-disabled={isWaiting} onClick={turn}>
          {words.say(TURN[phase] ?? (hasText ? "voice.speakOn" : "voice.speak"))}
        </button>
        {isOn && (
          <button
            type="button"
            className="secondary"
            onClick={() => (phase === "listening" ? ear?.pause() : begin(() => ear?.resume()))}
          >
            {words.say(phase === "listening" ? "voice.pause" : "voice.goOn")}
          </button>
        )}
        {reading.can && phase === "idle" && (
          <button
            type="button"
            className="secondary"
            onClick={() => (reading.phase === "silent" ? reading.read() : reading.stop())}
          >
            {words.say(reading.phase === "silent" ? "voice.listen" : "voice.stopReading")}
          </button>
        )}
      </div>
      {reading.failed && <p className="notice">{words.say("voice.cannotRead")}</p>}
      {phase === "listening" && <Level level={level} />}
      <p role="status" className="fine">
        {phase === "listening" && words.say("voice.listening")}
        {phase === "paused" && words.say("voice.paused")}
        {phase === "idle" && problem === null && hasText && words.say("voice.read")}
      </p>
      {interim !== "" && (
        <p className="caption">
          <span className="visually-hidden">{words.say("voice.caption")} </span>
          <span lang={question.language} dir="auto">
            {interim}
          </span>
        </p>
      )}
      <div role="alert">
        {problem !== null && <p className="problem passing">{told(problem)}</p>}
      </div>
      {dictation.waits && (
        <div className="actions">
          <button type="button" className="primary" onClick={() => ear?.again()}>
            {words.say("frame.tryAgain")}
          </button>
          <button type="button" className="secondary" onClick={() => ear?.leave()}>
            {words.say("voice.leave")}
          </button>
        </div>
      )}
    </div>
  );

  function told(problem: DictationProblem): string {
    return "words" in problem
      ? words.say(problem.words)
      : words.refusal(problem.code, problem.message);
  }
}
