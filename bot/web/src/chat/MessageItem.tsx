import { Bubble, ErrorBoundary } from "@chatui/core";
import { memo, useRef } from "react";
import { AnswerCard } from "../answer";
import type { OnCite } from "../answer/Cite";
import type { OnSend } from "../answer/Picks";
import type { Message } from "../api/types";
import { useTexts } from "../texts";
import type { Correct } from "./ChipEditor";
import { MessageActions, type Judge } from "./MessageActions";
import { isAnsweredInFields, QuestionFields } from "./QuestionFields";

type Props = {
  message: Message;
  onCite: OnCite;
  onJudge: Judge;
  onCorrect: Correct;
  onSend?: OnSend;
  onPrint?: (message: Message) => void;
};

/** One message as its author's: the person's words, an agent's words, or an answer of the bot as a card. */
export const MessageItem = memo(function MessageItem({ message, onCite, onJudge, onCorrect, onSend, onPrint }: Props) {
  const texts = useTexts();
  const card = useRef<HTMLDivElement>(null);
  const name = { person: texts.you, bot: texts.bot, agent: texts.agent }[message.author];
  const question = message.answer?.question;
  const form =
    onSend && question && isAnsweredInFields(question) ? (
      <QuestionFields question={question} onCorrect={onCorrect} onSend={onSend} />
    ) : undefined;
  return (
    <div className={`message message-${message.author}`} data-testid={`message-${message.author}`} tabIndex={-1}>
      <p className={message.author === "agent" ? "message-name" : "visually-hidden"}>{name}：</p>
      {message.answer && message.author === "bot" ? (
        <>
          <div className="card" ref={card}>
            {/* An answer that cannot be drawn is still told. */}
            <ErrorBoundary FallbackComponent={() => <Bubble lang="zh-CN">{message.text}</Bubble>}>
              <AnswerCard answer={message.answer} onCite={onCite} onSend={onSend} form={form} />
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
