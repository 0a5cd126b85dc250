import { createContext, useContext } from "react";
import { en } from "./en";
import { zh, type Texts } from "./zh";

/** The words of the interface. What the bot answers is Chinese in either language. */
export type Language = "zh" | "en";

export const TEXTS: Record<Language, Texts> = { zh, en };

const TextsContext = createContext<Texts>(zh);
export const TextsProvider = TextsContext.Provider;
export const useTexts = () => useContext(TextsContext);

const LanguageContext = createContext<Language>("zh");
export const LanguageProvider = LanguageContext.Provider;
export const useLanguage = () => useContext(LanguageContext);
