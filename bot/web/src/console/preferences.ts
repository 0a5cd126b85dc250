import { createContext, useContext, useEffect, useMemo, useState } from "react";
import type { Language } from "../texts";

export type Scheme = "light" | "dark";
type Preferences = {
  language: Language;
  scheme: Scheme;
  setLanguage: (language: Language) => void;
  setScheme: (scheme: Scheme) => void;
};

const PreferencesContext = createContext<Preferences | null>(null);
export const PreferencesProvider = PreferencesContext.Provider;

export function usePreferences(): Preferences {
  const found = useContext(PreferencesContext);
  if (!found) throw new Error("no preferences");
  return found;
}

/** Language and colours, kept in this browser; the colours follow the system until chosen. */
export function useStoredPreferences(): Preferences {
  const system: Scheme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const [language, setLanguage] = useStored<Language>("wence-console-language", "zh", ["zh", "en"]);
  const [scheme, setScheme] = useStored<Scheme>("wence-console-scheme", system, ["light", "dark"]);

  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    document.documentElement.dataset.colorScheme = scheme;
  }, [language, scheme]);

  return useMemo(
    () => ({ language, scheme, setLanguage, setScheme }),
    [language, scheme, setLanguage, setScheme],
  );
}

function useStored<T extends string>(key: string, initial: T, allowed: T[]) {
  const [value, setValue] = useState<T>(() => {
    const stored = localStorage.getItem(key) as T | null;
    return stored && allowed.includes(stored) ? stored : initial;
  });
  const store = useMemo(
    () => (next: T) => {
      localStorage.setItem(key, next);
      setValue(next);
    },
    [key],
  );
  return [value, store] as const;
}
