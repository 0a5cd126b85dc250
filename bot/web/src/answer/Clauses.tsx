import type { Cited } from "../api/types";
import { useTexts } from "../texts";
import { Cite, type OnCite } from "./Cite";

const SHOWN = 3;

type Props = { clauses: Cited[]; heading: string; onCite?: OnCite };

/** The quotations an answer rests on, under the number of their document; the first few, the others folded. */
export function Clauses({ clauses, heading, onCite }: Props) {
  const texts = useTexts().answer;
  const kept = withoutRepeats(clauses);
  const [shown, folded] = [kept.slice(0, SHOWN), kept.slice(SHOWN)];
  if (!kept.length) return null;
  return (
    <section className="part">
      <h3>{heading}</h3>
      <Quotations clauses={shown} onCite={onCite} />
      {folded.length > 0 && (
        <details className="fold">
          <summary>{texts.moreClauses(folded.length)}</summary>
          <Quotations clauses={folded} onCite={onCite} />
        </details>
      )}
    </section>
  );
}

function Quotations({ clauses, onCite }: { clauses: Cited[]; onCite?: OnCite }) {
  const numbers = [...new Set(clauses.map((one) => one.number))];
  return (
    <>
      {numbers.map((number) => (
        <div key={number}>
          <p className="small">{number}</p>
          <ul className="quotations">
            {clauses
              .filter((one) => one.number === number)
              .map((one) => (
                <li key={`${one.start}-${one.end}`}>
                  <Cite cited={one} onCite={onCite} words />
                </li>
              ))}
          </ul>
        </div>
      ))}
    </>
  );
}

/** Without words that stand inside other words quoted. */
export function withoutRepeats(clauses: Cited[]): Cited[] {
  return clauses.filter(
    (one, place) =>
      !clauses.some(
        (other, where) =>
          other.pack === one.pack &&
          other.start <= one.start &&
          one.end <= other.end &&
          (other.end - other.start > one.end - one.start || where < place),
      ),
  );
}
