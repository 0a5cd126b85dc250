import "../styles/tokens.css";
import "./answer.css";
import type { ReactNode } from "react";
import type { Answer } from "../api/types";
import { useTexts } from "../texts";
import type { OnCite } from "./Cite";
import { Clauses } from "./Clauses";
import { Dated } from "./Dated";
import { FinePrint } from "./FinePrint";
import { OtherProgrammes } from "./OtherProgrammes";
import { Points } from "./Points";
import type { OnSend } from "./Picks";
import { Choices, QuestionCard } from "./QuestionCard";
import { Validity } from "./Validity";
import { VerdictCard } from "./VerdictCard";

/** form: in which the question is answered, in place of its buttons. */
type Props = { answer: Answer; onSend?: OnSend; onCite?: OnCite; form?: ReactNode };

/** An answer as a card: what was asked first, what carries it after, boilerplate folded. */
export function AnswerCard({ answer, onSend, onCite, form }: Props) {
  const texts = useTexts().answer;
  const told = answer.verdicts.filter((one) => one.told);
  const others = answer.verdicts.filter((one) => !one.told);
  const isInformative = told.length > 0 || answer.clauses.length > 0;
  return (
    <div className="answer" lang="zh-CN">
      <Validity validity={answer.validity} />
      {/* Each verdict says its own sentence; the headline would say them all once more. */}
      {answer.headline && !told.length && <Headline text={answer.headline} />}
      {told.map((one) => (
        <VerdictCard key={`${one.pack}/${one.programme}`} verdict={one} onCite={onCite} />
      ))}
      <Points points={answer.notes} />
      {answer.lines.length > 0 && <Lines lines={answer.lines} />}
      {others.length > 0 && <OtherProgrammes verdicts={others} />}
      <Clauses clauses={answer.clauses} heading={answer.clauses_are === "依据" ? texts.basis : answer.clauses_are} onCite={onCite} />
      {isInformative && <FinePrint answer={answer} />}
      {answer.read_back && (
        <p className="read-back">
          <Dated text={answer.read_back} />
        </p>
      )}
      {answer.notice && (
        <div className="notice" role="note">
          <strong>{texts.notice}</strong>
          <p>{answer.notice}</p>
        </div>
      )}
      {answer.question && <QuestionCard question={answer.question} onSend={onSend} form={form} />}
      {onSend && <Choices choices={answer.choices} onSend={onSend} />}
    </div>
  );
}

/** The first line says what it is about; a list below it is no heading. */
function Headline({ text }: { text: string }) {
  const [first, ...rest] = text.split("\n");
  return (
    <>
      <p className="headline">
        <Dated text={first ?? ""} />
      </p>
      {rest.length > 0 && <Lines lines={rest} />}
    </>
  );
}

function Lines({ lines }: { lines: string[] }) {
  return (
    <div className="lines">
      {lines.map((line, place) => (
        <p key={place}>
          <Dated text={line} />
        </p>
      ))}
    </div>
  );
}
