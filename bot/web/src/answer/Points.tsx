import type { Point, PointKind } from "../api/types";
import { useTexts } from "../texts";
import { Dated } from "./Dated";

const ORDER: PointKind[] = ["near_miss", "shortfall", "panel", "reading", "note", "decided_by"];

/** What explains a verdict, a heading for each kind. */
export function Points({ points }: { points: Point[] }) {
  const headings = useTexts().answer.points;
  return (
    <>
      {ORDER.map((kind) => {
        const found = [...new Set(points.filter((one) => one.kind === kind).map((one) => one.text))];
        if (!found.length) return null;
        return (
          <section className={`part point point-${kind}`} key={kind}>
            <h3>{headings[kind]}</h3>
            {found.length === 1 ? (
              <p>
                <Dated text={found[0] ?? ""} />
              </p>
            ) : (
              <ul className="plain-list">
                {found.map((text) => (
                  <li key={text}>
                    <Dated text={text} />
                  </li>
                ))}
              </ul>
            )}
          </section>
        );
      })}
    </>
  );
}
