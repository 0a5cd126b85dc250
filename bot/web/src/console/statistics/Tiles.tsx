import { useWords } from "../texts";
import type { Statistics } from "../types";

/** The figures that say most, in a row. */
export function Tiles({ figures }: { figures: Statistics }) {
  const words = useWords().statistics;
  const { answered_share: share, median_latency_ms: latency } = figures;
  const tiles = [
    [words.conversations, figures.conversations],
    [words.messages, figures.messages],
    [words.answered, share === null ? "—" : `${Math.round(share * 10) / 10}%`],
    [words.unanswered, figures.unanswered],
    [words.handedOver, figures.handed_over],
    [words.latency, latency === null ? "—" : `${Math.round(latency)} ms`],
    [words.votes, `${figures.upvotes} / ${figures.downvotes}`],
  ] as const;
  return (
    <dl className="tiles">
      {tiles.map(([label, value]) => (
        <div key={label} className="card">
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
