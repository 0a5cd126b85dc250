import { useCallback, useEffect, useReducer, useRef } from "react";
import { changeFacts, clearChat, newName, readChat, sendText, vote } from "../api/chat";
import type { Vote } from "../api/types";
import { EMPTY, changed, lastId, type Outgoing } from "./chatState";

const POLL_MS = 2000;
// An agent may take over unasked.
const IDLE_POLL_MS = 8000;

/** The conversation: what was said, what is on its way, and what can be done. */
export function useChat() {
  const [chat, change] = useReducer(changed, EMPTY);
  const current = useRef(chat);
  current.current = chat;
  const keys = useRef(0);
  const isSending = useRef(false);
  // Texts whose sending has ended, which an effect still to be run may not have seen.
  const ended = useRef(new Set<number>());

  const refresh = useCallback(async () => {
    try {
      change({ type: "viewed", view: await readChat(lastId(current.current)) });
    } catch {
      change({ type: "unreachable" });
    }
  }, []);

  useEffect(() => {
    if (chat.phase === "loading") void refresh();
  }, [chat.phase, refresh]);

  // One text at a time, in the order written.
  const next = chat.outbox[0];
  useEffect(() => {
    if (!next || next.failed || ended.current.has(next.key) || isSending.current || chat.phase !== "ready") return;
    isSending.current = true;
    const { key } = next;
    deliver(next)
      .then(
        () => change({ type: "done", key }),
        (error: unknown) => change({ type: "failed", key, error }),
      )
      .finally(() => {
        ended.current.add(key);
        isSending.current = false;
      });
  }, [next, chat.phase]);

  async function deliver({ key, name, text }: Outgoing) {
    const view = await sendText(text, name, (message) => change({ type: "received", message, key }));
    change({ type: "viewed", view });
  }

  const hasBegun = chat.messages.length > 0;
  useEffect(() => {
    if (!hasBegun) return;
    const timer = setInterval(
      () => {
        if (!document.hidden && !isSending.current) void refresh();
      },
      chat.state === "bot" ? IDLE_POLL_MS : POLL_MS,
    );
    return () => clearInterval(timer);
  }, [chat.state, hasBegun, refresh]);

  const send = useCallback((text: string) => {
    keys.current += 1;
    change({ type: "queued", key: keys.current, name: newName(), text });
  }, []);
  const retry = useCallback(() => {
    for (const one of current.current.outbox) if (one.failed) ended.current.delete(one.key);
    change({ type: "retried" });
  }, []);
  const take = useCallback((key: number) => change({ type: "done", key }), []);

  useEffect(() => {
    addEventListener("online", retry);
    return () => removeEventListener("online", retry);
  }, [retry]);

  const correct = useCallback(async (facts: Record<string, unknown>) => {
    change({ type: "viewed", view: await changeFacts(facts) });
  }, []);
  const clear = useCallback(async () => {
    await clearChat();
    change({ type: "cleared" });
  }, []);
  const judge = useCallback(async (id: number, choice: Vote, comment?: string) => {
    await vote(id, comment ? { vote: choice, comment } : { vote: choice });
    change({ type: "voted", id, vote: choice });
  }, []);

  return { chat, send, retry, take, correct, clear, judge };
}
