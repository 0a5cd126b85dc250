import type { Cited } from "../api/types";
import { useTexts } from "../texts";

export type OnCite = (cited: Cited) => void;

type Props = { cited: Cited; onCite?: OnCite; words?: boolean };

/** A quotation: its clause, with `words` the exact words too; pressed, it opens the official text there. */
export function Cite({ cited, onCite, words = false }: Props) {
  const texts = useTexts().answer;
  const content = (
    <>
      <span className="cite-clause">{cited.clause}</span>
      {words && <q className="cite-words">{cited.text}</q>}
    </>
  );
  const look = words ? "cite cite-whole" : "cite";
  if (!onCite) return <span className={look}>{content}</span>;
  return (
    <button
      type="button"
      className={look}
      data-testid="cite"
      title={texts.openClause(cited.clause)}
      aria-haspopup="dialog"
      onClick={() => onCite(cited)}
    >
      {content}
    </button>
  );
}

/** The clauses of several quotations, each once, in a row. */
export function CiteRow({ cited, onCite }: { cited: Cited[]; onCite?: OnCite }) {
  const first = cited.filter(
    (one, place) => cited.findIndex((other) => other.clause === one.clause && other.pack === one.pack) === place,
  );
  return (
    <span className="cite-row">
      {first.map((one) => (
        <Cite key={one.start} cited={one} onCite={onCite} />
      ))}
    </span>
  );
}
