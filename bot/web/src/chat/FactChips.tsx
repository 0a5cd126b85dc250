import { useState } from "react";
import type { KnownFact } from "../api/types";
import { useTexts } from "../texts";
import { ChipEditor, type Correct } from "./ChipEditor";


const MOST_LACKING = 2;

type Props = { facts: KnownFact[]; onCorrect: Correct; onFailed: (error: unknown) => void };

/** All that was told, read back: a press changes it, the cross forgets it. What is not so is folded, as it is much. */
export function FactChips({ facts, onCorrect, onFailed }: Props) {
  const texts = useTexts().facts;
  const [edited, setEdited] = useState<KnownFact | null>(null);
  const [isUnfolded, setUnfolded] = useState(false);
  if (!facts.length) return null;
  const held = facts.filter((one) => one.value !== false);
  const lacking = facts.filter((one) => one.value === false);
  const isFolding = lacking.length > MOST_LACKING;
  const shown = isFolding && !isUnfolded ? held : [...held, ...lacking];
  const forget = (one: KnownFact) => onCorrect({ [one.id]: null }).catch(onFailed);
  return (
    <section className="facts" aria-label={texts.title}>
      <ul>
        {shown.map((one) => (
          <FactChip key={one.id} known={one} onEdit={() => setEdited(one)} onForget={() => forget(one)} />
        ))}
        {isFolding && (
          <li className="chip">
            <button type="button" className="chip-value chip-fold" aria-expanded={isUnfolded} onClick={() => setUnfolded(!isUnfolded)}>
              {texts.lacking(lacking.length)}
            </button>
          </li>
        )}
      </ul>
      {edited && <ChipEditor known={edited} onCorrect={onCorrect} onClose={() => setEdited(null)} />}
    </section>
  );
}

type ChipProps = { known: KnownFact; onEdit: () => void; onForget: () => void };

function FactChip({ known, onEdit, onForget }: ChipProps) {
  const texts = useTexts().facts;
  return (
    <li className={known.doubtful ? "chip chip-doubtful" : "chip"}>
      <button
        type="button"
        className="chip-value"
        data-testid={`chip-${known.id}`}
        aria-haspopup="dialog"
        aria-label={texts.edit(known.label, known.shown)}
        onClick={onEdit}
      >
        <span lang="zh-CN">
          {known.label} <strong>{known.shown}</strong>
        </span>
        {known.doubtful && <small>{texts.doubtful}</small>}
      </button>
      <button
        type="button"
        className="chip-forget"
        data-testid={`chip-${known.id}-forget`}
        aria-label={texts.forget(known.label)}
        onClick={onForget}
      >
        <span aria-hidden="true">×</span>
      </button>
    </li>
  );
}
