import "./statistics.css";
import { Button } from "antd";
import { lazy, Suspense, useEffect, useState } from "react";
import { explain } from "../../texts/explain";
import { usePreferences } from "../preferences";
import { exportPath, query, read } from "../staff";
import { useWords } from "../texts";
import { today } from "../today";
import type { Statistics as Figures } from "../types";
import { Tiles } from "./Tiles";

const Charts = lazy(() => import("./Charts"));
const DAYS = 30;

/** What happened on some days. */
export default function Statistics() {
  const words = useWords();
  const texts = words.statistics;
  const { language } = usePreferences();
  const [from, setFrom] = useState(() => today(DAYS - 1));
  const [to, setTo] = useState(() => today());
  const [figures, setFigures] = useState<Figures | null>(null);
  const [error, setError] = useState<unknown>(null);
  const period = query({ from, to });

  useEffect(() => {
    if (!from || !to) return;
    const newer = new AbortController();
    read<Figures>(`/statistics?${period}`, newer.signal).then(
      (found) => {
        setFigures(found);
        setError(null);
      },
      (found) => {
        if (!newer.signal.aborted) setError(found);
      },
    );
    return () => newer.abort();
  }, [from, to, period]);

  return (
    <div className="page">
      <div className="page-head">
        <h1>{texts.title}</h1>
        <label>
          {texts.from} <input type="date" value={from} max={to} onChange={(event) => setFrom(event.target.value)} />
        </label>
        <label>
          {texts.to} <input type="date" value={to} min={from} onChange={(event) => setTo(event.target.value)} />
        </label>
        <Button href={exportPath(`/statistics/messages.csv?${period}`)} download data-testid="export">
          {texts.export}
        </Button>
      </div>
      {error !== null && (
        <p className="error" role="alert">
          {explain(error, language, words.failed)}
        </p>
      )}
      {figures && <Tiles figures={figures} />}
      {figures && (
        <Suspense fallback={<p className="loading">{words.loading}</p>}>
          <Charts figures={figures} />
        </Suspense>
      )}
    </div>
  );
}
