import { useState, type ReactNode, type RefObject } from "react";
import type { Message, Vote } from "../api/types";
import { useTexts } from "../texts";
import { Comment } from "./Comment";
import { Icon } from "./Icons";
import { useNotify } from "./notify";

export type Judge = (id: number, vote: Vote, comment?: string) => Promise<void>;
type Props = {
  message: Message;
  card: RefObject<HTMLElement>;
  onJudge: Judge;
  onPrint?: (message: Message) => void;
};

/** What can be done with an answer: take it along, or say what it was worth. */
export function MessageActions({ message, card, onJudge, onPrint }: Props) {
  const texts = useTexts().actions;
  const notify = useNotify();
  const [isCommenting, setCommenting] = useState(false);
  const hasVerdict = message.answer?.verdicts.some((one) => one.told);

  const copy = () =>
    navigator.clipboard.writeText(message.text).then(
      () => notify(texts.copied),
      () => notify(texts.failed),
    );
  const share = async () => {
    try {
      const { shareAsImage } = await import("./shareAsImage");
      await shareAsImage(card.current!);
      notify(texts.shared);
    } catch {
      notify(texts.shareFailed);
    }
  };
  const judge = async (vote: Vote, comment?: string) => {
    try {
      await onJudge(message.id, vote, comment);
      setCommenting(vote === "down" && comment === undefined);
      notify(texts.thanks);
    } catch {
      notify(texts.failed);
    }
  };

  return (
    <div className="actions" role="group" aria-label={texts.label}>
      <Action label={texts.copy} onClick={copy}>
        <Icon name="copy" />
      </Action>
      {hasVerdict && (
        <Action label={texts.share} onClick={share}>
          <Icon name="image" />
        </Action>
      )}
      {onPrint && (
        <Action label={texts.print} onClick={() => onPrint(message)}>
          <Icon name="print" />
        </Action>
      )}
      {message.id > 0 && (
        <>
          <Action label={texts.up} pressed={message.vote === "up"} onClick={() => judge("up")}>
            <Icon name="up" />
          </Action>
          <Action label={texts.down} pressed={message.vote === "down"} onClick={() => judge("down")}>
            <Icon name="down" />
          </Action>
        </>
      )}
      {isCommenting && <Comment onSend={(text) => judge("down", text)} />}
    </div>
  );
}

type ActionProps = { label: string; pressed?: boolean; onClick: () => void; children: ReactNode };

function Action({ label, pressed, onClick, children }: ActionProps) {
  return (
    <button type="button" className="action" aria-label={label} aria-pressed={pressed} title={label} onClick={onClick}>
      {children}
    </button>
  );
}
