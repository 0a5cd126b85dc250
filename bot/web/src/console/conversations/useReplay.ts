import { useRef, useState } from "react";
import { ApiError } from "../../api/client";
import { read } from "../staff";
import type { Conversation, ConversationRow, StaffMessage } from "../types";
import { usePolling } from "../usePolling";

const WHOLE_EVERY = 10_000;

export type Shown = Omit<Conversation, "replay">;

/**
 * One conversation, looked at again every other second for what is new and for what becomes of words that are on their
 * way, and now and then for votes and comments.
 */
export function useReplay(id: number) {
  const [row, setRow] = useState<Shown | null>(null);
  const [messages, setMessages] = useState<StaffMessage[]>([]);
  const [error, setError] = useState<unknown>(null);
  const isGone = error instanceof ApiError && error.problem.status === 404;

  const whole = useRef(Date.now());

  const add = (fresh: StaffMessage[]) =>
    setMessages((before) => {
      const known = new Map(before.map((one) => [one.id, one]));
      const news = fresh.filter((one) => !isSame(known.get(one.id), one));
      for (const one of news) known.set(one.id, one);
      return news.length ? [...known.values()].sort((one, other) => one.id - other.id) : before;
    });

  const look = async () => {
    const isWhole = Date.now() - whole.current >= WHOLE_EVERY;
    if (isWhole) whole.current = Date.now();
    // From the first message on, not from 0: that one has no vote, and opening a conversation is written down.
    const waiting = messages.findIndex((one) => one.delivery === "waiting");
    const last = waiting > 0 ? messages[waiting - 1] : messages[messages.length - 1];
    const after = (isWhole ? messages[0] : last)?.id ?? 0;
    try {
      const { replay, ...found } = await read<Conversation>(`/conversations/${id}?after=${after}`);
      if (row && row.downvotes !== found.downvotes && !isWhole) whole.current = 0;
      setRow(found);
      add(replay);
      setError(null);
    } catch (found) {
      setError(found);
    }
  };
  usePolling(look, 2000, !isGone);

  const change = (fresh: ConversationRow) => setRow((before) => before && { ...before, ...fresh });
  return { row, change, messages, add, error, isGone };
}

const isSame = (known: StaffMessage | undefined, one: StaffMessage) =>
  known !== undefined &&
  known.vote === one.vote &&
  known.comment === one.comment &&
  known.delivery === one.delivery &&
  known.delivery_note === one.delivery_note;
