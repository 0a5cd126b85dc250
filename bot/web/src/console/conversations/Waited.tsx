import { useWords } from "../texts";

const MINUTE = 60_000;

/** How long somebody has waited. The list, which is looked at again all the time, keeps it going. */
export function Waited({ since }: { since: string }) {
  const words = useWords().conversations;
  const minutes = Math.max(0, Math.floor((Date.now() - new Date(since).getTime()) / MINUTE));
  return (
    <span className="waited" data-testid="waited">
      {words.waited(Math.floor(minutes / 60), minutes % 60)}
    </span>
  );
}
