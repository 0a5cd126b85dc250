import { Bubble, ErrorBoundary } from "@chatui/core";
import { memo, useRef } from "react";
import { AnswerCard } from "../answer";
import type { OnCite } from "../answer/Cite";
import type { OnSend } from "../answer/Picks";
import type { Message } from "../api/types";
import { useTexts } from "../texts";
import { MessageActions, type Judge } from "./MessageActions";


type Props = {
  message: Message;
  onCite: OnCite;
  onJudge: Judge;
  onSend?: OnSend;
  onPrint?: (message: Message) => void;
};

/** One message as its author's: the person's words, an agent's words, or an answer of the bot as a card. */
export const MessageItem = memo(function MessageItem({ message, onCite, onJudge, onSend, onPrint }: Props) {
  const texts = useTexts();
  const card = useRef<HTMLDivElement>(null);
  const name = { person: texts.you, bot: texts.bot, agent: texts.agent }[message.author];
  return (
    <div className={`message message-${message.author}`} data-testid={`message-${message.author}`} tabIndex={-1}>
      <p className={message.author === "agent" ? "message-name" : "visually-hidden"}>{name}：</p>
      {message.answer && message.author === "bot" ? (
        <>
          <div className="card" ref={card}>
            {/* An answer that cannot be drawn is still told. */}
            <ErrorBoundary FallbackComponent={() => <Bubble lang="zh-CN">{message.text}</Bubble>}>
              <AnswerCard answer={message.answer} onCite={onCite} onSend={onSend} />
            </ErrorBoundary>
          </div>
          <MessageActions message={message} card={card} onJudge={onJudge} onPrint={onPrint} />
        </>
      ) : (
        <Bubble lang="zh-CN">{message.text}</Bubble>
      )}
    </div>
  );
});
