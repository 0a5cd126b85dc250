import { useId, type ReactNode } from "react";
import type { Choice, Question } from "../api/types";
import { useTexts } from "../texts";
import { Picks, type OnSend } from "./Picks";
import { Progress } from "./Progress";

type Props = { question: Question; onSend?: OnSend; form?: ReactNode };

/** The question put to the person. Without `onSend` it can only be read. */
export function QuestionCard({ question, onSend, form }: Props) {
  const texts = useTexts().answer;
  const ask = useId();
  return (
    <section className="question">
      {onSend && <Progress question={question} />}
      <p className="ask" id={ask}>
        {question.ask}
      </p>
      {question.why && (
        <details className="fold" data-testid="why">
          <summary>{texts.why}</summary>
          <p>{question.why}</p>
        </details>
      )}
      {/* The hint of a list says how to answer by number, which is for channels without boxes to tick. */}
      {question.hint && !question.multiple && !form && <p className="small hint">{question.hint}</p>}
      {form}
      {onSend &&
        !form &&
        (question.multiple ? (
          <Picks key={question.id} choices={question.choices} onSend={onSend} labelledBy={ask} />
        ) : (
          <Choices choices={question.choices} onSend={onSend} labelledBy={ask} />
        ))}
    </section>
  );
}

type ChoicesProps = { choices: Choice[]; onSend: OnSend; labelledBy?: string };

/** Answers to pick one of. */
export function Choices({ choices, onSend, labelledBy }: ChoicesProps) {
  if (!choices.length) return null;
  return (
    <div className="choices" role="group" aria-labelledby={labelledBy}>
      {choices.map((one) => (
        <button type="button" className="choice" data-testid="choice" key={one.send} onClick={() => onSend(one.send)}>
          {one.title}
        </button>
      ))}
    </div>
  );
}
