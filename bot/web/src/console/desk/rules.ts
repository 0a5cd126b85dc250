import { json } from "../../api/client";
import type { DocumentHead } from "../../api/types";
import type { Hit, Screened } from "../types";
import type { Case } from "./case";

/** An address to screen for: a pack, pack/programme, or "" for everything. */
export type Scope = string;

export const readDocuments = () => json<DocumentHead[]>("/documents");

export const search = (words: string, signal: AbortSignal) =>
  json<{ hits: Hit[] }>(`/search?q=${encodeURIComponent(words)}`, { signal }).then(({ hits }) => hits);

export const screen = ({ facts, declined }: Case, scope: Scope, asOf: string, signal: AbortSignal) =>
  json<Screened>("/screening", {
    method: "POST",
    body: { facts, declined, scope: scope ? [scope] : [], as_of: asOf || undefined },
    signal,
  });
