import { useCallback, useEffect, useState } from "react";

const SHOWN_MS = 3000;

/** Sentences for the live region; those that nothing else on the page shows also appear for a moment. */
export function useNotices() {
  const [announced, setAnnounced] = useState("");
  const [toast, setToast] = useState("");

  // The same sentence once more is only read out when it is not the same text.
  const announce = useCallback((sentence: string) => {
    setAnnounced((before) => (before === sentence ? `${sentence}\u00a0` : sentence));
  }, []);
  const notify = useCallback(
    (sentence: string) => {
      announce(sentence);
      setToast(sentence);
    },
    [announce],
  );
  useEffect(() => {
    if (!toast) return;
    const timer = setTimeout(() => setToast(""), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast]);

  return { announced, toast, announce, notify };
}
