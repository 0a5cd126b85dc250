import { useEffect, useState } from "react";
import type { Hit } from "../types";
import { search } from "./rules";

/** A clause that was chosen, with the words it was found by and the day its reply is for. */
export type Picked = { hit: Hit; words: string; asOf: string };

/** The clause chosen as it is passed on on the day `asOf`: looked up again when that is another day. */
export function usePicked(picked: Picked | null, asOf: string, onRenewed: (picked: Picked) => void) {
  const [failed, setFailed] = useState("");
  const isOld = picked !== null && picked.asOf !== asOf;

  useEffect(() => {
    setFailed("");
    if (!picked || !isOld) return;
    const newer = new AbortController();
    search(picked.words, asOf, newer.signal)
      .then((hits) => {
        const hit = hits.find((one) => one.pack === picked.hit.pack && one.clause === picked.hit.clause);
        if (hit) onRenewed({ ...picked, hit, asOf });
        else setFailed(asOf);
      })
      .catch(() => {
        if (!newer.signal.aborted) setFailed(asOf);
      });
    return () => newer.abort();
  }, [picked, isOld, asOf, onRenewed]);

  return { reply: picked && !isOld ? picked.hit.reply : "", isLate: isOld && failed !== asOf };
}
