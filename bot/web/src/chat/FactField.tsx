import type { Fact } from "../api/types";
import { useTexts } from "../texts";
import { unitOf } from "./factValue";

type Props = {
  id: string;
  fact: Fact;
  value: string;
  onChange: (value: string) => void;
  describedBy?: string;
  /** Whether it may stay empty, as one of several fields that wait for whoever wants them. */
  optional?: boolean;
};

/** The field in which a fact of its type is given. */
export function FactField({ id, fact, value, onChange, describedBy, optional = false }: Props) {
  const texts = useTexts().facts;
  const common = {
    id,
    className: "field",
    value,
    autoFocus: !optional,
    required: !optional,
    "aria-describedby": describedBy,
    "aria-invalid": describedBy ? true : undefined,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  };
  if (fact.type === "number") {
    const unit = unitOf(fact);
    return (
      <>
        <span className="field-row">
          <input {...common} type="number" step="any" inputMode="decimal" min={fact.min ?? undefined} max={fact.max ?? undefined} />
          <span lang="zh-CN">{unit}</span>
        </span>
        <span className="small">{texts.range(unit, fact.min, fact.max)}</span>
      </>
    );
  }
  if (fact.type === "date") {
    // Most people know the month; a day told before stays a day.
    return <input {...common} type={value.length > 7 ? "date" : "month"} placeholder="2023-05" pattern="\d{4}(-\d{2}){0,2}" />;
  }
  const options =
    fact.type === "yes_no"
      ? [
          { id: "true", label: texts.yes },
          { id: "false", label: texts.no },
        ]
      : fact.values;
  return (
    <select {...common}>
      <option value="" disabled={!optional}>
        {texts.choose}
      </option>
      {options.map((one) => (
        <option key={one.id} value={one.id}>
          {one.label}
        </option>
      ))}
    </select>
  );
}
