import { useEffect, useState } from "react";
import type { Hit } from "../types";
import { search } from "./rules";

const DEBOUNCE = 40;

export type Found = { words: string; hits: Hit[]; error: boolean };
const NOTHING: Found = { words: "", hits: [], error: false };

/** The clauses for `words`, as they are typed; only the newest answer counts. */
export function useSearch(words: string): Found {
  const [found, setFound] = useState(NOTHING);

  useEffect(() => {
    if (!words) {
      setFound(NOTHING);
      return;
    }
    const newer = new AbortController();
    const timer = window.setTimeout(() => {
      search(words, newer.signal).then(
        (hits) => setFound({ words, hits, error: false }),
        () => {
          if (!newer.signal.aborted) setFound({ words, hits: [], error: true });
        },
      );
    }, DEBOUNCE);
    return () => {
      window.clearTimeout(timer);
      newer.abort();
    };
  }, [words]);

  return found;
}
