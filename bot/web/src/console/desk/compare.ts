import { sum } from "../../answer/money";
import type { Verdict } from "../../api/types";
import type { Texts } from "../../texts/zh";
import type { Words } from "../texts/zh";

export type Amount = { label: string; sum: string };
/** One programme on one side, and what of it is different on the other. */
export type Side = {
  verdict: Verdict;
  tiers: string;
  amounts: Amount[];
  readings: string[];
  differs: { status: boolean; tiers: boolean; amount: (amount: Amount) => boolean };
};
export type Pair = { key: string; now: Side | null; other: Side | null; differs: boolean };

type Plain = Omit<Side, "differs">;

/** The programmes of both sides, what differs first and what is told on neither side left out unless it differs. */
export function paired(now: Verdict[], other: Verdict[], texts: Texts["answer"], words: Words["desk"]): Pair[] {
  const keyOf = (one: Verdict) => `${one.pack}/${one.programme}`;
  const keys = [...new Set([...now, ...other].map(keyOf))];
  const plain = (verdicts: Verdict[], key: string): Plain | null => {
    const verdict = verdicts.find((one) => keyOf(one) === key);
    return verdict ? plainOf(verdict, texts, words) : null;
  };
  return keys
    .map((key) => pairOf(key, plain(now, key), plain(other, key)))
    .filter((pair) => pair.differs || pair.now?.verdict.told || pair.other?.verdict.told)
    .sort((one, another) => Number(another.differs) - Number(one.differs));
}

function plainOf(verdict: Verdict, texts: Texts["answer"], words: Words["desk"]): Plain {
  const { at_least: least, at_most: most } = verdict;
  const bounds = least === most ? [least] : [least && `${words.atLeast} ${least}`, most && `${words.atMost} ${most}`];
  return {
    verdict,
    tiers: bounds.filter(Boolean).join("，"),
    amounts: verdict.amounts.map((one) => ({ label: one.label, sum: sum(one.low, one.high, texts) })),
    readings: verdict.points.filter((one) => one.kind === "reading").map((one) => one.text),
  };
}

function pairOf(key: string, now: Plain | null, other: Plain | null): Pair {
  const status = now?.verdict.status !== other?.verdict.status;
  const tiers = now?.tiers !== other?.tiers;
  // Only what is told in full carries its amounts: the other side may just not say them.
  const bothTold = Boolean(now?.verdict.told && other?.verdict.told);
  const lacks = (side: Plain | null, amount: Amount) =>
    bothTold && !side?.amounts.some((one) => one.label === amount.label && one.sum === amount.sum);
  const seen = (side: Plain | null, opposite: Plain | null): Side | null =>
    side && { ...side, differs: { status, tiers, amount: (amount) => lacks(opposite, amount) } };
  const amounts =
    (now?.amounts.some((one) => lacks(other, one)) ?? false) || (other?.amounts.some((one) => lacks(now, one)) ?? false);
  return { key, now: seen(now, other), other: seen(other, now), differs: status || tiers || amounts };
}
