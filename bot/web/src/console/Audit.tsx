import { ListFoot } from "./ListFoot";
import { Moment } from "./Moment";
import { useWords } from "./texts";
import type { AuditRow } from "./types";
import { usePages } from "./usePages";

/** Who did what, newest first. */
export default function Audit() {
  const words = useWords().audit;
  const { rows, hasMore, more, error, isLoading } = usePages<AuditRow>("/audit", { limit: 100 }, (row) => row.id);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{words.title}</h1>
      </div>
      <div className="card table-scroll" tabIndex={0} role="region" aria-label={words.title}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{words.at}</th>
              <th scope="col">{words.staff}</th>
              <th scope="col">{words.action}</th>
              <th scope="col">{words.target}</th>
              <th scope="col">{words.detail}</th>
            </tr>
          </thead>
          <tbody lang="zh-CN">
            {rows.map((row) => (
              <tr key={row.id} data-testid="audit-row">
                <td>
                  <Moment at={row.at} withYear />
                </td>
                <td className="nowrap">{row.staff ?? "—"}</td>
                <td className="nowrap">{row.action}</td>
                <td className="nowrap">{row.target}</td>
                <td>{row.detail}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <ListFoot isEmpty={!rows.length} isLoading={isLoading} error={error} hasMore={hasMore} onMore={more} />
      </div>
    </div>
  );
}
