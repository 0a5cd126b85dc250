import { useId, type ReactNode } from "react";
import { useWords } from "../texts";

type Props = { title: string; columns: string[]; rows: (string | number)[][]; children: ReactNode };

/** A chart with its title, and the same as a table for who cannot see it or wants the numbers. */
export function Figure({ title, columns, rows, children }: Props) {
  const words = useWords().statistics;
  const id = useId();
  const isEmpty = rows.every((row) => row.slice(1).every((value) => !value));
  return (
    <section className="figure-card card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {isEmpty ? <p className="muted">{words.none}</p> : <div aria-hidden="true">{children}</div>}
      {!isEmpty && (
        <details>
          <summary>{words.table}</summary>
          <div className="table-scroll" tabIndex={0} role="region" aria-label={title}>
            <table className="table">
              <thead>
                <tr>
                  {columns.map((one) => (
                    <th scope="col" key={one}>
                      {one}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map(([name, ...values]) => (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    {values.map((value, place) => (
                      <td className="figure" key={place}>
                        {value}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </section>
  );
}
