import { useState } from "react";
import type { Choice } from "../api/types";
import { useTexts } from "../texts";

const UNKNOWN = "不清楚";

export type OnSend = (text: string) => void;
type Props = { choices: Choice[]; onSend: OnSend; labelledBy: string };

/** Answers to pick any number of; the last, 以上都没有, excludes the others. */
export function Picks({ choices, onSend, labelledBy }: Props) {
  const texts = useTexts().answer;
  const [picked, setPicked] = useState<string[]>([]);
  const none = choices[choices.length - 1]?.title;

  const toggle = (title: string) => {
    if (picked.includes(title)) setPicked(picked.filter((one) => one !== title));
    else setPicked(title === none ? [title] : [...picked.filter((one) => one !== none), title]);
  };
  // In the order of the list, whatever the order of picking.
  const send = () => onSend(choices.map((one) => one.title).filter((title) => picked.includes(title)).join("、"));

  return (
    <div role="group" aria-labelledby={labelledBy}>
      <p className="small">{texts.pickSeveral}</p>
      <div className="choices">
        {choices.map((one) => (
          <button
            type="button"
            className="choice pick"
            data-testid="choice"
            role="checkbox"
            aria-checked={picked.includes(one.title)}
            key={one.title}
            onClick={() => toggle(one.title)}
          >
            <span className="pick-box" aria-hidden="true" />
            {one.title}
          </button>
        ))}
      </div>
      <div className="choices">
        <button type="button" className="choice primary" data-testid="choices-confirm" disabled={!picked.length} onClick={send}>
          {texts.confirm}
        </button>
        <button type="button" className="choice" data-testid="choice" onClick={() => onSend(UNKNOWN)}>
          {texts.unknown}
        </button>
      </div>
    </div>
  );
}
