// What the posting says about a question, word for word.
import type { Passage } from "./api";
import { useWords } from "./useWords";

export function Passages({ passages }: { passages: Passage[] }) {
  const words = useWords();
  return (
    <>
      <p>{words.say("ask.says")}</p>
      {passages.map(({ topic, text }) => (
        <blockquote key={text} className="quote" dir="auto">
          {topic !== undefined && <strong>{words.say(`topic.${topic}`)}: </strong>}
          {text}
        </blockquote>
      ))}
    </>
  );
}
