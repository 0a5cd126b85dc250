import { useTexts } from "../texts";
import { Dated } from "./Dated";

const EXPIRED = "【已到期】";

export const hasExpired = (validity: string[]) => validity.some((one) => one.startsWith(EXPIRED));

/** That a document has expired: one line, the full sentences folded in it. */
export function Validity({ validity }: { validity: string[] }) {
  const texts = useTexts().answer;
  if (!hasExpired(validity)) return null;
  return (
    <details className="validity" data-testid="validity">
      <summary>
        <span>
          <strong>{EXPIRED}</strong>
          {texts.expired}
        </span>
      </summary>
      {validity.map((one) => (
        <p key={one}>
          <Dated text={one.replace(EXPIRED, "")} />
        </p>
      ))}
    </details>
  );
}
