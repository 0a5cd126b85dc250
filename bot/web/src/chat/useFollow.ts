import { useEffect, useRef, type RefObject } from "react";
import type { Chat } from "./chatState";

const GAP = 12;

/** Keeps in sight what is new: the end of what the person says, but the beginning of what is answered. */
export function useFollow(scroller: RefObject<HTMLElement>, chat: Chat) {
  const seen = useRef<{ count: number; waiting: number } | null>(null);
  const { messages, phase } = chat;
  const count = messages.length;
  const waiting = chat.outbox.length;
  const isAnswered = messages[count - 1]?.author !== "person";

  useEffect(() => {
    const box = scroller.current;
    if (!box || phase !== "ready") return;
    const before = seen.current;
    seen.current = { count, waiting };
    if (!before) {
      if (count) box.scrollTop = box.scrollHeight;
    } else if (count > before.count && isAnswered) {
      showBeginning(box);
    } else if (count > before.count || waiting > before.waiting) {
      box.scrollTo({ top: box.scrollHeight, behavior: behaviour() });
    }
  }, [scroller, phase, count, waiting, isAnswered]);
}

/** Scrolls to where the latest message begins. */
function showBeginning(box: HTMLElement) {
  const items = box.querySelectorAll<HTMLElement>(".message[tabindex]");
  const item = items[items.length - 1];
  if (!item) return;
  const top = item.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
  box.scrollTo({ top: top - GAP, behavior: behaviour() });
  // The button that was pressed is gone with its question: the keyboard goes on from the answer.
  if (document.activeElement === document.body) item.focus({ preventScroll: true });
}

function behaviour(): ScrollBehavior {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}
