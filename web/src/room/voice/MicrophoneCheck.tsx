// Before the first question: which microphone, how loud it is, and how one sounds. Nothing of it leaves the page.
import { useCallback, useEffect, useId, useRef, useState } from "react";
import { microphoneOf, saveMicrophone } from "../draft";
import { useWhenHidden } from "../useShown";
import { useWords } from "../useWords";
import type { Key } from "../words";
import { recordingType } from "./browser";
import { Level } from "./Level";
import {
  closeMicrophone,
  microphoneProblem,
  openMicrophone,
  PieceRecorder,
  watchLevel,
} from "./microphone";

interface Device {
  id: string;
  label: string;
}

async function devices(): Promise<Device[]> {
  const all = await navigator.mediaDevices.enumerateDevices();
  return all
    .filter(({ kind, deviceId }) => kind === "audioinput" && deviceId !== "")
    .map(({ deviceId, label }) => ({ id: deviceId, label }));
}

export function MicrophoneCheck({ token }: { token: string }) {
  const words = useWords();
  const selectId = useId();
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [known, setKnown] = useState<Device[]>([]);
  const [chosen, setChosen] = useState(() => microphoneOf(token) ?? "");
  const [level, setLevel] = useState<number | null>(null);
  const [problem, setProblem] = useState<Key | null>(null);
  const [recording, setRecording] = useState(false);
  const [played, setPlayed] = useState<string | null>(null);
  const recorder = useRef<PieceRecorder | null>(null);
  /** Grows with each opening and closing, so that a microphone that comes too late is closed again. */
  const session = useRef(0);

  useEffect(
    () => () => {
      session.current += 1;
    },
    [],
  );
  useEffect(() => () => closeMicrophone(stream), [stream]);
  useEffect(() => {
    if (stream === null) return;
    return watchLevel(stream, () => {}, setLevel);
  }, [stream]);
  useEffect(
    () => () => {
      if (played !== null) URL.revokeObjectURL(played);
    },
    [played],
  );

  const open = useCallback(async (id: string) => {
    setProblem(null);
    setRecording(false);
    session.current += 1;
    const mine = session.current;
    try {
      const opened = await openMicrophone(id === "" ? null : id);
      if (mine !== session.current) {
        closeMicrophone(opened);
        return;
      }
      setStream(opened);
      // Their names are told only once the microphone is allowed.
      setKnown(await devices());
    } catch (error) {
      if (mine !== session.current) return;
      setStream(null);
      setProblem(microphoneProblem(error));
    }
  }, []);

  function choose(id: string) {
    setChosen(id);
    saveMicrophone(token, id);
    void open(id);
  }

  function record() {
    if (stream === null) return;
    setPlayed(null);
    recorder.current = new PieceRecorder(stream, (audio) => {
      setRecording(false);
      setPlayed(URL.createObjectURL(audio));
    });
    try {
      recorder.current.begin();
      setRecording(true);
    } catch {
      setProblem("voice.microphoneTrouble");
    }
  }

  function close() {
    session.current += 1;
    recorder.current?.end();
    setStream(null);
    setLevel(null);
    setRecording(false);
  }
  useWhenHidden(close);

  return (
    <section className="talk" aria-label={words.say("voice.check")}>
      <p>
        <strong>{words.say("voice.check")}</strong> {words.say("voice.checkNote")}
      </p>
      <div className="actions">
        <button
          type="button"
          className="secondary"
          onClick={() => (stream === null ? void open(chosen) : close())}
        >
          {words.say(stream === null ? "voice.test" : "voice.endTest")}
        </button>
      </div>
      {stream !== null && (
        <>
          {known.length > 1 && (
            <>
              <label className="label" htmlFor={selectId}>
                {words.say("voice.device")}
              </label>
              <select
                id={selectId}
                value={known.some(({ id }) => id === chosen) ? chosen : (known[0]?.id ?? "")}
                onChange={(event) => choose(event.currentTarget.value)}
              >
                {known.map(({ id, label }, index) => (
                  <option key={id} value={id}>
                    {label === "" ? `${words.say("voice.device")} ${index + 1}` : label}
                  </option>
                ))}
              </select>
            </>
          )}
          <p className="label">{words.say("voice.level")}</p>
          <Level level={level} />
          {recordingType() !== null && (
            <>
              <p>{words.say("voice.phrase")}</p>
              <div className="actions">
                <button
                  type="button"
                  className="secondary"
                  onClick={() => (recording ? recorder.current?.end() : record())}
                >
                  {words.say(recording ? "voice.stopRecording" : "voice.record")}
                </button>
              </div>
            </>
          )}
        </>
      )}
      {played !== null && (
        // biome-ignore lint/a11y/useMediaCaption: it is what the candidate has just said themselves.
        <audio className="played" controls src={played} aria-label={words.say("voice.played")} />
      )}
      <div role="alert">
        {problem !== null && <p className="problem passing">{words.say(problem)}</p>}
      </div>
    </section>
  );
}
