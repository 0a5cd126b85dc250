import type { Texts } from "../texts/zh";

/** A sum between `low` and `high` in words; null is an end that is not known. */
export function sum(low: number | null, high: number | null, texts: Texts["answer"]): string {
  const unit = ` ${texts.unit}`;
  if (low === null && high === null) return texts.asWritten;
  if (high === null) return `${texts.noLessThan} ${low}${unit}`;
  if (low === high) return `${high}${unit}`;
  return low ? `${low}–${high}${unit}` : `${texts.upTo} ${high}${unit}`;
}
