import { App, Button, Input } from "antd";
import { useEffect, useId, useState, type KeyboardEvent } from "react";
import { explain } from "../../texts/explain";
import { usePreferences } from "../preferences";
import { change } from "../staff";
import { useWords } from "../texts";
import type { StaffMessage } from "../types";
import { draftOf, keepDraft } from "./drafts";
import { ReachLine } from "./ReachLine";
import type { Shown } from "./useReplay";

const LONGEST = 2000;

type Props = { conversation: Shown; onSent: (message: StaffMessage) => void };

/** Where the agent who holds the conversation writes. What is not sent yet stays in the box. */
export function AgentBox({ conversation, onSent }: Props) {
  const { id, channel, reach } = conversation;
  const line = useId();
  const words = useWords();
  const texts = words.conversations;
  const { language } = usePreferences();
  const { message } = App.useApp();
  const [text, setText] = useState(() => draftOf(id));
  const [isBusy, setBusy] = useState(false);

  useEffect(() => keepDraft(id, text), [id, text]);

  const send = async () => {
    if (!text.trim() || isBusy) return;
    setBusy(true);
    try {
      onSent(await change<StaffMessage>("POST", `/conversations/${id}/messages`, { text }));
      setText("");
    } catch (error) {
      void message.error(explain(error, language, words.failed));
    } finally {
      setBusy(false);
    }
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void send();
  };

  return (
    <div className="replay-foot">
      {reach && <ReachLine id={line} channel={channel} reach={reach} />}
      <div className="agent-box">
        <Input.TextArea
          autoFocus
          autoSize={{ minRows: 2, maxRows: 6 }}
          maxLength={LONGEST}
          aria-label={texts.write}
          aria-describedby={reach ? line : undefined}
          placeholder={texts.writeHint}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={press}
          data-testid="agent-input"
        />
        <Button type="primary" onClick={send} disabled={!text.trim()} data-testid="agent-send">
          {texts.send}
        </Button>
      </div>
    </div>
  );
}
