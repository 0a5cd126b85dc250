import "../../document/document.css";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { readDocument } from "../../api/rules";
import type { OfficialDocument } from "../../api/types";
import { OfficialText } from "../../document/OfficialText";
import { SessionDialog } from "../SessionDialog";
import { useWords } from "../texts";

export type Place = { pack: string; start: number; end: number; clause: string };

type Props = { place: Place; onClose: () => void; onCopy?: () => void };

/** The official text with the words at `place` marked. */
export function ClauseDialog({ place, onClose, onCopy }: Props) {
  const words = useWords();
  const [text, setText] = useState<OfficialDocument | null>(null);
  const [hasFailed, setFailed] = useState(false);

  useEffect(() => {
    readDocument(place.pack).then(setText, () => setFailed(true));
  }, [place.pack]);

  return (
    <SessionDialog label={words.desk.clauseText} onClose={onClose} className="clause-dialog" data-testid="clause">
      <div
        className="clause-box"
        onKeyDown={(event) => {
          const isCopy = event.key === "c" && !event.ctrlKey && !event.metaKey;
          if (onCopy && isCopy) onCopy();
        }}
      >
        <header>
          <h2 lang="zh-CN">
            {text ? `《${text.title}》（${text.number}）` : words.desk.clauseText} {place.clause}
          </h2>
          <div className="clause-buttons">
            {onCopy && (
              <Button onClick={onCopy}>
                {words.desk.copy} <kbd>c</kbd>
              </Button>
            )}
            <Button onClick={onClose}>
              {words.shortcuts.close} <kbd>Esc</kbd>
            </Button>
          </div>
        </header>
        <div className="clause-body" tabIndex={0} role="region" aria-label={words.desk.clauseText}>
          {text && <p className={text.expired ? "expired-line" : "hint"}>{text.notice}</p>}
          {text && <OfficialText text={text} span={place} />}
          {!text && <p role="status">{hasFailed ? words.failed : words.loading}</p>}
        </div>
      </div>
    </SessionDialog>
  );
}
