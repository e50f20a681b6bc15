// A day and a time for the interview, by the clocks of a zone that is named and can be changed.
import { type FormEvent, useId, useRef, useState } from "react";
import { clockTime, deadline, zoneTitle } from "../shared/time";
import { uuid } from "../shared/uuid";
import { afterTheGap, instantsOf, offsetName, placeName, type Wall, wallOf } from "../shared/zone";
import { type RoomState, roomError } from "./api";
import { saveZone, zoneOf } from "./draft";
import type { StepProps } from "./Room";
import { Screen } from "./Screen";
import { ZoneSelect } from "./ZoneSelect";

const DAY_MS = 86_400_000;
/** Proposed to who has not chosen yet. */
const FIRST_TIME = "10:00";

/** The time chosen before, else tomorrow in the morning. */
function proposal(room: RoomState, zone: string): Wall {
  if (room.scheduledAt !== null) return wallOf(Date.parse(room.scheduledAt), zone);
  return { day: wallOf(Date.now() + DAY_MS, zone).day, time: FIRST_TIME };
}

/** What speaks against a time, in words for the candidate; null if nothing does. */
function objection(wall: Wall, zone: string, at: number | undefined, room: RoomState) {
  if (wall.day === "" || wall.time === "") return "Please choose a day and a time.";
  if (at === undefined) {
    const { time } = afterTheGap(wall, zone);
    return `There is no ${wall.time} in ${placeName(zone)} on that day, because clocks are put forward over it. Please choose another time, such as ${time}.`;
  }
  if (at <= Date.now()) return "This time has passed already. Please choose a later one.";
  if (at >= Date.parse(room.expiresAt)) {
    return `Your link ends on ${deadline(room.expiresAt, zone)}. Please choose a time before that.`;
  }
  return null;
}

export function Schedule(props: StepProps & { onBack: () => void }) {
  const { token, room, api, onRoom, onReload, onBack } = props;
  const [zone, setZone] = useState(() => zoneOf(token));
  const [wall, setWall] = useState(() => proposal(room, zone));
  const [isSecond, setSecond] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  /** The last request: the same again, after a reply that was lost, is one. */
  const sent = useRef<{ key: string; at: string | null } | null>(null);
  const dayField = useRef<HTMLInputElement>(null);
  const dayId = useId();
  const timeId = useId();
  const problemId = useId();

  const instants = instantsOf(wall, zone);
  const at = instants[isSecond ? instants.length - 1 : 0];
  const before = room.scheduledAt === null ? null : Date.parse(room.scheduledAt);

  function pick(change: Partial<Wall>) {
    setWall({ ...wall, ...change });
    setProblem(null);
  }

  async function choose(chosen: number | null, notice: string) {
    const iso = chosen === null ? null : new Date(chosen).toISOString();
    if (sent.current === null || sent.current.at !== iso) sent.current = { key: uuid(), at: iso };
    setBusy(true);
    setProblem(null);
    try {
      const next = await api.schedule(sent.current.key, iso);
      onRoom(next, notice);
      onBack();
    } catch (caught) {
      const error = roomError(caught);
      // The link has died meanwhile, or the interview has begun on another device.
      if (error.status === 404 || error.status === 409 || error.status === 410) {
        await onReload(null);
      }
      setProblem(
        error.status === 0
          ? "We could not reach the server, so your time is not kept yet. Please check your connection and try again."
          : error.message,
      );
      setBusy(false);
    }
  }

  function keep(event: FormEvent) {
    event.preventDefault();
    const reason = objection(wall, zone, at, room);
    setProblem(reason);
    if (reason !== null || at === undefined) {
      dayField.current?.focus();
      return;
    }
    void choose(at, "Your time is kept. A mail with an entry for your calendar is on its way.");
  }

  return (
    <Screen
      room={room}
      title="Choose a time"
      eyebrow="Your interview"
      heading={before === null ? "When would you like to take it?" : "Change your time"}
      human={{ api, onRoom }}
    >
      {before !== null && (
        <p className="chosen">
          <strong>Chosen so far: {clockTime(before, zone)}</strong>
          <span>{zoneTitle(before, zone)}</span>
        </p>
      )}
      <p>
        It takes about {room.minutes} minutes. Your link works until{" "}
        {deadline(room.expiresAt, zone)}, also before and after the time you choose.
      </p>
      <form noValidate onSubmit={keep}>
        <div className="fields">
          <div>
            <label className="label" htmlFor={dayId}>
              Day
            </label>
            <input
              id={dayId}
              ref={dayField}
              type="date"
              required
              value={wall.day}
              min={wallOf(Date.now(), zone).day}
              max={wallOf(Date.parse(room.expiresAt), zone).day}
              aria-invalid={problem !== null}
              aria-describedby={problem === null ? undefined : problemId}
              onChange={(event) => pick({ day: event.currentTarget.value })}
            />
          </div>
          <div>
            <label className="label" htmlFor={timeId}>
              Time
            </label>
            <input
              id={timeId}
              type="time"
              required
              value={wall.time}
              aria-invalid={problem !== null}
              aria-describedby={problem === null ? undefined : problemId}
              onChange={(event) => pick({ time: event.currentTarget.value })}
            />
          </div>
          <ZoneSelect
            zone={zone}
            onZone={(chosen) => {
              setZone(chosen);
              saveZone(token, chosen);
              setProblem(null);
            }}
          />
        </div>
        {instants.length > 1 && (
          <fieldset className="twice">
            <legend>
              {wall.time} comes twice that night, because clocks are put back. Which one?
            </legend>
            {instants.map((instant, index) => (
              <label key={instant}>
                <input
                  type="radio"
                  name={timeId}
                  checked={isSecond === index > 0}
                  onChange={() => setSecond(index > 0)}
                />
                {index > 0 ? "The second" : "The first"}, {offsetName(instant, zone)}
              </label>
            ))}
          </fieldset>
        )}
        <p className="preview" role="status">
          {at !== undefined && (
            <>
              That is <strong>{clockTime(at, zone)}</strong>, {zoneTitle(at, zone)}.
            </>
          )}
        </p>
        {problem !== null && (
          <p id={problemId} role="alert" className="problem">
            {problem}
          </p>
        )}
        <div className="actions">
          <button type="submit" className="primary" disabled={busy}>
            {busy ? "One moment…" : "Keep this time"}
          </button>
          {before !== null && (
            <button
              type="button"
              className="secondary"
              disabled={busy}
              onClick={() =>
                void choose(null, "You gave your time back. Begin whenever it suits you.")
              }
            >
              Give the time back
            </button>
          )}
          <button type="button" className="secondary" onClick={onBack}>
            Back
          </button>
        </div>
      </form>
    </Screen>
  );
}
