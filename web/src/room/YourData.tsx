// What is kept of the candidate: to read, to take along, and how to have it corrected or deleted.
import { useCallback, useEffect, useState } from "react";
import { recorded } from "../shared/time";
import { isZone } from "../shared/zone";
import { type CandidateData, type CandidateRequest, type RoomError, roomError } from "./api";
import { zoneOf } from "./draft";
import { isOver, type StepProps } from "./Room";
import { asText, took } from "./record";
import { Screen } from "./Screen";
import { SelfReport } from "./SelfReport";
import { useWords } from "./useWords";
import { Wishes, WishList } from "./Wishes";
import { type Key, languageName } from "./words";

type Fetched = { data: CandidateData } | { error: RoomError } | null;

type YourDataProps = Pick<StepProps, "token" | "room" | "api" | "onRoom">;

export function YourData({ token, room, api, onRoom }: YourDataProps) {
  const words = useWords();
  const [fetched, setFetched] = useState<Fetched>(null);
  const read = useCallback(async () => {
    setFetched(null);
    try {
      setFetched({ data: await api.data() });
    } catch (error) {
      setFetched({ error: roomError(error) });
    }
  }, [api]);
  useEffect(() => void read(), [read]);
  const add = useCallback((made: CandidateRequest) => {
    setFetched((fetched) =>
      fetched !== null && "data" in fetched ? withOne(fetched.data, made) : fetched,
    );
  }, []);

  const human: StepProps["onRoom"] = (next, notice) => {
    location.hash = "";
    onRoom(next, notice);
  };
  return (
    <Screen
      room={room}
      title={words.say("frame.data")}
      eyebrow={words.say("frame.data")}
      heading={words.say("data.heading", { company: room.company })}
      human={isOver(room) ? undefined : { api, onRoom: human }}
      isData
    >
      {fetched === null && (
        <p role="status" className="loading">
          {words.say("data.fetching")}
        </p>
      )}
      {fetched !== null && "error" in fetched && (
        <>
          <p role="alert" className="problem">
            {fetched.error.status === 0
              ? words.say("data.offline")
              : words.refusal(fetched.error.code, fetched.error.message)}
          </p>
          <div className="actions">
            <button type="button" className="primary" onClick={() => void read()}>
              {words.say("frame.tryAgain")}
            </button>
          </div>
        </>
      )}
      {fetched !== null && "data" in fetched && (
        <Kept token={token} data={fetched.data} zone={zoneIn(token, fetched.data)} />
      )}
      {fetched !== null && "data" in fetched && isOver(room) && (
        <SelfReport api={api} company={room.company} asks={room.selfReport} />
      )}
      <Wishes company={room.company} onMade={add} />
      <div className="actions">
        <a className="button secondary" href="#interview">
          {words.say("data.back")}
        </a>
      </div>
    </Screen>
  );
}

/** The zone that is kept is the one to tell times by, as far as this browser knows it. */
function zoneIn(token: string, { zone }: CandidateData): string {
  return zone !== null && isZone(zone) ? zone : zoneOf(token, null);
}

/** What is kept, with what was asked for just now. */
function withOne(data: CandidateData, made: CandidateRequest): { data: CandidateData } {
  const others = data.requests.filter(({ id }) => id !== made.id);
  return { data: { ...data, requests: [...others, made] } };
}

function Kept({ token, data, zone }: { token: string; data: CandidateData; zone: string }) {
  const words = useWords();
  const at = (instant: string) => recorded(instant, zone, words.locale);
  const facts: [Key, string | null][] = [
    ["data.interview", data.posting],
    ["data.name", data.name],
    ["data.email", data.email],
    ["data.language", data.language && languageName(data.language, words.locale)],
    ["data.zone", data.zone],
    ["data.standing", words.say(`standing.${data.state}`)],
    ["data.invited", data.invitedAt && at(data.invitedAt)],
    ["data.time", data.scheduledAt && at(data.scheduledAt)],
    ["data.until", at(data.expiresAt)],
    [
      "data.consent",
      data.consent &&
        words.say("data.given", {
          time: at(data.consent.givenAt),
          version: data.consent.version,
        }),
    ],
  ];
  return (
    <>
      <dl className="record">
        {facts.map(
          ([term, value]) =>
            value !== null &&
            value !== "" && (
              <div key={term}>
                <dt>{words.say(term)}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      <h2>{words.say("data.answers")}</h2>
      {data.answers.length === 0 && <p>{words.say("data.none")}</p>}
      <ol className="transcript">
        {data.answers.map(({ number, question, answer, answeredAt, time }) => (
          <li key={number}>
            <h3 dir="auto">{question}</h3>
            <p className="said" dir="auto">
              {answer}
            </p>
            <p className="fine">{at(answeredAt)}</p>
            {time !== undefined && <p className="fine">{took(time, words)}</p>}
          </li>
        ))}
      </ol>
      {data.recordings.length > 0 && (
        <>
          <h2>{words.say("data.recordings")}</h2>
          <ul className="prose">
            {data.recordings.map(({ number, path, recordedAt }) => (
              <li key={path}>
                <a href={`/i/${token}${path}`} target="_blank" rel="noreferrer">
                  {words.say("data.recording", { number, time: at(recordedAt) })}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <WishList requests={data.requests} at={at} />
      <div className="actions">
        <Download name="interview.txt" type="text/plain" text={asText(data, zone, words)}>
          {words.say("data.asText")}
        </Download>
        <Download
          name="interview.json"
          type="application/json"
          text={JSON.stringify(data, null, 2)}
        >
          {words.say("data.asJson")}
        </Download>
      </div>
    </>
  );
}

interface DownloadProps {
  name: string;
  type: string;
  text: string;
  children: string;
}

function Download({ name, type, text, children }: DownloadProps) {
  const [address, setAddress] = useState("");
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [type, text]);
  return (
    <a className="button secondary" href={address} download={name}>
      {children}
    </a>
  );
}
