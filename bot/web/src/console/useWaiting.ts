import { useState } from "react";
import { query, read } from "./staff";
import type { ConversationRow, Page } from "./types";
import { usePolling } from "./usePolling";

/** How many conversations wait for an agent. */
export function useWaiting(): number {
  const [count, setCount] = useState(0);
  usePolling(async () => {
    const page = await read<Page<ConversationRow>>(`/conversations?${query({ filter: "waiting", limit: 99 })}`);
    setCount(page.rows.length);
  }, 4000);
  return count;
}
