import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { AXIS, GRID, TOOLTIP } from "./look";

type Bars = { name: string; [series: string]: string | number }[];
type Series = { key: string; label: string; colour: string }[];

const BAR = 30;
const LONGEST_NAME = 12;

const short = (name: string) => (name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name);

/** A bar for each name, several series one upon the other. */
export function BarsChart({ bars, series }: { bars: Bars; series: Series }) {
  const isStacked = series.length > 1;
  const height = bars.length * BAR + (isStacked ? 70 : 40);
  return (
    <ResponsiveContainer width="100%" height={height}>
      <BarChart data={bars} layout="vertical" margin={{ top: 0, right: 16, bottom: 0, left: 0 }} accessibilityLayer={false}>
        <CartesianGrid {...GRID} horizontal={false} />
        <XAxis type="number" allowDecimals={false} {...AXIS} />
        <YAxis type="category" dataKey="name" width={150} interval={0} tickFormatter={short} {...AXIS} />
        <Tooltip {...TOOLTIP} />
        {isStacked && <Legend />}
        {series.map((one) => (
          <Bar key={one.key} dataKey={one.key} name={one.label} fill={one.colour} stackId="all" barSize={14} isAnimationActive={false} />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}
