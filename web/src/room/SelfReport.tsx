// What candidates may say of themselves after the interview, if the company asks: voluntary, kept apart, and never
// seen by who decides.
import { type FormEvent, useEffect, useId, useState } from "react";
import { type RoomApi, roomError, type SelfReported } from "./api";
import { useWords } from "./useWords";
import type { Key } from "./words";

const SEXES: readonly (readonly [string, Key])[] = [
  ["female", "self.female"],
  ["male", "self.male"],
];

/** The categories of EEO-1 reports, which the adverse-impact report is laid out by. */
const RACES: readonly (readonly [string, Key])[] = [
  ["hispanic_or_latino", "self.hispanicOrLatino"],
  ["white", "self.white"],
  ["black_or_african_american", "self.blackOrAfricanAmerican"],
  ["native_hawaiian_or_pacific_islander", "self.nativeHawaiianOrPacificIslander"],
  ["asian", "self.asian"],
  ["native_american_or_alaska_native", "self.nativeAmericanOrAlaskaNative"],
  ["two_or_more_races", "self.twoOrMoreRaces"],
];

interface SelfReportProps {
  api: RoomApi;
  company: string;
  /** Whether the company asks; if it no longer does, what was said can only be read and taken back. */
  asks: boolean;
}

export function SelfReport({ api, company, asks }: SelfReportProps) {
  const words = useWords();
  const [said, setSaid] = useState<SelfReported>({ sex: null, raceEthnicity: null });
  const [kept, setKept] = useState(false);
  const [busy, setBusy] = useState(false);
  const [notice, setNotice] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const heading = useId();

  useEffect(() => {
    // What cannot be fetched is as good as nothing said: it may be said anew.
    api.selfReport().then(
      (answer) => {
        if (answer.said === null) return;
        setSaid(answer.said);
        setKept(true);
      },
      () => undefined,
    );
  }, [api]);

  async function send(wanted: SelfReported | null) {
    setBusy(true);
    setProblem(null);
    setNotice(null);
    try {
      const answer = await (wanted === null ? api.forgetSelfReport() : api.saySelfReport(wanted));
      setKept(answer.said !== null);
      setSaid(answer.said ?? { sex: null, raceEthnicity: null });
      setNotice(words.say(answer.said === null ? "self.forgotten" : "self.kept"));
    } catch (caught) {
      const error = roomError(caught);
      setProblem(
        error.status === 0 ? words.say("frame.offline") : words.refusal(error.code, error.message),
      );
    }
    setBusy(false);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    void send(said);
  }

  if (!asks && !kept && notice === null) return null;
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}>{words.say("self.heading")}</h2>
      <p>{words.say("self.voluntary", { company })}</p>
      <p>{words.say("self.apart")}</p>
      <form onSubmit={submit}>
        <Choice
          legend={words.say("self.sex")}
          choices={SEXES}
          chosen={said.sex}
          disabled={!asks}
          onChoose={(sex) => setSaid({ ...said, sex })}
        />
        <Choice
          legend={words.say("self.race")}
          choices={RACES}
          chosen={said.raceEthnicity}
          disabled={!asks}
          onChoose={(raceEthnicity) => setSaid({ ...said, raceEthnicity })}
        />
        {problem !== null && (
          <p role="alert" className="problem">
            {problem}
          </p>
        )}
        <div className="actions">
          {asks && (
            <button type="submit" className="primary" disabled={busy}>
              {words.say(busy ? "frame.moment" : "self.send")}
            </button>
          )}
          {kept && (
            <button
              type="button"
              className="secondary"
              disabled={busy}
              onClick={() => void send(null)}
            >
              {words.say("self.forget")}
            </button>
          )}
        </div>
        <p role="status">{notice}</p>
      </form>
    </section>
  );
}

interface ChoiceProps {
  legend: string;
  choices: readonly (readonly [string, Key])[];
  chosen: string | null;
  disabled: boolean;
  onChoose: (value: string | null) => void;
}

function Choice({ legend, choices, chosen, disabled, onChoose }: ChoiceProps) {
  const words = useWords();
  const name = useId();
  const all: readonly (readonly [string | null, Key])[] = [...choices, [null, "self.notSaid"]];
  return (
    <fieldset className="choice" disabled={disabled}>
      <legend>{legend}</legend>
      {all.map(([value, key]) => (
        <label key={key}>
          <input
            type="radio"
            name={name}
            checked={chosen === value}
            onChange={() => onChoose(value)}
          />{" "}
          {words.say(key)}
        </label>
      ))}
    </fieldset>
  );
}
