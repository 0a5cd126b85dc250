import { useEffect, useId, useState, type KeyboardEvent } from "react";
import type { Fact } from "../../api/types";
import { useWords } from "../texts";
import { focusField } from "./focus";

export type FieldProps = {
  fact: Fact;
  value: unknown;
  /** The value on the other side of a comparison, in words, where it differs. */
  was?: string;
  error?: string;
  isSkipped: boolean;
  onChange: (value: unknown) => void;
};

/** One fact with its control. What is left open is unknown. */
export function FactField(props: FieldProps) {
  const { fact, value, was, error, isSkipped, onChange } = props;
  const words = useWords().desk;
  const id = useId();
  const [typed, setTyped] = useState("");
  const wrong = typed || error;
  return (
    <div
      className="fact"
      data-testid={`fact-${fact.id}`}
      data-fact={fact.id}
      data-known={value !== undefined || undefined}
      data-wrong={Boolean(wrong) || undefined}
    >
      <span className="fact-label" id={`${id}-label`} lang="zh-CN">
        {fact.label}
        {isSkipped && <small> · {words.skipped}</small>}
      </span>
      {fact.type === "yes_no" && <YesNo fact={fact} value={value} labelledBy={`${id}-label`} onChange={onChange} />}
      {fact.type === "choice" && (
        <select
          aria-labelledby={`${id}-label`}
          value={typeof value === "string" ? value : ""}
          onChange={(event) => onChange(event.target.value || undefined)}
        >
          <option value="">{words.unknown}</option>
          {fact.values.map((one) => (
            <option key={one.id} value={one.id}>
              {one.label}
            </option>
          ))}
        </select>
      )}
      {(fact.type === "number" || fact.type === "date") && (
        <Written {...props} labelledBy={`${id}-label`} describedBy={`${id}-note`} onWrong={setTyped} />
      )}
      {(wrong || was) && (
        <span className="fact-note" id={`${id}-note`}>
          {wrong && (
            <span className="error" role="alert">
              {wrong}
            </span>
          )}
          {was && (
            <span className="was">
              {words.was}：{was}
            </span>
          )}
        </span>
      )}
    </div>
  );
}

const KEYS: Record<string, boolean | undefined> = { y: true, n: false, "0": undefined };

type YesNoProps = { fact: Fact; value: unknown; labelledBy: string; onChange: (value: unknown) => void };

function YesNo({ fact, value, labelledBy, onChange }: YesNoProps) {
  const words = useWords().desk;
  const press = (event: KeyboardEvent) => {
    if (!(event.key in KEYS) || event.ctrlKey || event.metaKey || event.altKey) return;
    // n is also the key of the next question.
    event.preventDefault();
    onChange(KEYS[event.key]);
    focusField(event.currentTarget, "next");
  };
  const options = [
    { label: words.yes, value: true },
    { label: words.no, value: false },
    { label: words.unknown, value: undefined },
  ];
  return (
    <span className="segments" role="radiogroup" aria-labelledby={labelledBy} onKeyDown={press}>
      {options.map((one) => (
        // Pressed, it must not take the focus away before it is let go: the lists would rearrange under the pointer.
        <label key={one.label} onMouseDown={(event) => event.preventDefault()}>
          <input
            type="radio"
            name={fact.id}
            checked={value === one.value}
            data-open={one.value === undefined || undefined}
            onChange={() => onChange(one.value)}
          />
          <span>{one.label}</span>
        </label>
      ))}
    </span>
  );
}

const DATE = /^\d{4}(-(0?[1-9]|1[0-2])(-(0?[1-9]|[12]\d|3[01]))?)?$/;

type WrittenProps = FieldProps & { labelledBy: string; describedBy: string; onWrong: (why: string) => void };

/** A number or a date as it is typed. What cannot be read is unknown until it can. */
function Written({ fact, value, labelledBy, describedBy, onChange, onWrong }: WrittenProps) {
  const words = useWords().desk;
  const [text, setText] = useState(shown(value));

  useEffect(() => {
    setText((before) => (parsed(fact, before) === value ? before : shown(value)));
  }, [fact, value]);

  const isNumber = fact.type === "number";
  const write = (next: string) => {
    setText(next);
    const found = parsed(fact, next);
    if (found !== value) onChange(found);
    onWrong("");
  };
  // A date half typed is no mistake yet.
  const check = () => {
    const isWrong = text.trim() !== "" && parsed(fact, text) === undefined;
    onWrong(isWrong ? (isNumber ? words.badNumber : words.badDate) : "");
  };
  const unit = fact.unit === "percent" ? "%" : fact.unit;
  const hasRange = fact.min !== null && fact.max !== null && fact.max <= 1000;
  return (
    <span className="written">
      <input
        type="text"
        inputMode={isNumber ? "decimal" : "numeric"}
        autoComplete="off"
        aria-labelledby={labelledBy}
        aria-describedby={describedBy}
        placeholder={isNumber ? (hasRange ? words.range(fact.min ?? 0, fact.max ?? 0) : words.unknown) : words.dateHint}
        value={text}
        onChange={(event) => write(event.target.value)}
        onBlur={check}
      />
      {unit && <span className="unit">{unit}</span>}
    </span>
  );
}

const shown = (value: unknown) => (value === undefined ? "" : String(value));

function parsed(fact: Fact, text: string): unknown {
  const written = text.trim().replace(/[．。]/g, ".").replace(/[/年月]/g, "-").replace(/日$|-$/g, "");
  if (fact.type === "date") return DATE.test(written) ? written : undefined;
  return written !== "" && Number.isFinite(Number(written)) ? Number(written) : undefined;
}
