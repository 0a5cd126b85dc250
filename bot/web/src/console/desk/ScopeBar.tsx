import { Button } from "antd";
import type { RefObject } from "react";
import type { DocumentHead } from "../../api/types";
import { useWords } from "../texts";
import type { Scope } from "./rules";

type Props = {
  documents: DocumentHead[];
  scope: Scope;
  onScope: (scope: Scope) => void;
  asOf: string;
  onAsOf: (asOf: string) => void;
  asOfError?: string;
  isComparing: boolean;
  onCompare: () => void;
  onReset: () => void;
  /** Takes the clearing back, while that can be done. */
  onUndo: (() => void) | null;
  scopeField: RefObject<HTMLSelectElement>;
  asOfField: RefObject<HTMLInputElement>;
};

/** What is screened for, for which day, and whether two cases are compared. */
export function ScopeBar(props: Props) {
  const { documents, scope, onScope, asOf, onAsOf, asOfError, isComparing, onCompare, onReset, onUndo, scopeField, asOfField } = props;
  const words = useWords().desk;
  return (
    <div className="scope-bar">
      <label>
        <span>{words.scope}</span>
        <select ref={scopeField} value={scope} onChange={(event) => onScope(event.target.value)} data-testid="scope">
          <option value="">{words.everything}</option>
          {documents.map((one) => (
            <optgroup key={one.pack} label={`${one.city} ${one.number}`}>
              <option value={one.pack}>{words.whole(one.city)}</option>
              {one.programmes.map((programme) => (
                <option key={programme.id} value={programme.id}>
                  {programme.label}
                  {programme.on_request && words.onRequest}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <label>
        <span>{words.asOf}</span>
        <input
          ref={asOfField}
          type="date"
          value={asOf}
          min="2000-01-01"
          max="2100-12-31"
          aria-invalid={Boolean(asOfError)}
          onChange={(event) => onAsOf(event.target.value)}
          data-testid="as-of"
        />
      </label>
      <div className="scope-buttons">
        {onUndo && (
          <Button size="small" type="primary" onClick={onUndo} data-testid="undo">
            {words.undo}
          </Button>
        )}
        <Button size="small" type={isComparing ? "primary" : "default"} aria-pressed={isComparing} onClick={onCompare} data-testid="compare">
          {isComparing ? words.stopComparing : words.compare} <kbd>i</kbd>
        </Button>
        <Button size="small" onClick={onReset} data-testid="reset">
          {words.reset} <kbd>Esc Esc</kbd>
        </Button>
      </div>
      {asOfError && (
        <p className="error" role="alert">
          {asOfError}
        </p>
      )}
    </div>
  );
}
