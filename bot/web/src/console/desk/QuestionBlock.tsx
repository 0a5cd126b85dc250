import { Button } from "antd";
import { useRef, type KeyboardEvent, type ReactNode, type RefObject } from "react";
import { useWords } from "../texts";
import type { NextQuestion } from "../types";
import type { Facts } from "./case";
import { focusField } from "./focus";

type Props = {
  block: RefObject<HTMLElement>;
  question: NextQuestion | null;
  facts: Facts;
  isWorking: boolean;
  renderFact: (id: string) => ReactNode;
  onAnswer: (changes: Facts) => void;
  onSkip: (ids: string[]) => void;
  onReopen: () => void;
  onCommit: () => void;
};

/** The question to ask now. Enter in a field goes on to the next one, and from the last to the next question. */
export function QuestionBlock(props: Props) {
  const { block, question, facts, isWorking, renderFact, onAnswer, onSkip, onReopen, onCommit } = props;
  const words = useWords().desk;
  const fields = useRef<HTMLDivElement>(null);
  if (!question)
    return (
      <section className="question-block settled" ref={block} tabIndex={-1} aria-label={words.nextQuestion}>
        <p>{isWorking ? words.working : words.settled}</p>
      </section>
    );

  const open = question.facts.filter((id) => !(id in facts));
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    const isText = event.target instanceof HTMLInputElement && event.target.type === "text";
    if (!isText) return;
    if (event.key !== "Enter") return onReopen();
    if (!focusField(event.target as Element, "open")) onCommit();
  };

  return (
    <section className="question-block" ref={block} tabIndex={-1} aria-labelledby="next-question" data-testid="question">
      <header>
        <h3 id="next-question">
          <small>{words.nextQuestion}</small> <span lang="zh-CN">{question.ask}</span>
        </h3>
        {question.most_left > 1 && <span className="hint">{words.mostLeft(question.most_left)}</span>}
      </header>
      <div className="facts" data-facts ref={fields} onKeyDown={press} onBlur={onCommit}>
        {question.facts.map(renderFact)}
      </div>
      <footer>
        {question.multiple && (
          <Button
            size="small"
            disabled={!open.length}
            onClick={() => onAnswer(Object.fromEntries(open.map((id) => [id, false])))}
          >
            {words.othersNo}
          </Button>
        )}
        <Button size="small" disabled={!open.length} onClick={() => onSkip(open)}>
          {words.skip}
        </Button>
        {question.why && (
          <details>
            <summary>{words.why}</summary>
            <p lang="zh-CN">
              {question.why} {question.quote.clause}「{question.quote.text}」
            </p>
          </details>
        )}
      </footer>
    </section>
  );
}
