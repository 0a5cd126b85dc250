import { createPortal } from "react-dom";
import { withoutRepeats } from "../answer/Clauses";
import type { Answer, Cited, KnownFact } from "../api/types";
import { useTexts } from "../texts";
import { SheetVerdict } from "./SheetVerdict";

type Props = { answer: Answer; day: string; facts: KnownFact[] };

/** A pre-screening on paper. It stands beside the page, and printing shows nothing else. */
export function PrintSheet({ answer, day, facts }: Props) {
  const texts = useTexts();
  const words = texts.sheet;
  const told = answer.verdicts.filter((one) => one.told);
  const held = facts.filter((one) => one.value !== false);
  const lacking = facts.filter((one) => one.value === false);
  const others = answer.verdicts.filter((one) => !one.told);
  return createPortal(
    <article className="sheet" lang="zh-CN">
      <header>
        <h1>{words.title}</h1>
        <p>
          {words.day}：{day}
        </p>
      </header>
      {answer.validity.map((one) => (
        <p className="sheet-validity" key={one}>
          {one}
        </p>
      ))}
      <h2>{words.facts}</h2>
      <p>{held.map((one) => `${one.label}：${one.shown}`).join("；") || "—"}</p>
      {lacking.length > 0 && (
        <p>
          {words.lacking}：{lacking.map((one) => one.label).join("、")}
        </p>
      )}
      <h2>{words.result}</h2>
      {told.map((one) => (
        <SheetVerdict key={`${one.pack}/${one.programme}`} verdict={one} />
      ))}
      {others.length > 0 && (
        <p>
          {texts.answer.others}：
          {others.map((one) => `${one.label}（${one.status}）`).join("、")}
        </p>
      )}
      <h2>{words.clauses}</h2>
      <ul>
        {[...byClause(withoutRepeats(answer.clauses))].map(([clause, texts]) => (
          <li key={clause}>
            {clause}：{texts.map((text) => `「${text}」`).join("")}
          </li>
        ))}
      </ul>
      <h2>{words.validity}</h2>
      {[...answer.sources, ...answer.after_expiry].map((one) => (
        <p key={one}>{one}</p>
      ))}
      <footer>
        <p>
          {answer.disclaimer}
          {words.signature}
        </p>
      </footer>
    </article>,
    document.body,
  );
}

/** The words quoted, by number of the document and clause. */
function byClause(clauses: Cited[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const one of clauses) {
    const clause = `${one.number} ${one.clause}`;
    found.set(clause, [...(found.get(clause) ?? []), one.text]);
  }
  return found;
}
