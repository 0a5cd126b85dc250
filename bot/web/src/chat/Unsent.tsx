import { Bubble } from "@chatui/core";
import { useLanguage, useTexts } from "../texts";
import { explain } from "../texts/explain";
import type { Outgoing } from "./chatState";

type Props = { outgoing: Outgoing; onRetry: () => void; onEdit: (key: number, text: string) => void };

/** A text on its way; when it could not be sent, it is kept, and can be sent again or changed. */
export function Unsent({ outgoing, onRetry, onEdit }: Props) {
  const texts = useTexts().outbox;
  const language = useLanguage();
  const { key, text, heard, failed } = outgoing;
  if (heard && !failed) return null;
  return (
    <div className="message message-person message-unsent">
      {!heard && <Bubble lang="zh-CN">{text}</Bubble>}
      {failed ? (
        <div className="unsent">
          <p>{explain(failed, language, heard ? texts.noReply : texts.failed)}</p>
          <button type="button" className="text-button" onClick={onRetry}>
            {texts.retry}
          </button>
          <button type="button" className="text-button" onClick={() => onEdit(key, text)}>
            {texts.edit}
          </button>
        </div>
      ) : (
        <p className="visually-hidden">{texts.sending}</p>
      )}
    </div>
  );
}
