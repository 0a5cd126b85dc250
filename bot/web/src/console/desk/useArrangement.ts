import { useEffect, useMemo, useRef, useState, type FocusEvent, type RefObject } from "react";
import type { Dictionary } from "../../api/types";
import type { Facts } from "./case";

export type Arrangement = { known: string[]; missing: string[]; rest: string[] };

/** Facts by what they matter now: those known, those that may still change the result, and the rest. */
function arranged(dictionary: Dictionary, facts: Facts, missing: string[]): Arrangement {
  const ids = Object.keys(dictionary.facts);
  const open = missing.filter((id) => !(id in facts));
  return {
    known: ids.filter((id) => id in facts),
    missing: open,
    rest: ids.filter((id) => !(id in facts) && !open.includes(id)),
  };
}

/** The arrangement, which stays as it is while the focus is in the lists: no field moves away under the hand. */
export function useArrangement(
  dictionary: Dictionary,
  facts: Facts,
  missing: string[],
  lists: RefObject<HTMLElement>,
) {
  const fresh = useMemo(() => arranged(dictionary, facts, missing), [dictionary, facts, missing]);
  const latest = useRef(fresh);
  latest.current = fresh;
  const [shown, setShown] = useState(fresh);

  useEffect(() => {
    if (!lists.current?.contains(document.activeElement)) setShown(fresh);
  }, [fresh, lists]);

  const onBlur = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setShown(latest.current);
  };
  return { arrangement: shown, onBlur };
}
