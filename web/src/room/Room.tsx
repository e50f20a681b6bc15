// Shows the step the interview is at, in the candidate's language. What step that is, the server says; ours is what
// the server need not know: what was read before consent, and whether the practice question is behind them.
import { useCallback, useEffect, useMemo, useState } from "react";
import { Asking } from "./Asking";
import { type RoomApi, RoomError, type RoomState, roomError } from "./api";
import { Disclosure } from "./Disclosure";
import {
  dropDrafts,
  hasPractised,
  languageChosen,
  saveLanguage,
  savePractised,
  zoneOf,
} from "./draft";
import { Closed, Declined, Expired, ThankYou } from "./Ended";
import { ChooseLanguage } from "./Languages";
import { Loading, Waiting } from "./Loading";
import { Paused } from "./Paused";
import { Practice } from "./Practice";
import { QuestionStep } from "./QuestionStep";
import { Schedule } from "./Schedule";
import { DATA_HASH } from "./Screen";
import { Trouble } from "./Trouble";
import { Shown } from "./useShown";
import { WordsProvider } from "./useWords";
import { Welcome } from "./Welcome";
import {
  browserLanguage,
  ENGLISH,
  LANGUAGES,
  type Language,
  languageOf,
  type Notice,
  type Words,
  wordsOf,
} from "./words";
import { YourData } from "./YourData";

type Visit =
  | { at: "loading" }
  | { at: "trouble"; error: RoomError; failures: number }
  /** `notice` is said once, above the question that follows. */
  | { at: "room"; room: RoomState; notice: Notice | null };

/** Whether nothing is left to do in it. */
export function isOver(room: RoomState): boolean {
  return room.state !== "invited" && room.state !== "in_progress" && room.state !== "paused";
}

/** Whether it is done with for good; who was stopped, or was too late, may be let in again. */
function isDone({ state }: RoomState): boolean {
  return state === "completed" || state === "declined";
}

/** For someone who closed the page in the middle and is back. */
function welcomeBack(room: RoomState): Notice | null {
  if (isOver(room) || room.state === "paused" || !room.consented) return null;
  const name = room.firstName.trim();
  return name === ""
    ? { words: "welcome.back" }
    : { words: "welcome.backNamed", values: { name: room.firstName } };
}

/** What they chose here or elsewhere, else what their browser speaks, else what the questions are worded in. */
function languageFor(token: string, room: RoomState): Language {
  return (
    languageChosen(token) ??
    languageOf(room.language) ??
    browserLanguage() ??
    languageOf(room.planLanguage) ??
    "en"
  );
}

/** Lets the server know, for the mails to come and for what they agree to. */
async function speak(api: RoomApi, language: Language, zone: string | null): Promise<RoomState> {
  try {
    return await api.speak(language, zone);
  } catch (error) {
    // A zone that only this browser knows.
    if (error instanceof RoomError && error.code === "UNKNOWN_ZONE") {
      return api.speak(language, null);
    }
    throw error;
  }
}

/** The room in the language of the page: the server is told where it does not know it yet. */
async function spokenIn(
  api: RoomApi,
  token: string,
  room: RoomState,
  language: Language,
): Promise<RoomState> {
  if (room.language === language && room.zone !== null) return room;
  try {
    return await speak(api, language, room.zone ?? zoneOf(token, null));
  } catch {
    // It is told when the page is opened next; until then the room is as good as it was.
    return room;
  }
}

/**
 * What the candidate sees once they have chosen a language: only what depends on it is taken from what the server
 * said, for the rest may have gone on meanwhile.
 */
function reworded(shown: RoomState, said: RoomState): RoomState {
  const { language, zone, disclosure, planLanguage } = said;
  const question = said.question?.id === shown.question?.id ? said.question : shown.question;
  return { ...shown, language, zone, disclosure, planLanguage, question };
}

interface RoomProps {
  token: string;
  api: RoomApi;
  /** What to begin in, until it is known what the candidate chose. */
  first?: Words;
}

export function Room({ token, api, first = ENGLISH }: RoomProps) {
  const [visit, setVisit] = useState<Visit>({ at: "loading" });
  const [words, setWords] = useState(first);
  useEffect(() => {
    document.documentElement.lang = words.language;
    document.documentElement.dir = LANGUAGES[words.language].dir;
  }, [words]);

  const go = useCallback(
    (room: RoomState, notice: Notice | null) => {
      if (isDone(room)) dropDrafts(token);
      setVisit({ at: "room", room, notice });
    },
    [token],
  );
  const load = useCallback(
    async (notice: Notice | null) => {
      try {
        const found = await api.read();
        const language = languageFor(token, found);
        const [room, spoken] = await Promise.all([
          spokenIn(api, token, found, language),
          // Without them, better in another language than not at all.
          wordsOf(language).catch(() => null),
        ]);
        if (spoken !== null) setWords(spoken);
        go(room, room.state === "paused" ? null : (notice ?? welcomeBack(room)));
      } catch (error) {
        setVisit((visit) => {
          const before = visit.at === "trouble" ? visit.failures : 0;
          return { at: "trouble", error: roomError(error), failures: before + 1 };
        });
      }
    },
    [api, token, go],
  );
  const open = useCallback(() => void load(null), [load]);
  useEffect(open, [open]);
  const isData = useHash() === DATA_HASH;

  const isThere = visit.at === "room";
  const kept = isThere ? visit.room.zone : null;
  const choose = useCallback(
    async (language: Language) => {
      setWords(await wordsOf(language));
      saveLanguage(token, language);
      try {
        // Until it is known which zone they chose elsewhere, none is told.
        const said = await speak(api, language, isThere ? zoneOf(token, kept) : null);
        setVisit((visit) =>
          visit.at === "room" ? { ...visit, room: reworded(visit.room, said) } : visit,
        );
      } catch {
        // It is kept here, and told when the page is opened next.
      }
    },
    [api, token, isThere, kept],
  );

  const asking = useMemo(() => {
    async function onClockStopped() {
      // Where the server cannot be asked, the page is told when it is opened next.
      const said = await api.read().catch(() => null);
      if (said === null) return;
      const { expiresAt, limit } = said;
      setVisit((visit) =>
        visit.at === "room" ? { ...visit, room: { ...visit.room, expiresAt, limit } } : visit,
      );
    }
    return { token, api, onClockStopped };
  }, [api, token]);

  return (
    <WordsProvider value={words}>
      <ChooseLanguage value={choose}>
        <Asking value={asking}>
          {/* Stays while steps come and go: only such a region is read out reliably. */}
          <p role="status" className="visually-hidden">
            {visit.at === "room" && visit.notice !== null && words.tell(visit.notice)}
          </p>
          {visit.at === "loading" && <Loading />}
          {visit.at === "trouble" && <Trouble {...visit} onRetry={open} />}
          {visit.at === "room" && isData && (
            <YourData token={token} room={visit.room} api={api} onRoom={go} />
          )}
          {/* Stays, out of sight, beside one's data: it holds what is being said and written. */}
          {visit.at === "room" && !(isData && isOver(visit.room)) && (
            <div hidden={isData}>
              <Shown value={!isData}>
                <Step {...visit} token={token} api={api} onRoom={go} onReload={load} />
              </Shown>
            </div>
          )}
        </Asking>
      </ChooseLanguage>
    </WordsProvider>
  );
}

/** What stands behind the page's address, also when the browser goes back. */
function useHash(): string {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const follow = () => setHash(location.hash);
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, []);
  return hash;
}

/** What every open step is given. */
export interface StepProps {
  token: string;
  room: RoomState;
  notice: Notice | null;
  api: RoomApi;
  /** The server's latest word, and what to say about it. */
  onRoom: (room: RoomState, notice: Notice | null) => void;
  /** Asks the server where things stand. */
  onReload: (notice: Notice | null) => Promise<void>;
}

function Step(props: StepProps) {
  const { room, token } = props;
  const [before, setBefore] = useState<"welcome" | "schedule" | "disclosure">("welcome");
  const [practised, setPractised] = useState(() => hasPractised(token));
  switch (room.state) {
    case "completed":
      return <ThankYou room={room} api={props.api} />;
    case "declined":
      return <Declined room={room} />;
    case "expired":
      return <Expired token={token} room={room} />;
    case "closed":
      return <Closed room={room} />;
    case "paused":
      return <Paused {...props} />;
    case "invited":
    case "in_progress":
      if (room.consented) {
        if (room.question === null) return <Waiting {...props} />;
        if (room.answered === 0 && !practised) {
          const begin = () => {
            savePractised(token);
            setPractised(true);
          };
          return <Practice {...props} onDone={begin} />;
        }
        return <QuestionStep key={room.question.id} {...props} question={room.question} />;
      }
      if (before === "disclosure") return <Disclosure {...props} />;
      if (before === "schedule") {
        return <Schedule {...props} onBack={() => setBefore("welcome")} />;
      }
      return (
        <Welcome
          {...props}
          onStart={() => setBefore("disclosure")}
          onSchedule={() => setBefore("schedule")}
        />
      );
  }
}
