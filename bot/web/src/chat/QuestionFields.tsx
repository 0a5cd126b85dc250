import { useEffect, useId, useState, type FormEvent } from "react";
import type { OnSend } from "../answer/Picks";
import { readDictionary } from "../api/rules";
import type { Fact, Question } from "../api/types";
import { useLanguage, useTexts } from "../texts";
import { explain } from "../texts/explain";
import type { Correct } from "./ChipEditor";
import { FactField } from "./FactField";
import { rawOf } from "./factValue";

/** Whether no button says the answer: one number or date, or several facts at once. */
export const isAnsweredInFields = ({ facts, multiple, choices }: Question) =>
  facts.length > 0 && !multiple && choices.length < 2;

type Props = { question: Question; onCorrect: Correct; onSend: OnSend };

/** A field for each fact that is asked. What stays empty is not told; until the fields are there one can type. */
export function QuestionFields({ question, onCorrect, onSend }: Props) {
  const texts = useTexts();
  const language = useLanguage();
  const facts = useFacts(question.facts);
  const [values, setValues] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState("");
  const [isSaving, setSaving] = useState(false);
  const id = useId();
  const filled = facts.filter((one) => values[one.id]);

  const confirm = async (event: FormEvent) => {
    event.preventDefault();
    if (!filled.length || isSaving) return;
    setSaving(true);
    setProblem("");
    try {
      await onCorrect(Object.fromEntries(filled.map((one) => [one.id, rawOf(one, values[one.id]!)])));
    } catch (error) {
      setProblem(explain(error, language, texts.actions.failed));
    }
    setSaving(false);
  };

  return (
    <form className="question-fields" aria-label={question.ask} onSubmit={confirm}>
      {!facts.length && question.hint && <p className="small hint">{question.hint}</p>}
      {facts.map((one) => (
        <div key={one.id}>
          <label htmlFor={`${id}-${one.id}`}>{one.label}</label>
          <FactField
            id={`${id}-${one.id}`}
            fact={one}
            value={values[one.id] ?? ""}
            onChange={(value) => setValues((before) => ({ ...before, [one.id]: value }))}
            describedBy={problem ? `${id}-problem` : undefined}
            optional
          />
        </div>
      ))}
      {facts.length > 1 && <p className="small">{texts.answer.fillSome}</p>}
      {problem && (
        <p className="problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
      <div className="choices">
        {facts.length > 0 && (
          <button type="submit" className="choice primary" data-testid="fields-confirm" disabled={!filled.length || isSaving}>
            {texts.answer.confirm}
          </button>
        )}
        {question.choices.map((one) => (
          <button type="button" className="choice" data-testid="choice" key={one.send} onClick={() => onSend(one.send)}>
            {one.title}
          </button>
        ))}
      </div>
    </form>
  );
}

/** The facts called `ids`; none until the dictionary is there. */
function useFacts(ids: string[]): Fact[] {
  const [facts, setFacts] = useState<Fact[]>([]);
  const asked = ids.join(" ");
  useEffect(() => {
    let isStale = false;
    readDictionary().then(
      (dictionary) => {
        const found = asked.split(" ").map((one) => dictionary.facts[one]);
        if (!isStale) setFacts(found.filter((one) => one !== undefined));
      },
      // Without fields the question is answered in words.
      () => undefined,
    );
    return () => {
      isStale = true;
    };
  }, [asked]);
  return facts;
}
