// What the candidate asked for, and what became of it; and how to have something corrected or deleted.
import { useId, useState } from "react";
import type { CandidateRequest } from "./api";
import { Passages } from "./Passages";
import { Outcome } from "./RequestDialog";
import { RequestForm } from "./RequestForm";
import { useRequest } from "./useRequest";
import { useWords } from "./useWords";

interface WishListProps {
  requests: CandidateRequest[];
  /** An instant, as the page writes it. */
  at: (instant: string) => string;
}

export function WishList({ requests, at }: WishListProps) {
  const words = useWords();
  if (requests.length === 0) return null;
  return (
    <>
      <h2>{words.say("data.requests")}</h2>
      <ol className="transcript">
        {requests.map(({ id, kind, text, madeAt, passages, standing, reply, repliedAt }) => (
          <li key={id}>
            <h3>{words.say(`kind.${kind}`)}</h3>
            {text !== "" && (
              <p className="said" dir="auto">
                {text}
              </p>
            )}
            <p className="fine">{at(madeAt)}</p>
            <p className="became">
              {words.say(`became.${standing}`, { time: repliedAt === null ? "" : at(repliedAt) })}
            </p>
            {standing === "by_posting" && <Passages passages={passages} />}
            {reply !== null && (
              <blockquote className="quote said" dir="auto">
                {reply}
              </blockquote>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

interface WishProps {
  company: string;
  onMade: (made: CandidateRequest) => void;
}

export function Wishes(props: WishProps) {
  const words = useWords();
  const { company } = props;
  return (
    <>
      <h2>{words.say("data.change")}</h2>
      <p>{words.say("data.changeNote", { company })}</p>
      <Wish {...props} kind="correction" />
      <Wish {...props} kind="deletion" />
    </>
  );
}

function Wish({ kind, company, onMade }: WishProps & { kind: "correction" | "deletion" }) {
  const words = useWords();
  const [open, setOpen] = useState(false);
  const formId = useId();
  const title = words.say(`data.${kind}`);
  return (
    <section className="wish">
      <button
        type="button"
        className="quiet"
        aria-expanded={open}
        aria-controls={formId}
        onClick={() => setOpen(!open)}
      >
        {title}
      </button>
      <div id={formId}>{open && <WishForm kind={kind} company={company} onMade={onMade} />}</div>
    </section>
  );
}

function WishForm({ kind, company, onMade }: WishProps & { kind: "correction" | "deletion" }) {
  const words = useWords();
  const wordless = kind === "deletion";
  const request = useRequest({ kind, wordless, onMade });
  if (request.made !== null) {
    return (
      <Outcome>
        <p>{words.say("data.asked", { company })}</p>
      </Outcome>
    );
  }
  return (
    <>
      {wordless && <p>{words.say("data.deletionNote")}</p>}
      <RequestForm
        request={request}
        label={words.say(`data.${kind}Label`)}
        action={words.say("request.send")}
        wordless={wordless}
      />
    </>
  );
}
