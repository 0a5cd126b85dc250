import { createContext, useContext } from "react";

/** Tells the person in a sentence what came of something they did. */
export type Notify = (sentence: string) => void;

const NotifyContext = createContext<Notify>(() => undefined);
export const NotifyProvider = NotifyContext.Provider;
export const useNotify = () => useContext(NotifyContext);
