import { Input, type InputRef } from "antd";
import type { KeyboardEvent, RefObject } from "react";
import { useWords } from "../texts";

type Props = {
  input: RefObject<InputRef>;
  wanted: string;
  onWanted: (wanted: string) => void;
  onEnter: (event: KeyboardEvent) => void;
  /** What the list below does not show. */
  remark: string | null;
};

/** The box in which a fact is looked for by its name. */
export function FactFilter({ input, wanted, onWanted, onEnter, remark }: Props) {
  const words = useWords().desk;
  // antd's own cross is a stop of the Tab key between the box and the fields.
  const cross = (
    <button
      type="button"
      className="fact-filter-clear"
      tabIndex={-1}
      aria-label={words.clearFilter}
      onClick={() => {
        onWanted("");
        input.current?.focus();
      }}
    >
      ×
    </button>
  );
  return (
    <div className="fact-filter">
      <label>
        <span>{words.findFact}</span>
        <Input
          ref={input}
          size="small"
          placeholder={words.findFactHint}
          suffix={wanted ? cross : <kbd aria-hidden="true">f</kbd>}
          value={wanted}
          onChange={(event) => onWanted(event.target.value)}
          onPressEnter={onEnter}
          data-testid="fact-filter"
        />
      </label>
      <p className="hint" role="status">
        {remark}
      </p>
    </div>
  );
}
