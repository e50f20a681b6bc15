// "I need this another way": a person is told what the candidate needs, and the clock stands still until they answer.
import { useContext } from "react";
import { Asking } from "./Asking";
import type { RoomState } from "./api";
import { Outcome, RequestDialog } from "./RequestDialog";
import { RequestForm } from "./RequestForm";
import { useRequest } from "./useRequest";
import { useWords } from "./useWords";

interface NeedDialogProps {
  room: RoomState;
  /** Of the button; what the dialog is called unless given. */
  button?: string;
  className?: string;
}

export function NeedDialog({ room, button, className = "quiet" }: NeedDialogProps) {
  const words = useWords();
  const asking = useContext(Asking);
  if (asking === null) return null;
  const title = words.say("need.title");
  return (
    <RequestDialog className={className} button={button ?? title} heading={title}>
      {(close) => (
        <Need
          company={room.company}
          limited={room.limit !== undefined}
          onMade={asking.onClockStopped}
          onClose={close}
        />
      )}
    </RequestDialog>
  );
}

interface NeedProps {
  company: string;
  /** Whether there is a limit for answers, which is then none. */
  limited: boolean;
  onMade: () => void;
  onClose: () => void;
}

function Need({ company, limited, onMade, onClose }: NeedProps) {
  const words = useWords();
  const request = useRequest({ kind: "accommodation", onMade });
  if (request.made === null) {
    return (
      <>
        <p>{words.say("need.lead", { company })}</p>
        <p>{words.say("need.clock")}</p>
        {limited && <p>{words.say("need.limit")}</p>}
        <RequestForm
          request={request}
          label={words.say("need.label")}
          action={words.say("need.send")}
          onBack={onClose}
        />
      </>
    );
  }
  return (
    <>
      <Outcome>
        <p>{words.say("need.passed", { company })}</p>
        <p>{words.say("need.stands")}</p>
        <p>{words.say("need.goOn")}</p>
      </Outcome>
      <div className="actions">
        <button type="button" className="primary" onClick={onClose}>
          {words.say("request.close")}
        </button>
      </div>
    </>
  );
}
