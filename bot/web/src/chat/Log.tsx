import { Typing } from "@chatui/core";
import { Fragment, useRef, type ReactNode } from "react";
import type { OnCite } from "../answer/Cite";
import type { OnSend } from "../answer/Picks";
import type { Message } from "../api/types";
import { useTexts } from "../texts";
import type { Chat } from "./chatState";
import type { Correct } from "./ChipEditor";
import type { Judge } from "./MessageActions";
import { MessageItem } from "./MessageItem";
import { Unsent } from "./Unsent";
import { useFollow } from "./useFollow";

type Props = {
  chat: Chat;
  intro: ReactNode;
  announced: string;
  onSend: OnSend;
  onCorrect: Correct;
  onCite: OnCite;
  onJudge: Judge;
  onPrint: (message: Message) => void;
  onRetry: () => void;
  onEdit: (key: number, text: string) => void;
};

/**
 * The conversation, and the page's one live region.
 *
 * ChatUI's message list is not used: each of its messages is an assertive alert of its own.
 */
export function Log({ chat, intro, announced, onSend, onCorrect, onCite, onJudge, onPrint, onRetry, onEdit }: Props) {
  const texts = useTexts();
  const scroller = useRef<HTMLDivElement>(null);
  useFollow(scroller, chat);
  const { messages, outbox } = chat;
  const isTyping = outbox.length > 0 && !outbox[0]!.failed && chat.state !== "agent";
  // All that the bot has said since can still be answered, not only the very last.
  const lastOther = messages.map((one) => one.author !== "bot").lastIndexOf(true);
  const lastSaid = [...messages].reverse().find((one) => one.author === "person");
  const printable = current(messages);

  return (
    <div className="scroller" ref={scroller} tabIndex={0} role="region" aria-label={texts.conversation}>
      <div className="column">
        {intro}
        <div className="log" role="log" aria-live="polite" aria-relevant="additions" aria-label={texts.conversation} aria-busy={chat.phase === "loading"}>
          {messages.map((message, place) => (
            <Fragment key={message.id || `passing-${place}`}>
              <MessageItem
                message={message}
                onCite={onCite}
                onJudge={onJudge}
                onCorrect={onCorrect}
                onSend={place > lastOther && !outbox.length ? onSend : undefined}
                onPrint={message === printable ? onPrint : undefined}
              />
              {chat.masked && message === lastSaid && <p className="remark">{texts.masked}</p>}
            </Fragment>
          ))}
          {outbox.map((one) => (
            <Unsent key={one.key} outgoing={one} onRetry={onRetry} onEdit={onEdit} />
          ))}
          {isTyping && (
            <div className="message message-typing" data-testid="typing">
              <Typing text={texts.typing} />
            </div>
          )}
          {/* Keyed, so that a new sentence is an addition, which is what a log reads out. */}
          <p className="visually-hidden" key={announced}>
            {announced}
          </p>
        </div>
      </div>
    </div>
  );
}

/** The latest verdict, unless facts were noted since: on paper it would stand beside what it does not rest on. */
function current(messages: Message[]): Message | undefined {
  const latest = [...messages].reverse().find((one) => one.answer?.read_back || isVerdict(one));
  return latest && isVerdict(latest) ? latest : undefined;
}

const isVerdict = (message: Message) => message.answer?.verdicts.some((one) => one.told) ?? false;
