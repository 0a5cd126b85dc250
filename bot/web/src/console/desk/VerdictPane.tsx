import { memo } from "react";
import { AnswerCard } from "../../answer";
import { ApiError } from "../../api/client";
import type { Cited } from "../../api/types";
import { explain } from "../../texts/explain";
import { usePreferences } from "../preferences";
import { useWords } from "../texts";
import { Comparison } from "./Comparison";
import type { Verdict } from "./useScreening";

type Props = {
  now: Verdict;
  other: Verdict | null;
  /** Whether nothing is known and asked yet: any verdict would be about some programme or other. */
  isBlank: boolean;
  onCite: (cited: Cited) => void;
};

/** The verdict as it stands, or two side by side. */
export const VerdictPane = memo(function VerdictPane({ now, other, isBlank, onCite }: Props) {
  const words = useWords().desk;
  const { language } = usePreferences();
  const current = other ?? now;
  // What is wrong with a field is said at the field.
  const isFieldWrong = current.error instanceof ApiError && Boolean(current.error.problem.field);
  const answer = now.screened?.answer;
  return (
    <section className="verdict-pane" aria-label={words.verdict} tabIndex={0} aria-busy={current.isWorking}>
      {current.error !== null && (
        <p className="error">
          {isFieldWrong ? words.stale : explain(current.error, language, words.screeningFailed)}
        </p>
      )}
      <p className="visually-hidden" role="status">
        {!isBlank && current.screened?.answer.headline}
      </p>
      {other ? (
        <Comparison now={now.screened} other={other.screened} isStale={current.error !== null} onCite={onCite} />
      ) : (
        <div data-testid="verdict-now">
          {isBlank && <p className="hint">{words.nothingKnown}</p>}
          {!isBlank && answer && <AnswerCard answer={answer} onCite={onCite} />}
          {!isBlank && !answer && !now.error && <p>{words.working}</p>}
        </div>
      )}
    </section>
  );
});
