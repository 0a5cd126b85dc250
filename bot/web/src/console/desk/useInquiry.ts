import { useCallback, useEffect, useState } from "react";
import { today } from "../today";
import { type Case, NOTHING_KNOWN } from "./case";
import { forgetInquiry, keepInquiry, keptInquiry } from "./keptInquiry";
import type { Source } from "./ReplyPane";
import type { Scope } from "./rules";
import type { Picked } from "./usePicked";

const UNDO_FOR = 10_000;

/** All that is entered for one caller. other: the case of "what if"; wanted: the name of the fact looked for. */
export type Inquiry = {
  search: string;
  picked: Picked | null;
  scope: Scope;
  asOf: string;
  now: Case;
  other: Case | null;
  source: Source;
  wanted: string;
};

const blank = (): Inquiry => ({
  search: "",
  picked: null,
  scope: "",
  asOf: today(),
  now: NOTHING_KNOWN,
  other: null,
  source: "now",
  wanted: "",
});

const isBlank = (inquiry: Inquiry) => JSON.stringify(inquiry) === JSON.stringify(blank());

/**
 * What `staff` enters at the desk, also after the page was loaded anew; once cleared it can be had back for some
 * seconds, until something new is entered.
 */
export function useInquiry(staff: number) {
  const [inquiry, setInquiry] = useState<Inquiry>(() => ({ ...blank(), ...keptInquiry(staff) }));
  const [before, setBefore] = useState<Inquiry | null>(null);

  useEffect(() => {
    if (isBlank(inquiry)) forgetInquiry();
    else keepInquiry(staff, inquiry);
  }, [staff, inquiry]);

  useEffect(() => {
    if (!before) return;
    const timer = window.setTimeout(() => setBefore(null), UNDO_FOR);
    return () => window.clearTimeout(timer);
  }, [before]);

  const set = useCallback((change: Partial<Inquiry>) => setInquiry((known) => ({ ...known, ...change })), []);
  const changeCase = useCallback((change: (known: Case) => Case) => {
    setBefore(null);
    setInquiry((known) =>
      known.other
        ? { ...known, other: change(known.other), source: "if" }
        : { ...known, now: change(known.now), source: "now" },
    );
  }, []);
  const compare = () =>
    set(inquiry.other ? { other: null, source: "now" } : { other: inquiry.now, source: "if" });
  const reset = () => {
    // Cleared once more there is nothing new to be had back.
    if (!isBlank(inquiry)) setBefore(inquiry);
    setInquiry(blank());
  };
  const undo = () => {
    if (before) setInquiry(before);
    setBefore(null);
  };

  return { inquiry, set, changeCase, compare, reset, undo: before && undo };
}
