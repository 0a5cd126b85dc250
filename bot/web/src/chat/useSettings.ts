import { useEffect, useState } from "react";
import { useMedia } from "../document/useMedia";
import type { Language } from "../texts";

type Kept = { language: Language; elder: boolean; dark: boolean | null };

const KEY = "wence-settings";

/** How the page looks, kept in this browser. `dark` follows the system until it is chosen. */
export function useSettings() {
  const [kept, setKept] = useState(read);
  const prefersDark = useMedia("(prefers-color-scheme: dark)");
  const dark = kept.dark ?? prefersDark;

  useEffect(() => {
    const root = document.documentElement;
    root.lang = kept.language === "en" ? "en" : "zh-CN";
    root.dataset.colorScheme = dark ? "dark" : "light";
    root.toggleAttribute("data-elder", kept.elder);
  }, [kept, dark]);

  const set = (change: Partial<Kept>) => {
    const next = { ...kept, ...change };
    setKept(next);
    try {
      localStorage.setItem(KEY, JSON.stringify(next));
    } catch {
      // A browser that keeps nothing still shows the page as chosen.
    }
  };
  return { language: kept.language, elder: kept.elder, dark, set };
}

function read(): Kept {
  const defaults: Kept = { language: "zh", elder: false, dark: null };
  try {
    return { ...defaults, ...(JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Kept>) };
  } catch {
    return defaults;
  }
}
