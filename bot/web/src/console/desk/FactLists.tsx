import { useId, useState, type ReactNode } from "react";
import { useWords } from "../texts";
import type { Arrangement } from "./useArrangement";

const SHOWN = 8;

type Props = {
  arrangement: Arrangement;
  /** The facts looked for by name; null when none is looked for. */
  found: string[] | null;
  isAsked: (id: string) => boolean;
  renderFact: (id: string) => ReactNode;
};

/** The facts that are not asked right now, what is unlikely to matter folded. */
export function FactLists({ arrangement, found, isAsked, renderFact }: Props) {
  const words = useWords().desk;
  const without = (ids: string[]) => ids.filter((id) => !isAsked(id));
  if (found) return <Group title={words.findFact} ids={without(found)} renderFact={renderFact} />;
  const missing = without(arrangement.missing);
  const folded = [...missing.slice(SHOWN), ...without(arrangement.rest)];
  return (
    <>
      <Group title={words.known} ids={without(arrangement.known)} renderFact={renderFact} />
      <Group title={words.missing} ids={missing.slice(0, SHOWN)} renderFact={renderFact} />
      {folded.length > 0 && <Folded title={`${words.rest}（${folded.length}）`} ids={folded} renderFact={renderFact} />}
    </>
  );
}

type GroupProps = { title: string; ids: string[]; renderFact: (id: string) => ReactNode };

function Group({ title, ids, renderFact }: GroupProps) {
  const id = useId();
  if (!ids.length) return null;
  return (
    <section className="fact-group" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      <div className="facts" data-facts>
        {ids.map(renderFact)}
      </div>
    </section>
  );
}

function Folded({ title, ids, renderFact }: GroupProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="fact-group" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary data-testid="other-facts">{title}</summary>
      {/* A hundred fields are drawn only for who wants to see them. */}
      {isOpen && (
        <div className="facts" data-facts>
          {ids.map(renderFact)}
        </div>
      )}
    </details>
  );
}
