import { useState } from "react";
import { ApiError } from "../../api/client";
import { read } from "../staff";
import type { Conversation, ConversationRow, StaffMessage } from "../types";
import { usePolling } from "../usePolling";

/** One conversation, looked at again every other second for what is new. */
export function useReplay(id: number) {
  const [row, setRow] = useState<ConversationRow | null>(null);
  const [messages, setMessages] = useState<StaffMessage[]>([]);
  const [error, setError] = useState<unknown>(null);
  const isGone = error instanceof ApiError && error.problem.status === 404;

  const add = (fresh: StaffMessage[]) =>
    setMessages((before) => {
      const known = new Set(before.map((one) => one.id));
      const added = fresh.filter((one) => !known.has(one.id));
      return added.length ? [...before, ...added].sort((one, other) => one.id - other.id) : before;
    });

  const look = async () => {
    const after = messages[messages.length - 1]?.id ?? 0;
    try {
      const { replay, ...found } = await read<Conversation>(`/conversations/${id}?after=${after}`);
      setRow(found);
      add(replay);
      setError(null);
    } catch (found) {
      setError(found);
    }
  };
  usePolling(look, 2000, !isGone);

  return { row, setRow, messages, add, error };
}
