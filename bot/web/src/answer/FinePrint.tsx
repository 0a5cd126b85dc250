import type { Answer } from "../api/types";
import { useTexts } from "../texts";
import { Dated } from "./Dated";
import { hasExpired } from "./Validity";

/** Who answered and who decides, always in sight; where it comes from, folded. */
export function FinePrint({ answer }: { answer: Answer }) {
  const texts = useTexts().answer;
  const inForce = hasExpired(answer.validity) ? [] : answer.validity;
  const folded = [...inForce, ...answer.sources, ...answer.after_expiry];
  return (
    <footer className="fine-print">
      {folded.length > 0 && (
        <details className="fold">
          <summary>{texts.sources}</summary>
          {folded.map((one) => (
            <p key={one}>
              <Dated text={one} />
            </p>
          ))}
        </details>
      )}
      <p>
        {texts.automatic}
        {answer.disclaimer && ` · ${answer.disclaimer}`}
      </p>
    </footer>
  );
}
