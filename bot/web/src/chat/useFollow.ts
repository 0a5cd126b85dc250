import { useEffect, useRef, type RefObject } from "react";
import type { Chat } from "./chatState";

const GAP = 12;

/** Keeps in sight what is new: the end of what the person says, but the beginning of what is answered. */
export function useFollow(scroller: RefObject<HTMLElement>, chat: Chat) {
  const seen = useRef<{ count: number; waiting: number } | null>(null);
  const { messages, phase } = chat;
  const waiting = chat.outbox.length;

  useEffect(() => {
    const box = scroller.current;
    if (!box || phase !== "ready") return;
    const count = messages.length;
    const before = seen.current;
    seen.current = { count, waiting };
    if (!before) {
      if (count) box.scrollTop = box.scrollHeight;
    } else if (!count && before.count) {
      box.scrollTop = 0;
    } else if (count > before.count && messages[count - 1]!.author !== "person") {
      // The messages of one reply come one by one: the first of them stays where it begins.
      const isOneReply = before.waiting > 0 || waiting > 0;
      const authors = messages.map((one) => one.author);
      const from = isOneReply ? authors.lastIndexOf("person") + 1 : before.count;
      const first = authors.findIndex((author, place) => place >= from && author !== "person");
      showBeginning(box, first);
    } else if (count > before.count || waiting > before.waiting) {
      box.scrollTo({ top: box.scrollHeight, behavior: behaviour() });
    }
  }, [scroller, phase, messages, waiting]);
}

/** Scrolls to where the message at `place` begins. */
function showBeginning(box: HTMLElement, place: number) {
  const item = box.querySelectorAll<HTMLElement>(".message[tabindex]")[place];
  if (!item) return;
  const top = item.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
  box.scrollTo({ top: top - GAP, behavior: behaviour() });
  // The button that was pressed is gone with its question: the keyboard goes on from the answer.
  if (document.activeElement === document.body) item.focus({ preventScroll: true });
}

function behaviour(): ScrollBehavior {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}
