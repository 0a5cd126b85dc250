import { Input, type InputRef } from "antd";
import { memo, useCallback, useMemo, useRef, useState, type RefObject } from "react";
import { ApiError } from "../../api/client";
import type { Dictionary } from "../../api/types";
import { explain } from "../../texts/explain";
import { usePreferences } from "../preferences";
import { useWords } from "../texts";
import { type Case, changed, type Facts, withDeclined } from "./case";
import { FactField } from "./FactField";
import { FactLists } from "./FactLists";
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
  onChange: (change: (before: Case) => Case) => void;
  block: RefObject<HTMLElement>;
  filter: RefObject<InputRef>;
};

/**
 * All that can be known of a person: the next question first, then what matters, then a way to find the rest.
 * Typing in the search box does not draw it again.
 */
export const FactForm = memo(function FactForm({ dictionary, known, other, verdict, onChange, block, filter }: Props) {
  const words = useWords().desk;
  const { language } = usePreferences();
  const [wanted, setWanted] = useState("");
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
  return (
    <div className="form" role="region" aria-label={words.facts} tabIndex={0}>
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
      <label className="fact-filter">
        <span>{words.findFact}</span>
        <Input
          ref={filter}
          size="small"
          allowClear
          placeholder={words.findFactHint}
          suffix={<kbd aria-hidden="true">f</kbd>}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
          data-testid="fact-filter"
        />
      </label>
      <div ref={lists} onBlur={onBlur}>
        <FactLists arrangement={arrangement} found={found} isAsked={isAsked} renderFact={renderFact} />
      </div>
    </div>
  );
});
