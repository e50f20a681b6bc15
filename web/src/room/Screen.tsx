// The frame around every step: whose page this is, the step's heading (which takes the focus, so that a
// screen reader begins there), the languages, the ways to a person, and the way to one's own data.
import { type ReactNode, useEffect, useRef } from "react";
import { AskDialog } from "./AskDialog";
import type { RoomState } from "./api";
import { HumanDialog } from "./HumanDialog";
import { Languages } from "./Languages";
import { NeedDialog } from "./NeedDialog";
import type { StepProps } from "./Room";
import { useShown } from "./useShown";
import { useWords } from "./useWords";
import { languageName } from "./words";

/** Where the page shows what is kept, instead of the step. */
export const DATA_HASH = "#your-data";

interface ScreenProps {
  /** Whose interview it is; null while that is not known. */
  room: RoomState | null;
  /** For the browser's tab. */
  title: string;
  eyebrow?: ReactNode;
  heading: ReactNode;
  /** Given on the steps where a person can still be asked for. */
  human?: Pick<StepProps, "api" | "onRoom">;
  /** True on the page that shows the data itself. */
  isData?: boolean;
  children: ReactNode;
}

export function Screen({ room, title, eyebrow, heading, human, isData, children }: ScreenProps) {
  const words = useWords();
  const shown = useShown();
  const headingRef = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!shown) return;
    headingRef.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [shown]);
  useEffect(() => {
    if (!shown) return;
    const interview =
      room === null ? "" : ` · ${words.say("frame.interview", { company: room.company })}`;
    document.title = `${title}${interview}`;
  }, [shown, title, room, words]);

  return (
    <div className="page">
      <header className="masthead">
        {room !== null && (
          <>
            <span className="company">{room.company}</span>
            <span className="ai-badge">
              {room.interviewer} <span aria-hidden="true">·</span> {words.say("frame.ai")}
            </span>
          </>
        )}
        <Languages />
      </header>
      <main className="sheet">
        {eyebrow !== undefined && <div className="eyebrow">{eyebrow}</div>}
        <h1 ref={headingRef} tabIndex={-1}>
          {heading}
        </h1>
        {children}
      </main>
      {room !== null && (
        <footer className="footer">
          {human !== undefined && <HumanDialog room={room} api={human.api} onRoom={human.onRoom} />}
          <AskDialog room={room} />
          {human !== undefined && <NeedDialog room={room} />}
          {isData !== true && (
            <a className="quiet" href={DATA_HASH}>
              {words.say("frame.data")}
            </a>
          )}
        </footer>
      )}
    </div>
  );
}

/** Says that the questions are in another language than the page, where they are. */
export function PlanLanguage({ room }: { room: RoomState }) {
  const words = useWords();
  if (room.planLanguage === words.language) return null;
  const language = languageName(room.planLanguage, words.locale);
  return <p>{words.say("frame.planLanguage", { language })}</p>;
}
