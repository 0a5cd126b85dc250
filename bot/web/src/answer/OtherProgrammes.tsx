import type { Verdict } from "../api/types";
import { useTexts } from "../texts";
import { StatusPill } from "./StatusPill";

/** The programmes that are not told in full: name and status. */
export function OtherProgrammes({ verdicts }: { verdicts: Verdict[] }) {
  const texts = useTexts().answer;
  return (
    <details className="fold">
      <summary>
        {texts.others}（{verdicts.length}）
      </summary>
      <ul className="others">
        {verdicts.map((one) => (
          <li key={`${one.pack}/${one.programme}`}>
            <span>{one.label}</span>
            <StatusPill status={one.status} />
          </li>
        ))}
      </ul>
    </details>
  );
}
