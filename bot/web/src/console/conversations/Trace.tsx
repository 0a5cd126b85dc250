import { useMemo, useState } from "react";
import { explain } from "../../texts/explain";
import { usePreferences } from "../preferences";
import { read } from "../staff";
import { useWords } from "../texts";
import type { Traced } from "../types";
import { treeOf } from "./traceTree";
import { TraceBranch } from "./TraceBranch";

type Props = { conversation: number; message: number };

/** By which conditions a verdict came about, fetched when asked for. */
export function Trace({ conversation, message }: Props) {
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
  const roots = useMemo(() => (traced ? treeOf(traced.screening.trace, isToldOnly) : []), [traced, isToldOnly]);

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
