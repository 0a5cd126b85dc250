import { useEffect, useRef } from "react";
import { useSession } from "./session";

/** Runs `task` now and then again `every` milliseconds after it has finished, as long as somebody is logged in. */
export function usePolling(task: () => Promise<void>, every: number, isWanted = true) {
  const { isOpen } = useSession();
  const isActive = isWanted && isOpen;
  const latest = useRef(task);
  latest.current = task;

  useEffect(() => {
    if (!isActive) return;
    let timer = 0;
    let isOver = false;
    const run = async () => {
      // What goes wrong once is tried again; the task itself says what the reader must know.
      await latest.current().catch(() => undefined);
      if (!isOver) timer = window.setTimeout(run, every);
    };
    void run();
    return () => {
      isOver = true;
      window.clearTimeout(timer);
    };
  }, [every, isActive]);
}
