import { useChannelName, useWords } from "../texts";
import type { Statistics } from "../types";
import { BarsChart } from "./BarsChart";
import { DaysChart } from "./DaysChart";
import { Figure } from "./Figure";

const STATUSES = [
  { key: "满足", colour: "var(--good)" },
  { key: "待评审", colour: "var(--review)" },
  { key: "不满足", colour: "var(--bad)" },
  { key: "待补充", colour: "var(--line-strong)" },
];
const MOST_TOPICS = 12;

/** The figures drawn, each with the table it is drawn from. */
export default function Charts({ figures }: { figures: Statistics }) {
  const words = useWords();
  const nameOf = useChannelName();
  const texts = words.statistics;
  const { days, topics, outcomes, channels } = figures;
  const channelBars = channels.map((one) => ({ name: nameOf(one.channel), count: one.count }));
  const counted = [{ key: "count", label: texts.count, colour: "var(--accent)" }];
  const outcomeBars = outcomes.map((one) => ({ name: words.conversations.outcomes[one.outcome], count: one.count }));
  return (
    <div className="charts">
      <Figure
        title={texts.byDay}
        columns={[texts.day, texts.conversations, texts.messages]}
        rows={days.map((one) => [one.day, one.conversations, one.messages])}
      >
        <DaysChart days={days} />
      </Figure>
      <Figure title={texts.topics} columns={[texts.topic, texts.count]} rows={topics.map((one) => [one.label, one.count])}>
        <BarsChart bars={topics.slice(0, MOST_TOPICS).map((one) => ({ name: one.label, count: one.count }))} series={counted} />
      </Figure>
      <Figure title={texts.outcomes} columns={[texts.outcome, texts.count]} rows={outcomeBars.map((one) => [one.name, one.count])}>
        <BarsChart bars={outcomeBars} series={counted} />
      </Figure>
      <Verdicts verdicts={figures.verdicts} />
      <Figure title={texts.channels} columns={[texts.channel, texts.count]} rows={channelBars.map((one) => [one.name, one.count])}>
        <BarsChart bars={channelBars} series={counted} />
      </Figure>
    </div>
  );
}

function Verdicts({ verdicts }: { verdicts: Statistics["verdicts"] }) {
  const words = useWords().statistics;
  const bars = new Map<string, { name: string; [status: string]: string | number }>();
  for (const one of verdicts) {
    const key = `${one.pack}/${one.programme}`;
    const bar = bars.get(key) ?? { name: one.label };
    bars.set(key, { ...bar, [one.status]: one.count });
  }
  const all = [...bars.values()];
  return (
    <Figure
      title={words.verdicts}
      columns={[words.programme, ...STATUSES.map((one) => one.key)]}
      rows={all.map((bar) => [bar.name, ...STATUSES.map((one) => bar[one.key] ?? 0)])}
    >
      <BarsChart bars={all} series={STATUSES.map((one) => ({ ...one, label: one.key }))} />
    </Figure>
  );
}
