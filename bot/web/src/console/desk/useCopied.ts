import { useCallback, useEffect, useState } from "react";
import { copy } from "./copy";

const SHOWN_FOR = 2500;

/** Copies, and says for a moment how that went. */
export function useCopied() {
  const [copied, setCopied] = useState<{ how: "yes" | "failed" } | null>(null);

  useEffect(() => {
    if (!copied) return;
    const timer = window.setTimeout(() => setCopied(null), SHOWN_FOR);
    return () => window.clearTimeout(timer);
  }, [copied]);

  const run = useCallback(async (text: string) => {
    if (text) setCopied({ how: (await copy(text)) ? "yes" : "failed" });
  }, []);
  return { copied: copied?.how ?? null, run };
}
