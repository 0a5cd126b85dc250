import { Button } from "antd";
import { Dated } from "../../answer/Dated";
import { useWords } from "../texts";

export type Source = "now" | "if" | "clause";

type Props = {
  text: string;
  source: Source;
  sources: Source[];
  onSource: (source: Source) => void;
  copied: "yes" | "failed" | null;
  onCopy: () => void;
  onOpen: () => void;
};

/** The reply as it goes out, ready to copy. */
export function ReplyPane({ text, source, sources, onSource, copied, onCopy, onOpen }: Props) {
  const words = useWords().desk;
  const names: Record<Source, string> = { now: words.now, if: words.if, clause: words.ofClause };
  return (
    <section className="pane pane-reply" aria-labelledby="reply-title">
      <h2 id="reply-title">{words.reply}</h2>
      {sources.length > 1 && (
        <div className="segments" role="radiogroup" aria-label={words.replyOf}>
          {sources.map((one) => (
            <label key={one}>
              <input type="radio" name="reply-source" checked={source === one} onChange={() => onSource(one)} />
              <span>{one === "now" && sources.length === 2 && sources.includes("clause") ? words.screening : names[one]}</span>
            </label>
          ))}
        </div>
      )}
      <div className="reply-bar">
        <Button type="primary" onClick={onCopy} disabled={!text} data-testid="copy">
          {words.copy} <kbd>Ctrl Enter</kbd>
        </Button>
        {source === "clause" && <Button onClick={onOpen}>{words.openText}</Button>}
        <span role="status">
          {copied === "yes" && (
            <span className="copied" data-testid="copied">
              ✓ {words.copied}
            </span>
          )}
          {copied === "failed" && <span className="error">{words.copyFailed}</span>}
        </span>
      </div>
      <div className="reply-text" role="region" aria-label={words.replyText} tabIndex={0} lang={text ? "zh-CN" : undefined} data-testid="reply">
        {text ? <Dated text={text} /> : <span className="hint">{words.noReply}</span>}
      </div>
    </section>
  );
}
