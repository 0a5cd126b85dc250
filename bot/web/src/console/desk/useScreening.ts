import { useEffect, useState } from "react";
import type { Screened } from "../types";
import type { Case } from "./case";
import { screen, type Scope } from "./rules";

const DEBOUNCE = 150;

export type Verdict = { screened: Screened | null; error: unknown; isWorking: boolean };

/** The screening of `known`, newest wins. After an error the last good one stays. */
export function useScreening(known: Case | null, scope: Scope, asOf: string): Verdict {
  const [verdict, setVerdict] = useState<Verdict>({ screened: null, error: null, isWorking: true });

  useEffect(() => {
    if (!known) {
      setVerdict({ screened: null, error: null, isWorking: false });
      return;
    }
    const newer = new AbortController();
    setVerdict((before) => ({ ...before, isWorking: true }));
    const timer = window.setTimeout(() => {
      screen(known, scope, asOf, newer.signal).then(
        (screened) => setVerdict({ screened, error: null, isWorking: false }),
        (error) => {
          if (!newer.signal.aborted) setVerdict((before) => ({ ...before, error, isWorking: false }));
        },
      );
    }, DEBOUNCE);
    return () => {
      window.clearTimeout(timer);
      newer.abort();
    };
  }, [known, scope, asOf]);

  return verdict;
}
