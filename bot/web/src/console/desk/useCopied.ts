import { useEffect, useState } from "react";
import { copy } from "./copy";

const SHOWN_FOR = 2500;

/** Copies `text`, once it is no longer late, and says for a moment how that went. */
export function useCopied(text: string, isLate: boolean) {
  const [isDue, setDue] = useState(false);
  const [copied, setCopied] = useState<{ how: "yes" | "failed" } | null>(null);

  useEffect(() => {
    if (!isDue || isLate) return;
    setDue(false);
    if (text) void copy(text).then((isCopied) => setCopied({ how: isCopied ? "yes" : "failed" }));
  }, [isDue, isLate, text]);

  useEffect(() => {
    if (!copied) return;
    const timer = window.setTimeout(() => setCopied(null), SHOWN_FOR);
    return () => window.clearTimeout(timer);
  }, [copied]);

  const forget = () => {
    setDue(false);
    setCopied(null);
  };
  return { copied: copied?.how ?? null, copyNow: () => setDue(true), forget };
}
