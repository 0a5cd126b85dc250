import { useEffect, useState } from "react";
import type { Message } from "../api/types";

/** The message that is being printed: set it, and the print dialog opens once its sheet is drawn. */
export function usePrint() {
  const [printed, print] = useState<Message | null>(null);
  useEffect(() => {
    if (!printed) return;
    const done = () => print(null);
    addEventListener("afterprint", done);
    window.print();
    return () => removeEventListener("afterprint", done);
  }, [printed]);
  return { printed, print };
}
