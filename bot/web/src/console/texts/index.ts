import { createContext, useContext } from "react";
import type { Language } from "../../texts";
import { en } from "./en";
import { zh, type Words } from "./zh";

/** The words of the console. What the server says stays Chinese in either language. */

export const WORDS: Record<Language, Words> = { zh, en };

const WordsContext = createContext<Words>(zh);
export const WordsProvider = WordsContext.Provider;
export const useWords = () => useContext(WordsContext);

/** Calls channels as staff do. What a client of Rasa's interface calls itself stays as it is. */
export function useChannelName() {
  const { channels } = useWords();
  return (channel: string) => channels.get(channel) ?? channel;
}
