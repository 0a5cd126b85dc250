import { useTexts } from "../texts";

const LOOK: Record<string, { name: string; sign: string }> = {
  满足: { name: "good", sign: "✓" },
  待评审: { name: "review", sign: "◔" },
  不满足: { name: "bad", sign: "✕" },
  待补充: { name: "open", sign: "…" },
};

/** How a programme stands: by word and sign, colour only besides. */
export function StatusPill({ status, ...rest }: { status: string; "data-testid"?: string }) {
  const gloss = useTexts().answer.status[status];
  const look = LOOK[status] ?? { name: "open", sign: "·" };
  return (
    <span className={`status status-${look.name}`} {...rest}>
      <span className="status-sign" aria-hidden="true">
        {look.sign}
      </span>
      {status}
      {gloss && <span lang="en">&nbsp;{gloss}</span>}
    </span>
  );
}
