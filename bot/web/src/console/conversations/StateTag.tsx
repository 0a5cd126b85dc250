import { useWords } from "../texts";
import type { ConversationRow } from "../types";

const LOOK = { bot: "tag-open", waiting: "tag-bad", agent: "tag-staff" };

/** Who answers in the conversation now. */
export function StateTag({ row }: { row: ConversationRow }) {
  const words = useWords().conversations;
  const isHeld = row.state === "agent" && row.agent;
  return (
    <span className={`tag ${LOOK[row.state]}`}>
      {isHeld ? words.heldBy(row.agent ?? "") : words.states[row.state]}
    </span>
  );
}
