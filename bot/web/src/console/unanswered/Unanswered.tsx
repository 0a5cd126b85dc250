import "./unanswered.css";
import { Button } from "antd";
import { Fragment, useEffect, useState } from "react";
import { ListFoot } from "../ListFoot";
import { Moment } from "../Moment";
import { linkTo } from "../route";
import { exportPath, read } from "../staff";
import { useWords } from "../texts";
import type { Intent, UnansweredRow } from "../types";
import { usePages } from "../usePages";
import { ReviewForm } from "./ReviewForm";

/** What could not be answered, to be put under intents one after the other. */
export default function Unanswered() {
  const words = useWords().unanswered;
  const [isReviewed, setReviewed] = useState(false);
  const [intents, setIntents] = useState<Intent[]>([]);
  const [current, setCurrent] = useState<number | null>(null);
  const { rows, drop, hasMore, more, error, isLoading } = usePages<UnansweredRow>(
    "/unanswered",
    { reviewed: isReviewed, limit: 50 },
    (row) => row.message,
  );

  useEffect(() => {
    read<Intent[]>("/intents").then(setIntents, () => undefined);
  }, []);

  const labelOf = (intent: string) => intents.find((one) => one.intent === intent)?.label ?? intent;
  const show = (reviewed: boolean) => {
    setReviewed(reviewed);
    setCurrent(null);
  };
  // On to the next question, so that a pile is gone through without looking for it.
  const done = (row: UnansweredRow) => {
    const at = rows.indexOf(row);
    setCurrent(rows[at + 1]?.message ?? null);
    drop(row.message);
  };

  return (
    <div className="page">
      <div className="page-head">
        <h1>{words.title}</h1>
        <div className="segments" role="radiogroup" aria-label={words.review}>
          {[false, true].map((one) => (
            <label key={String(one)}>
              <input type="radio" name="reviewed" checked={isReviewed === one} onChange={() => show(one)} />
              <span>{one ? words.done : words.open}</span>
            </label>
          ))}
        </div>
        <Button href={exportPath("/unanswered/export")} download data-testid="export">
          {words.export}
        </Button>
      </div>
      <p className="lead muted">{words.lead}</p>
      <div className="card table-scroll" tabIndex={0} role="region" aria-label={words.title}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{words.question}</th>
              <th scope="col">{isReviewed ? words.result : words.likely}</th>
              <th scope="col">{words.at}</th>
              <th scope="col">{words.review}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Fragment key={row.message}>
                <tr data-testid="unanswered-row" data-current={row.message === current || undefined}>
                  <td lang="zh-CN">{row.text}</td>
                  <td lang="zh-CN">
                    <Outcome row={row} labelOf={labelOf} />
                  </td>
                  <td>
                    <Moment at={row.at} />
                  </td>
                  <td>
                    <div className="buttons">
                      <Button
                        size="small"
                        aria-expanded={row.message === current}
                        onClick={() => setCurrent(row.message === current ? null : row.message)}
                        data-testid="review"
                      >
                        {isReviewed ? words.again : words.review}
                      </Button>
                      <a href={linkTo("conversations", row.conversation)}>{words.conversation}</a>
                    </div>
                  </td>
                </tr>
                {row.message === current && (
                  <tr className="review-row">
                    <td colSpan={4}>
                      <ReviewForm key={row.message} row={row} intents={intents} onDone={() => done(row)} />
                    </td>
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
        </table>
        <ListFoot isEmpty={!rows.length} isLoading={isLoading} error={error} hasMore={hasMore} onMore={more} none={words.none} />
      </div>
    </div>
  );
}

function Outcome({ row, labelOf }: { row: UnansweredRow; labelOf: (intent: string) => string }) {
  const words = useWords().unanswered;
  const { review, likely } = row;
  if (review) {
    return (
      <>
        {review.intent ? (
          <>
            <strong>{labelOf(review.intent)}</strong> {review.example}
          </>
        ) : (
          <span className="muted">{words.dismissed}</span>
        )}{" "}
        <small className="muted">
          {review.by} <Moment at={review.at} />
        </small>
      </>
    );
  }
  const first = likely[0];
  return first ? (
    <span>
      {first.label} <small className="muted">{Math.round(first.confidence * 100)}%</small>
    </span>
  ) : (
    <span className="muted">—</span>
  );
}
