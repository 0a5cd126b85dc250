import type { Question } from "../api/types";
import { useTexts } from "../texts";

/** How far the screening has come. */
export function Progress({ question }: { question: Question }) {
  const texts = useTexts().answer;
  const { answered, most_left: left } = question;
  if (left === null) return null;
  const words = texts.progress(answered, left);
  const all = answered + left;
  return (
    <div className="progress" data-testid="progress">
      <span className="small">{words}</span>
      <div
        className="progress-track"
        role="progressbar"
        aria-label={texts.progressLabel}
        aria-valuemin={0}
        aria-valuemax={all}
        aria-valuenow={answered}
        aria-valuetext={words}
      >
        <div style={{ width: `${all ? (answered / all) * 100 : 0}%` }} />
      </div>
    </div>
  );
}
