import { json } from "./client";
import type { Dictionary, OfficialDocument } from "./types";

const documents = new Map<string, Promise<OfficialDocument>>();
let dictionary: Promise<Dictionary> | undefined;

/** The official text of `pack`. It does not change while the page is open, so it is fetched once. */
export function readDocument(pack: string): Promise<OfficialDocument> {
  const known = documents.get(pack);
  if (known) return known;
  const asked = json<OfficialDocument>(`/documents/${encodeURIComponent(pack)}`);
  documents.set(pack, asked);
  asked.catch(() => documents.delete(pack));
  return asked;
}

/** The dictionary of facts, fetched once. */
export function readDictionary(): Promise<Dictionary> {
  if (!dictionary) {
    dictionary = json<Dictionary>("/facts");
    dictionary.catch(() => (dictionary = undefined));
  }
  return dictionary;
}
