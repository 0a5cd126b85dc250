import { Button } from "@chatui/core";
import { useEffect, useId, useState, type FormEvent } from "react";
import { readDictionary } from "../api/rules";
import type { Fact, KnownFact } from "../api/types";
import { Dialog } from "../dialog/Dialog";
import { useLanguage, useTexts } from "../texts";
import { explain } from "../texts/explain";
import { FactField } from "./FactField";
import { rawOf, typed } from "./factValue";

export type Correct = (facts: Record<string, unknown>) => Promise<void>;
type Props = { known: KnownFact; onCorrect: Correct; onClose: () => void };

/** Changes one fact. */
export function ChipEditor({ known, onCorrect, onClose }: Props) {
  const texts = useTexts().facts;
  const failedText = useTexts().actions.failed;
  const language = useLanguage();
  const [fact, setFact] = useState<Fact | null>(null);
  const [value, setValue] = useState(() => typed(known.value));
  const [problem, setProblem] = useState("");
  const [isSaving, setSaving] = useState(false);
  const field = useId();
  const problemId = useId();

  useEffect(() => {
    readDictionary().then(
      (dictionary) => setFact(dictionary.facts[known.id] ?? null),
      (error: unknown) => setProblem(explain(error, language, failedText)),
    );
  }, [known.id, language, failedText]);

  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (!fact) return;
    setSaving(true);
    try {
      await onCorrect({ [fact.id]: rawOf(fact, value) });
      onClose();
    } catch (error) {
      setProblem(explain(error, language, failedText));
      setSaving(false);
      document.getElementById(field)?.focus();
    }
  };

  return (
    <Dialog label={known.label} className="dialog-small" onClose={onClose} data-testid="chip-editor">
      <form onSubmit={save}>
        <h2 lang="zh-CN">{known.label}</h2>
        {known.words && (
          <p className="small">
            {texts.said}：<q lang="zh-CN">{known.words}</q>
          </p>
        )}
        {fact && (
          <>
            <label htmlFor={field} lang="zh-CN">
              {fact.question}
            </label>
            <FactField id={field} fact={fact} value={value} onChange={setValue} describedBy={problem ? problemId : undefined} />
          </>
        )}
        {problem && (
          <p className="problem" id={problemId}>
            {problem}
          </p>
        )}
        <div className="dialog-buttons">
          <Button onClick={onClose}>{texts.cancel}</Button>
          <Button type="submit" color="primary" disabled={!fact || value === "" || isSaving}>
            {texts.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
