import { Button, Input } from "@chatui/core";
import type { KeyboardEvent } from "react";
import { useTexts } from "../texts";

export const COMPOSER = "composer";
const MOST = 2000;

type Props = { draft: string; onDraft: (text: string) => void; onSend: (text: string) => void };

/** Where the person writes. ChatUI's own composer sends on mouse-down alone, which no keyboard can do. */
export function Composer({ draft, onDraft, onSend }: Props) {
  const texts = useTexts().composer;

  const send = () => {
    if (!draft.trim()) return;
    onSend(draft.trim());
    onDraft("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter also picks a word from the list of an input method: that one sends nothing.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label className="visually-hidden" htmlFor={COMPOSER}>
        {texts.label}
      </label>
      <Input
        id={COMPOSER}
        data-testid="composer"
        autoSize
        maxRows={5}
        maxLength={MOST}
        showCount={false}
        enterKeyHint="send"
        placeholder={texts.placeholder}
        value={draft}
        onChange={onDraft}
        onKeyDown={onKeyDown}
      />
      <Button type="submit" color="primary" data-testid="send" disabled={!draft.trim()}>
        {texts.send}
      </Button>
    </form>
  );
}
