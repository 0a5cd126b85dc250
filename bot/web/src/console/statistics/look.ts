/** How axes, grids and tooltips look in all charts, in the colours of the page. */
export const AXIS = { stroke: "var(--ink-2)", tick: { fill: "var(--ink-2)", fontSize: 12 }, tickLine: false };
export const GRID = { stroke: "var(--line)", strokeDasharray: "2 4" };
export const TOOLTIP = {
  contentStyle: { background: "var(--surface)", border: "1px solid var(--line-strong)", borderRadius: 6, color: "var(--ink)" },
  cursor: { fill: "var(--surface-2)", stroke: "var(--line-strong)" },
};
