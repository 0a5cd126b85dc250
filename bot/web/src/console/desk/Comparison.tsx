import { useMemo } from "react";
import { AnswerCard, StatusPill } from "../../answer";
import { Validity } from "../../answer/Validity";
import type { Cited } from "../../api/types";
import { useTexts } from "../../texts";
import { useWords } from "../texts";
import type { Screened } from "../types";
import { paired, type Side } from "./compare";

type Props = {
  now: Screened | null;
  other: Screened | null;
  /** Whether a verdict is not of what is filled in now. */
  isStale: boolean;
  onCite: (cited: Cited) => void;
};

/** Two verdicts side by side, what differs marked. */
export function Comparison({ now, other, isStale, onCite }: Props) {
  const words = useWords().desk;
  const texts = useTexts().answer;
  const pairs = useMemo(
    () => (now && other ? paired(now.answer.verdicts, other.answer.verdicts, texts, words) : []),
    [now, other, texts, words],
  );
  const count = pairs.filter((one) => one.differs).length;
  const columns = [
    { id: "verdict-now", title: words.now, side: "now" as const, screened: now },
    { id: "verdict-if", title: words.if, side: "other" as const, screened: other },
  ];
  return (
    <div className="comparison">
      <div className="answer">
        <Validity validity={now?.answer.validity ?? []} />
      </div>
      <p className="comparison-sum" role="status">
        {now && other && !isStale && (count ? words.differences(count) : words.same)}
      </p>
      {columns.map(({ id, title, side, screened }) => (
        <section key={id} aria-labelledby={`${id}-title`} data-testid={id}>
          <h3 id={`${id}-title`}>{title}</h3>
          {pairs.map((pair) => (
            <SideCard key={pair.key} side={pair[side]} />
          ))}
          {screened && (
            <details>
              <summary>{texts.basis}</summary>
              <AnswerCard answer={screened.answer} onCite={onCite} />
            </details>
          )}
        </section>
      ))}
    </div>
  );
}

function SideCard({ side }: { side: Side | null }) {
  const words = useWords().desk;
  const headings = useTexts().answer.points;
  if (!side) return <p className="side">{words.nothing}</p>;
  const { verdict, tiers, amounts, readings, differs } = side;
  return (
    <article className="side">
      <header>
        <strong lang="zh-CN">{verdict.label}</strong>
        <Differing if={differs.status}>
          <StatusPill status={verdict.status} />
        </Differing>
      </header>
      {tiers && (
        <p>
          {words.tiers} <Differing if={differs.tiers}>{tiers}</Differing>
        </p>
      )}
      {verdict.told && <p lang="zh-CN">{verdict.sentence}</p>}
      {amounts.length > 0 && (
        <ul>
          {amounts.map((amount, place) => (
            <li key={place}>
              <span lang="zh-CN">{amount.label}</span> <Differing if={differs.amount(amount)}>{amount.sum}</Differing>
            </li>
          ))}
        </ul>
      )}
      {readings.map((text) => (
        <p className="reading" key={text} lang="zh-CN">
          <strong>{headings.reading}</strong> {text}
        </p>
      ))}
    </article>
  );
}

function Differing({ if: differs, children }: { if: boolean; children: React.ReactNode }) {
  const words = useWords().desk;
  if (!differs) return <span>{children}</span>;
  return (
    <span className="differs" data-differs>
      {children}
      <span className="visually-hidden">（{words.differs}）</span>
    </span>
  );
}
