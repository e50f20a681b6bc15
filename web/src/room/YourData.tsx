// What is kept of the candidate: to read, to take along, and how to have it corrected or deleted.
import { useCallback, useEffect, useState } from "react";
import { recorded } from "../shared/time";
import { type CandidateData, type RoomError, roomError } from "./api";
import { zoneOf } from "./draft";
import { isOver, type StepProps } from "./Room";
import { asText, STANDINGS } from "./record";
import { Screen } from "./Screen";

type Fetched = { data: CandidateData } | { error: RoomError } | null;

type YourDataProps = Pick<StepProps, "token" | "room" | "api" | "onRoom">;

export function YourData({ token, room, api, onRoom }: YourDataProps) {
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

  const human: StepProps["onRoom"] = (next, notice) => {
    location.hash = "";
    onRoom(next, notice);
  };
  return (
    <Screen
      room={room}
      title="Your data"
      eyebrow="Your data"
      heading={`What ${room.company} keeps of you here`}
      human={isOver(room) ? undefined : { api, onRoom: human }}
      isData
    >
      {fetched === null && (
        <p role="status" className="loading">
          Fetching your data…
        </p>
      )}
      {fetched !== null && "error" in fetched && (
        <>
          <p role="alert" className="problem">
            {fetched.error.status === 0
              ? "Your data could not be fetched: you seem to be offline."
              : fetched.error.message}
          </p>
          <div className="actions">
            <button type="button" className="primary" onClick={() => void read()}>
              Try again
            </button>
          </div>
        </>
      )}
      {fetched !== null && "data" in fetched && <Kept data={fetched.data} zone={zoneOf(token)} />}
      <h2>Correct or delete</h2>
      <p>
        To have something corrected or deleted, or to ask for anything else that is kept with your
        application, reply to the mail your invitation came with. It reaches people at{" "}
        {room.company}. Asking does not count against you.
      </p>
      <div className="actions">
        <a className="button secondary" href="#interview">
          Back to the interview
        </a>
      </div>
    </Screen>
  );
}

function Kept({ data, zone }: { data: CandidateData; zone: string }) {
  const at = (instant: string) => recorded(instant, zone);
  const facts: [string, string | null][] = [
    ["Interview", data.posting],
    ["Name", data.name],
    ["Mail address", data.email],
    ["Where it stands", STANDINGS[data.state]],
    ["Invited", data.invitedAt && at(data.invitedAt)],
    ["Your time", data.scheduledAt && at(data.scheduledAt)],
    ["Link works until", at(data.expiresAt)],
    [
      "Consent",
      data.consent && `Given ${at(data.consent.givenAt)}, wording ${data.consent.version}`,
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
                <dt>{term}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      <h2>Your answers</h2>
      {data.answers.length === 0 && <p>You have not answered anything yet.</p>}
      <ol className="transcript">
        {data.answers.map(({ number, question, answer, answeredAt }) => (
          <li key={number}>
            <h3>{question}</h3>
            <p className="said">{answer}</p>
            <p className="fine">{at(answeredAt)}</p>
          </li>
        ))}
      </ol>
      <div className="actions">
        <Download name="interview.txt" type="text/plain" text={asText(data, zone)}>
          Download as text
        </Download>
        <Download
          name="interview.json"
          type="application/json"
          text={JSON.stringify(data, null, 2)}
        >
          Download as JSON
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
