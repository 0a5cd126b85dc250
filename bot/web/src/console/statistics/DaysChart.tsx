import { CartesianGrid, Legend, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { useWords } from "../texts";
import type { Statistics } from "../types";
import { AXIS, GRID, TOOLTIP } from "./look";

const LINE = { dot: false, strokeWidth: 2, isAnimationActive: false };

/** Conversations and messages day by day. */
export function DaysChart({ days }: { days: Statistics["days"] }) {
  const words = useWords().statistics;
  return (
    <ResponsiveContainer width="100%" height={260}>
      <LineChart data={days} margin={{ top: 8, right: 16, bottom: 0, left: -16 }} accessibilityLayer={false}>
        <CartesianGrid {...GRID} />
        <XAxis dataKey="day" tickFormatter={(day: string) => day.slice(5)} {...AXIS} minTickGap={24} />
        <YAxis allowDecimals={false} {...AXIS} />
        <Tooltip {...TOOLTIP} />
        <Legend />
        <Line dataKey="messages" name={words.messages} stroke="var(--staff)" strokeDasharray="5 3" {...LINE} />
        <Line dataKey="conversations" name={words.conversations} stroke="var(--accent)" {...LINE} />
      </LineChart>
    </ResponsiveContainer>
  );
}
