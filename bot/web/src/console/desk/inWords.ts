import type { Fact } from "../../api/types";
import type { Words } from "../texts/zh";

/** A raw value as a person reads it. */
export function inWords(fact: Fact, value: unknown, words: Words["desk"]): string {
  if (value === undefined) return words.unknown;
  if (typeof value === "boolean") return value ? words.yes : words.no;
  if (fact.type === "choice") return fact.values.find((one) => one.id === value)?.label ?? String(value);
  const unit = fact.unit === "percent" ? "%" : fact.unit ? ` ${fact.unit}` : "";
  return `${String(value)}${unit}`;
}
