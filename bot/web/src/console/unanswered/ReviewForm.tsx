import { Alert, Button, Input, Select } from "antd";
import { useMemo, useState, type FormEvent } from "react";
import { ApiError } from "../../api/client";
import { explain } from "../../texts/explain";
import { usePreferences } from "../preferences";
import { change } from "../staff";
import { useWords } from "../texts";
import type { Intent, Review, UnansweredRow } from "../types";

const LONGEST = 2000;

type Props = { row: UnansweredRow; intents: Intent[]; onDone: () => void };

/** Makes a training example of a question, or dismisses it. */
export function ReviewForm({ row, intents, onDone }: Props) {
  const words = useWords();
  const texts = words.unanswered;
  const { language } = usePreferences();
  const [intent, setIntent] = useState(row.review?.intent ?? undefined);
  const [example, setExample] = useState(row.review?.example || row.text);
  const [error, setError] = useState<{ field: string; text: string } | null>(null);

  const options = useMemo(() => {
    const likely = new Set(row.likely.map((one) => one.intent));
    const optionOf = ({ intent: value, label }: Intent) => ({ value, label: `${label}（${value}）` });
    // What cannot be learned, such as not understood, is likely at times but no choice.
    const known = new Set(intents.map((one) => one.intent));
    return [
      { label: texts.likelyOnes, options: row.likely.filter((one) => known.has(one.intent)).map(optionOf) },
      { label: texts.others, options: intents.filter((one) => !likely.has(one.intent)).map(optionOf) },
    ];
  }, [row, intents, texts]);

  const save = async (chosen: string | null) => {
    try {
      await change<Review>("PUT", `/unanswered/${row.message}`, { intent: chosen, example });
      onDone();
    } catch (found) {
      const field = found instanceof ApiError ? (found.problem.field ?? "") : "";
      setError({ field, text: explain(found, language, words.failed) });
    }
  };
  const accept = (event: FormEvent) => {
    event.preventDefault();
    if (intent) void save(intent);
    else setError({ field: "intent", text: texts.pickIntent });
  };

  return (
    <form className="review" onSubmit={accept}>
      <div className="field">
        <span id={`intent-${row.message}`}>{texts.intent}</span>
        <Select
          autoFocus
          showSearch={{ optionFilterProp: "label" }}
          value={intent}
          options={options}
          onChange={setIntent}
          placeholder={texts.pickIntent}
          notFoundContent={words.none}
          status={error?.field === "intent" ? "error" : undefined}
          aria-labelledby={`intent-${row.message}`}
        />
      </div>
      <label className="field">
        <span>{texts.example}</span>
        <Input.TextArea
          autoSize
          maxLength={LONGEST}
          value={example}
          status={error?.field === "example" ? "error" : undefined}
          onChange={(event) => setExample(event.target.value)}
          lang="zh-CN"
        />
      </label>
      <Alert type="warning" showIcon title={texts.privacy} role="note" />
      {error && (
        <p className="error" role="alert">
          {error.text}
        </p>
      )}
      <div className="buttons">
        <Button type="primary" htmlType="submit" data-testid="review-accept">
          {texts.accept}
        </Button>
        <Button onClick={() => save(null)} data-testid="review-dismiss">
          {texts.dismiss}
        </Button>
      </div>
    </form>
  );
}
