import { useMemo, useState } from "react";
import type { Verdict } from "../../api/types";
import { explain } from "../../texts/explain";
import { usePreferences } from "../preferences";
import { read } from "../staff";
import { useWords } from "../texts";
import type { Traced } from "../types";
import { toldTree, wholeTree } from "./traceTree";
import { TraceBranch } from "./TraceBranch";

type Props = { conversation: number; message: number; verdicts: Verdict[] };

/** By which conditions a verdict came about, fetched when asked for. */
export function Trace({ conversation, message, verdicts }: Props) {
  const words = useWords();
  const { language } = usePreferences();
  const [traced, setTraced] = useState<Traced | null>(null);
  const [error, setError] = useState("");
  const [isToldOnly, setToldOnly] = useState(true);

  const load = () => {
    if (traced) return;
    setError("");
    read<Traced>(`/conversations/${conversation}/messages/${message}/trace`).then(setTraced, (found) =>
      setError(explain(found, language, words.failed)),
    );
  };
  const roots = useMemo(() => {
    if (!traced) return [];
    const told = verdicts.filter((one) => one.told);
    return isToldOnly ? toldTree(traced.screening, told) : wholeTree(traced.screening);
  }, [traced, isToldOnly, verdicts]);

  return (
    <details className="trace" data-testid="trace" onToggle={(event) => event.currentTarget.open && load()}>
      <summary>{words.conversations.trace}</summary>
      {error && (
        <p className="error" role="alert">
          {error}
        </p>
      )}
      {!traced && !error && <p role="status">{words.loading}</p>}
      {traced && (
        <>
          <p className="hint">{words.conversations.traceAsOf(traced.as_of)}</p>
          {traced.request_id && <p className="hint">{words.conversations.request(traced.request_id)}</p>}
          <label className="trace-filter">
            <input type="checkbox" checked={isToldOnly} onChange={(event) => setToldOnly(event.target.checked)} /> {words.conversations.traceTold}
          </label>
          {roots.length ? (
            <ul className="trace-tree" lang="zh-CN">
              {roots.map((root) => (
                <TraceBranch key={root.node.address} branch={root} />
              ))}
            </ul>
          ) : (
            <p className="muted">{words.conversations.traceNothing}</p>
          )}
        </>
      )}
    </details>
  );
}
