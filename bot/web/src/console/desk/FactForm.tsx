import type { InputRef } from "antd";
import { memo, useCallback, useMemo, useRef, type KeyboardEvent, type RefObject } from "react";
import { ApiError } from "../../api/client";
import type { Dictionary } from "../../api/types";
import { explain } from "../../texts/explain";
import { usePreferences } from "../preferences";
import { useWords } from "../texts";
import { type Case, changed, type Facts, withDeclined } from "./case";
import { FactField } from "./FactField";
import { FactFilter } from "./FactFilter";
import { FactLists } from "./FactLists";
import { focusControl } from "./focus";
import { inWords } from "./inWords";
import { QuestionBlock } from "./QuestionBlock";
import { useArrangement } from "./useArrangement";
import { useQuestion } from "./useQuestion";
import type { Verdict } from "./useScreening";

const NONE: string[] = [];

type Props = {
  dictionary: Dictionary;
  known: Case;
  /** The other side of a comparison. */
  other: Case | null;
  verdict: Verdict;
  /** The name of the fact looked for. */
  wanted: string;
  onWanted: (wanted: string) => void;
  onChange: (change: (before: Case) => Case) => void;
  block: RefObject<HTMLElement>;
  filter: RefObject<InputRef>;
};

/**
 * All that can be known of a person: the next question first, then what matters, then a way to find the rest.
 * Typing in the search box does not draw it again.
 */
export const FactForm = memo(function FactForm(props: Props) {
  const { dictionary, known, other, verdict, wanted, onWanted, onChange, block, filter } = props;
  const words = useWords().desk;
  const { language } = usePreferences();
  const form = useRef<HTMLDivElement>(null);
  const lists = useRef<HTMLDivElement>(null);
  const screening = verdict.screened?.screening;
  const missing = screening?.missing ?? NONE;
  const { question, reopen, commit } = useQuestion(screening?.next_question ?? null, missing, known, block);
  const { arrangement, onBlur } = useArrangement(dictionary, known.facts, missing, lists);

  const answer = useCallback((changes: Facts) => onChange((before) => changed(before, changes)), [onChange]);
  const problem = verdict.error instanceof ApiError ? verdict.error.problem : null;

  const renderFact = (id: string) => {
    const fact = dictionary.facts[id];
    if (!fact) return null;
    const value = known.facts[id];
    const isChanged = other !== null && other.facts[id] !== value;
    return (
      <FactField
        key={id}
        fact={fact}
        value={value}
        was={isChanged ? inWords(fact, other.facts[id], words) : undefined}
        error={problem?.field === id ? explain(verdict.error, language, problem.title) : undefined}
        isSkipped={known.declined.includes(id)}
        onChange={(next) => answer({ [id]: next })}
      />
    );
  };

  const found = useMemo(() => {
    const part = wanted.trim().toLowerCase();
    if (!part) return null;
    return Object.values(dictionary.facts)
      .filter((fact) => fact.label.toLowerCase().includes(part) || fact.values.some((one) => one.label.includes(part)))
      .map((fact) => fact.id);
  }, [wanted, dictionary]);

  const isAsked = (id: string) => Boolean(question?.facts.includes(id));
  const first = found?.[0];
  const goToFirst = (event: KeyboardEvent) => {
    if (!first || event.nativeEvent.isComposing) return;
    event.preventDefault();
    focusControl(form.current?.querySelector(`[data-fact="${first}"]`));
  };
  return (
    <div className="form" ref={form} role="region" aria-label={words.facts} tabIndex={0}>
      <QuestionBlock
        block={block}
        question={question}
        facts={known.facts}
        isWorking={verdict.isWorking}
        renderFact={renderFact}
        onAnswer={answer}
        onSkip={(ids) => onChange((before) => withDeclined(before, ids))}
        onReopen={reopen}
        onCommit={commit}
      />
      <FactFilter
        input={filter}
        wanted={wanted}
        onWanted={onWanted}
        onEnter={goToFirst}
        remark={found && (!found.length ? words.noFact : found.some(isAsked) ? words.isAsked : "")}
      />
      <div ref={lists} onBlur={onBlur}>
        <FactLists arrangement={arrangement} found={found} isAsked={isAsked} renderFact={renderFact} />
      </div>
    </div>
  );
});
