import { memo } from "react";
import { AnswerCard } from "../../answer";
import { Moment } from "../Moment";
import { useWords } from "../texts";
import type { Outcome, StaffMessage } from "../types";
import { Trace } from "./Trace";
import { Understanding } from "./Understanding";

const LOOK: Record<Outcome, string> = {
  answered: "tag-good",
  screening: "tag-good",
  unanswered: "tag-review",
  handed_over: "tag-staff",
  to_agent: "tag-staff",
  failed: "tag-bad",
};

type Props = { conversation: number; message: StaffMessage };

/** One message with what staff want to know about it. Once it is said only its vote and its delivery change. */
export const ReplayMessage = memo(function ReplayMessage({ conversation, message }: Props) {
  const words = useWords().conversations;
  const { author, answer, outcome, understood, delivery, delivery_note: note, request_id: request } = message;
  return (
    <article className={`replay-message by-${author}`} data-testid="replay-message">
      <header>
        <strong>
          {words.authors[author]}
          {message.agent && ` ${message.agent}`}
        </strong>
        <span className="muted">
          <Moment at={message.at} />
          {message.latency_ms !== null && ` · ${Math.round(message.latency_ms)} ms`}
        </span>
        {outcome && <span className={`tag ${LOOK[outcome]}`}>{words.outcomes[outcome]}</span>}
        {message.vote && (
          <span className={`tag ${message.vote === "up" ? "tag-good" : "tag-bad"}`}>
            {message.vote === "up" ? words.upvote : words.downvote}
            {message.comment && `：${message.comment}`}
          </span>
        )}
      </header>
      <p className="replay-text" lang="zh-CN">
        {message.text}
      </p>
      {delivery && (
        <p className={`delivery delivery-${delivery}`} data-testid="delivery">
          {delivery === "sent" ? `✓ ${words.delivered}` : words.undelivered}
          {note && <span lang="zh-CN">（{note}）</span>}
        </p>
      )}
      {understood && <Understanding understood={understood} />}
      {outcome === "failed" && request && <p className="hint">{words.request(request)}</p>}
      {answer && (
        <details>
          <summary>{words.answerCard}</summary>
          <AnswerCard answer={answer} />
        </details>
      )}
      {answer && answer.verdicts.length > 0 && (
        <Trace conversation={conversation} message={message.id} verdicts={answer.verdicts} />
      )}
    </article>
  );
});
