import { useEffect, useState } from "react";
import type { Hit } from "../types";
import { search } from "./rules";

const DEBOUNCE = 40;

export type Found = { words: string; asOf: string; hits: Hit[]; error: boolean };
const NOTHING: Found = { words: "", asOf: "", hits: [], error: false };

/** The clauses for `words`, as they are typed, on the day `asOf`; only the newest answer counts. */
export function useSearch(words: string, asOf: string): Found {
  const [found, setFound] = useState(NOTHING);

  useEffect(() => {
    if (!words) {
      setFound(NOTHING);
      return;
    }
    const newer = new AbortController();
    const timer = window.setTimeout(() => {
      search(words, asOf, newer.signal).then(
        (hits) => setFound({ words, asOf, hits, error: false }),
        () => {
          if (!newer.signal.aborted) setFound({ words, asOf, hits: [], error: true });
        },
      );
    }, DEBOUNCE);
    return () => {
      window.clearTimeout(timer);
      newer.abort();
    };
  }, [words, asOf]);

  return found;
}
