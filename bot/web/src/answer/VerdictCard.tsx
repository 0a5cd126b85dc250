import { useId } from "react";
import type { Verdict } from "../api/types";
import { useTexts } from "../texts";
import { Amount } from "./Amount";
import type { OnCite } from "./Cite";
import { Dated } from "./Dated";
import { Failed } from "./Failed";
import { Points } from "./Points";
import { StatusPill } from "./StatusPill";

/** How one programme stands, in full. */
export function VerdictCard({ verdict, onCite }: { verdict: Verdict; onCite?: OnCite }) {
  const texts = useTexts().answer;
  const title = useId();
  return (
    <article className="verdict" data-testid="verdict" aria-labelledby={title}>
      <header className="verdict-head">
        <h2 id={title}>{verdict.label}</h2>
        <StatusPill status={verdict.status} data-testid="status" />
      </header>
      <p className="headline">
        <Dated text={`${verdict.sentence}。`} />
      </p>
      <Tiers verdict={verdict} />
      {verdict.failed.length > 0 && <Failed failed={verdict.failed} onCite={onCite} />}
      {verdict.amounts.length > 0 && (
        <section className="part">
          <h3>{texts.amounts}</h3>
          <ul className="amounts">
            {verdict.amounts.map((one) => (
              <Amount key={`${one.label}-${one.parts[0]}`} amount={one} onCite={onCite} />
            ))}
          </ul>
        </section>
      )}
      <Points points={verdict.points} />
      {verdict.missing.length > 0 && (
        <section className="part">
          <h3>{texts.missing}</h3>
          <ul className="tags">
            {verdict.missing.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </section>
      )}
    </article>
  );
}

function Tiers({ verdict }: { verdict: Verdict }) {
  const texts = useTexts().answer;
  const { at_least: least, at_most: most } = verdict;
  if (verdict.status === "不满足" || (!least && !most)) return null;
  return (
    <dl className="tiers">
      {least && (
        <div>
          <dt>{least === most ? texts.tier : texts.tierAtLeast}</dt>
          <dd>{least}</dd>
        </div>
      )}
      {most && most !== least && (
        <div>
          <dt>{texts.tierAtMost}</dt>
          <dd>{most}</dd>
        </div>
      )}
    </dl>
  );
}
