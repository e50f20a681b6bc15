// "Ask the company something": the posting answers with its own words where it has any, else a person by mail.
import { useContext } from "react";
import { Asking } from "./Asking";
import type { RoomState } from "./api";
import { Passages } from "./Passages";
import { Outcome, RequestDialog } from "./RequestDialog";
import { RequestForm, RequestStatus } from "./RequestForm";
import { useRequest } from "./useRequest";
import { useWords } from "./useWords";

export function AskDialog({ room: { company } }: { room: RoomState }) {
  const words = useWords();
  if (useContext(Asking) === null) return null;
  const title = words.say("ask.title", { company });
  return (
    <RequestDialog className="quiet" button={title} heading={title}>
      {(close) => <Ask company={company} onClose={close} />}
    </RequestDialog>
  );
}

function Ask({ company, onClose }: { company: string; onClose: () => void }) {
  const words = useWords();
  const request = useRequest({ kind: "question" });
  const { made, phase } = request;
  if (made === null) {
    return (
      <>
        <p>{words.say("ask.lead", { company })}</p>
        <RequestForm
          request={request}
          label={words.say("ask.label")}
          action={words.say("ask.send")}
          onBack={onClose}
        />
      </>
    );
  }
  const stated = made.standing === "by_posting";
  return (
    <>
      <Outcome key={made.standing}>
        {made.text !== "" && (
          <p className="asked" dir="auto">
            {made.text}
          </p>
        )}
        {stated && <Passages passages={made.passages} />}
        {made.standing === "waiting" && <p>{words.say("ask.passed", { company })}</p>}
        {made.reply !== null && (
          <p className="said" dir="auto">
            {made.reply}
          </p>
        )}
      </Outcome>
      <RequestStatus request={request} />
      <div className="actions">
        {stated && (
          <button
            type="button"
            className="secondary"
            disabled={phase === "sending"}
            onClick={request.passOn}
          >
            {words.say(phase === "sending" ? "question.sending" : "ask.person", { company })}
          </button>
        )}
        <button type="button" className="primary" onClick={onClose}>
          {words.say("request.close")}
        </button>
      </div>
    </>
  );
}
