import type { Gap } from "../api/types";
import { useTexts } from "../texts";
import { Cite, type OnCite } from "./Cite";
import { Dated } from "./Dated";

/** The conditions not met: what is asked, what the person has, what is lacking. */
export function Failed({ failed, onCite }: { failed: Gap[]; onCite?: OnCite }) {
  const texts = useTexts().answer;
  return (
    <section className="part">
      <h3>{texts.failed}</h3>
      <ul className="failed">
        {failed.map((one) => (
          <li key={`${one.cited.start}-${one.label}`}>
            <p>
              <strong>{one.label}</strong>
            </p>
            <p className="gap">
              {one.has !== null && (
                <span>
                  {texts.has}：
                  <Dated text={one.has} />
                </span>
              )}
              {one.gap && (
                <strong>
                  <Dated text={one.gap} />
                </strong>
              )}
            </p>
            <Cite cited={one.cited} onCite={onCite} />
          </li>
        ))}
      </ul>
    </section>
  );
}
