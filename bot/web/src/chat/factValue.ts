import type { Fact } from "../api/types";

/** A raw value as a form field holds it; ranges and several choices at once are to be given anew. */
export function typed(raw: unknown): string {
  if (Array.isArray(raw)) return raw.length === 1 ? String(raw[0]) : "";
  return raw === null || raw === undefined || typeof raw === "object" ? "" : String(raw);
}

/** What a form field holds as the dictionary reads it. */
export function rawOf(fact: Fact, value: string): unknown {
  if (fact.type === "yes_no") return value === "true";
  if (fact.type === "number") return Number(value);
  return value;
}

export const unitOf = (fact: Fact) => (fact.unit === "percent" ? "%" : (fact.unit ?? ""));
