import type { DocumentHead } from "../../api/types";
import type { Hit } from "../types";
import { today } from "../today";

/** A clause as it is read out or sent: where it stands, its words, whether the document applies, the day of the query. */
export function citation(hit: Hit, documents: DocumentHead[]): string {
  const notice = documents.find((one) => one.pack === hit.pack)?.notice;
  return [
    `《${hit.title}》（${hit.number}）${hit.clause}`,
    hit.text,
    notice,
    `查询日期 ${today()}`,
  ]
    .filter(Boolean)
    .join("\n");
}
