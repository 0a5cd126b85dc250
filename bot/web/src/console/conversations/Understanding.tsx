import { useWords } from "../texts";
import type { Understood } from "../types";

/** How a message was understood: the intent and how sure, and the facts heard with the words they come from. */
export function Understanding({ understood }: { understood: Understood }) {
  const words = useWords().conversations;
  return (
    <div className="understanding">
      <p>
        {words.understood} <strong lang="zh-CN">{understood.label}</strong>
        {understood.topic && <span lang="zh-CN"> · {understood.topic}</span>} · {words.confidence}{" "}
        {Math.round(understood.confidence * 100)}%
      </p>
      {understood.facts.length > 0 && (
        <ul aria-label={words.told} lang="zh-CN">
          {understood.facts.map((fact) => (
            <li key={fact.id} data-doubtful={fact.doubtful || undefined}>
              {fact.label}：<strong>{fact.shown}</strong>
              {fact.words && <span className="muted"> {words.words(fact.words)}</span>}
              {fact.doubtful && <span className="tag tag-review">{words.doubtful}</span>}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
