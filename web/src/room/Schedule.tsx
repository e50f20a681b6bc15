// A day and a time for the interview, by the clocks of a zone that is named and can be changed.
import { type FormEvent, useId, useRef, useState } from "react";
import { clockTime, deadline, zoneTitle } from "../shared/time";
import { uuid } from "../shared/uuid";
import { afterTheGap, instantsOf, offsetName, placeName, type Wall, wallOf } from "../shared/zone";
import { type RoomState, roomError } from "./api";
import { saveZone, zoneOf } from "./draft";
import type { StepProps } from "./Room";
import { Screen } from "./Screen";
import { Said, useWords } from "./useWords";
import type { Notice, Words } from "./words";
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
function objection(
  words: Words,
  { wall, zone }: { wall: Wall; zone: string },
  at: number | undefined,
  room: RoomState,
): string | null {
  if (wall.day === "" || wall.time === "") return words.say("schedule.missing");
  if (at === undefined) {
    const { time: instead } = afterTheGap(wall, zone);
    return words.say("schedule.gap", { time: wall.time, place: placeName(zone), instead });
  }
  if (at <= Date.now()) return words.say("schedule.passed");
  if (at >= Date.parse(room.expiresAt)) {
    return words.say("schedule.afterEnd", {
      deadline: deadline(room.expiresAt, zone, words.locale),
    });
  }
  return null;
}

export function Schedule(props: StepProps & { onBack: () => void }) {
  const { token, room, api, onRoom, onReload, onBack } = props;
  const words = useWords();
  const { locale } = words;
  const [zone, setZone] = useState(() => zoneOf(token, room.zone));
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

  async function choose(chosen: number | null, notice: Notice) {
    const iso = chosen === null ? null : new Date(chosen).toISOString();
    if (sent.current === null || sent.current.at !== iso) sent.current = { key: uuid(), at: iso };
    setBusy(true);
    setProblem(null);
    try {
      const next = await api.schedule(sent.current.key, iso, zone);
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
          ? words.say("schedule.offline")
          : words.refusal(error.code, error.message),
      );
      setBusy(false);
    }
  }

  function keep(event: FormEvent) {
    event.preventDefault();
    const reason = objection(words, { wall, zone }, at, room);
    setProblem(reason);
    if (reason !== null || at === undefined) {
      dayField.current?.focus();
      return;
    }
    void choose(at, { words: "schedule.kept" });
  }

  return (
    <Screen
      room={room}
      title={words.say("schedule.title")}
      eyebrow={words.say("frame.yourInterview")}
      heading={words.say(before === null ? "schedule.heading" : "schedule.headingAgain")}
      human={{ api, onRoom }}
    >
      {before !== null && (
        <p className="chosen">
          <strong>{words.say("schedule.before", { time: clockTime(before, zone, locale) })}</strong>
          <span>{zoneTitle(before, zone, locale)}</span>
        </p>
      )}
      <p>
        {words.say("schedule.lead", {
          minutes: room.minutes,
          deadline: deadline(room.expiresAt, zone, locale),
        })}
      </p>
      <form noValidate onSubmit={keep}>
        <div className="fields">
          <div>
            <label className="label" htmlFor={dayId}>
              {words.say("schedule.day")}
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
              {words.say("schedule.time")}
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
            <legend>{words.say("schedule.twice", { time: wall.time })}</legend>
            {instants.map((instant, index) => (
              <label key={instant}>
                <input
                  type="radio"
                  name={timeId}
                  checked={isSecond === index > 0}
                  onChange={() => setSecond(index > 0)}
                />
                {words.say(index > 0 ? "schedule.second" : "schedule.first", {
                  offset: offsetName(instant, zone),
                })}
              </label>
            ))}
          </fieldset>
        )}
        <p className="preview" role="status">
          {at !== undefined && (
            <Said
              words="schedule.preview"
              values={{
                time: <strong>{clockTime(at, zone, locale)}</strong>,
                zone: zoneTitle(at, zone, locale),
              }}
            />
          )}
        </p>
        {problem !== null && (
          <p id={problemId} role="alert" className="problem">
            {problem}
          </p>
        )}
        <div className="actions">
          <button type="submit" className="primary" disabled={busy}>
            {words.say(busy ? "frame.moment" : "schedule.keep")}
          </button>
          {before !== null && (
            <button
              type="button"
              className="secondary"
              disabled={busy}
              onClick={() => void choose(null, { words: "schedule.givenBack" })}
            >
              {words.say("schedule.giveBack")}
            </button>
          )}
          <button type="button" className="secondary" onClick={onBack}>
            {words.say("schedule.back")}
          </button>
        </div>
      </form>
    </Screen>
  );
}
