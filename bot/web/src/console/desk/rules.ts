import { json } from "../../api/client";
import type { DocumentHead } from "../../api/types";
import type { Hit, Screened } from "../types";
import type { Case } from "./case";

/** An address to screen for: a pack, pack/programme, or "" for everything. */
export type Scope = string;

export const readDocuments = () => json<DocumentHead[]>("/documents");

/** The clauses for `words`, as they stand on the day `asOf`, today when it is "". */
export const search = (words: string, asOf: string, signal: AbortSignal) => {
  const query = new URLSearchParams(asOf ? { q: words, as_of: asOf } : { q: words });
  return json<{ hits: Hit[] }>(`/search?${query}`, { signal }).then(({ hits }) => hits);
};

export const screen = ({ facts, declined }: Case, scope: Scope, asOf: string, signal: AbortSignal) =>
  json<Screened>("/screening", {
    method: "POST",
    body: { facts, declined, scope: scope ? [scope] : [], as_of: asOf || undefined },
    signal,
  });
