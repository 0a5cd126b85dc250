import { Moment } from "../Moment";
import { useChannelName, useWords } from "../texts";
import type { Reach } from "../types";

type Props = { id: string; channel: string; reach: Reach };

/** What holds for words that are to reach a person on WeChat. */
export function ReachLine({ id, channel, reach }: Props) {
  const words = useWords().conversations;
  const nameOf = useChannelName();
  const rules = reach.can_push ? [words.allowance.get(channel), words.left(reach.left)] : [words.noPush];
  return (
    <p className="reach hint" id={id} data-testid="reach">
      {nameOf(channel)} · {words.lastSign} <Moment at={reach.last_at} /> · {rules.filter(Boolean).join(" · ")}
    </p>
  );
}
