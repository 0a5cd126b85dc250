import { sum } from "../answer/money";
import { StatusPill } from "../answer/StatusPill";
import type { Verdict } from "../api/types";
import { useTexts } from "../texts";

/** A verdict in lines, as it is printed. */
export function SheetVerdict({ verdict }: { verdict: Verdict }) {
  const texts = useTexts().answer;
  return (
    <section>
      <h3>
        {verdict.label} <StatusPill status={verdict.status} />
      </h3>
      <p>{verdict.sentence}。</p>
      <ul>
        {verdict.failed.map((one) => (
          <li key={one.label}>
            {texts.failed}：{[one.label, one.has, one.gap].filter(Boolean).join("；")}（{one.cited.clause}）
          </li>
        ))}
        {verdict.amounts.map((one) => (
          <li key={`${one.label}-${one.parts[0]}`}>
            {one.label}：<strong>{sum(one.low, one.high, texts)}</strong>；{one.parts.join("；")}
          </li>
        ))}
        {verdict.points.map((one) => (
          <li key={`${one.kind}-${one.text}`}>
            {texts.points[one.kind]}：{one.text}
          </li>
        ))}
        {verdict.missing.length > 0 && (
          <li>
            {texts.missing}：{verdict.missing.join("、")}
          </li>
        )}
      </ul>
    </section>
  );
}
