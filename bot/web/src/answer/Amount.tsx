import type { AmountLine } from "../api/types";
import { useTexts } from "../texts";
import { CiteRow, type OnCite } from "./Cite";
import { Dated } from "./Dated";
import { Payments } from "./Payments";
import { sum } from "./money";

/** One benefit: the sum first, how it is made up, when it is paid, where it stands. */
export function Amount({ amount, onCite }: { amount: AmountLine; onCite?: OnCite }) {
  const texts = useTexts().answer;
  return (
    <li className="amount">
      <p className="amount-head">
        <span>{amount.label}</span> <strong>{sum(amount.low, amount.high, texts)}</strong>
      </p>
      <ul className="amount-parts">
        {amount.parts.map((part) => (
          <li key={part}>
            <Dated text={part} />
          </li>
        ))}
      </ul>
      <Payments payments={amount.payments} />
      <CiteRow cited={amount.cited} onCite={onCite} />
    </li>
  );
}
