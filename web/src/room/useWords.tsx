// The words of the language that the page is in, for every part of it.
import { createContext, Fragment, type ReactNode, useContext } from "react";
import { ENGLISH, type Key, type Words } from "./words";

const Current = createContext<Words>(ENGLISH);

export const WordsProvider = Current.Provider;

export function useWords(): Words {
  return useContext(Current);
}

interface SaidProps {
  words: Key;
  values: Record<string, ReactNode>;
}

/** An entry whose values are more than text. */
export function Said({ words, values }: SaidProps) {
  return useWords()
    .pieces(words)
    .map((piece, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one entry never change places.
      <Fragment key={index}>{typeof piece === "string" ? piece : values[piece.value]}</Fragment>
    ));
}
