import { useEffect, useState } from "react";
import { readAbout } from "../api/chat";
import type { About } from "../api/types";

/** What the page introduces itself with; asked for again whenever `attempt` changes until it is there. */
export function useAbout(attempt: unknown): About | null {
  const [about, setAbout] = useState<About | null>(null);
  const isMissing = about === null;
  useEffect(() => {
    if (isMissing) readAbout().then(setAbout, () => undefined);
  }, [attempt, isMissing]);
  return about;
}
