import { useEffect, useRef, useState, type RefObject } from "react";
import type { NextQuestion } from "../types";
import type { Case } from "./case";
import { focusControl } from "./focus";

/**
 * The question on show. The rules may want to ask something else after every fact, but a question that has been put
 * to a person stays until it is answered, skipped, or can change nothing any more, and it never goes away under the
 * hands of somebody typing. The focus goes along from one question to the next.
 */
export function useQuestion(next: NextQuestion | null, missing: string[], known: Case, block: RefObject<HTMLElement>) {
  const [shown, setShown] = useState<NextQuestion | null>(next);
  const [commits, setCommits] = useState(0);
  const isCommitted = useRef(false);
  const followsFocus = useRef(false);

  useEffect(() => {
    const { facts, declined } = known;
    if (shown && next?.id === shown.id) {
      const together = [...new Set([...shown.facts, ...next.facts])];
      if (together.length > shown.facts.length || next.most_left !== shown.most_left) setShown({ ...next, facts: together });
      return;
    }
    if (shown?.id === next?.id) return;
    const isBegun = shown?.facts.some((id) => id in facts);
    const isOpen = shown?.facts.some((id) => !(id in facts) && !declined.includes(id) && missing.includes(id));
    if (isBegun && isOpen) return;
    const focused = document.activeElement;
    const isInside = Boolean(focused && block.current?.contains(focused));
    const isWriting = isInside && focused instanceof HTMLInputElement && focused.type === "text";
    if (isWriting && !isCommitted.current) return;
    isCommitted.current = false;
    followsFocus.current = isInside;
    setShown(next);
  }, [next, missing, known, shown, commits, block]);

  useEffect(() => {
    if (!followsFocus.current) return;
    followsFocus.current = false;
    if (!focusControl(block.current?.querySelector("[data-fact]"))) block.current?.focus();
  }, [shown?.id, block]);

  return {
    question: shown,
    /** What is being typed has changed: it is no answer yet. */
    reopen: () => {
      isCommitted.current = false;
    },
    /** What was typed is the answer. */
    commit: () => {
      isCommitted.current = true;
      setCommits((count) => count + 1);
    },
  };
}
