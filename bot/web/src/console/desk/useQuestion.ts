import { useEffect, useRef, useState, type RefObject } from "react";
import type { NextQuestion } from "../types";
import { focusControl } from "./focus";

/**
 * The question on show. It changes when the rules ask another one, but never under the hands of somebody typing
 * an answer, and it keeps the facts it came with until then. The focus goes along from one question to the next.
 */
export function useQuestion(next: NextQuestion | null, block: RefObject<HTMLElement>) {
  const [shown, setShown] = useState<NextQuestion | null>(next);
  const [committed, setCommitted] = useState(0);
  const isCommitted = useRef(false);
  const followsFocus = useRef(false);

  useEffect(() => {
    const focused = document.activeElement;
    const isInside = Boolean(focused && block.current?.contains(focused));
    const isWriting = isInside && focused instanceof HTMLInputElement && focused.type === "text";
    if (shown && next?.id === shown.id) {
      const facts = [...new Set([...shown.facts, ...next.facts])];
      if (facts.length > shown.facts.length || next.most_left !== shown.most_left) setShown({ ...next, facts });
      return;
    }
    if (isWriting && !isCommitted.current) return;
    if (shown?.id === next?.id) return;
    isCommitted.current = false;
    followsFocus.current = isInside;
    setShown(next);
  }, [next, shown, committed, block]);

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
      setCommitted((count) => count + 1);
    },
  };
}
