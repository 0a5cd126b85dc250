import { Button, Input } from "@chatui/core";
import { useEffect, type KeyboardEvent } from "react";
import { useTexts } from "../texts";

export const COMPOSER = "composer";
const TOO_LONG = "composer-too-long";
const MOST = 2000;

type Props = {
  draft: string;
  onDraft: (text: string) => void;
  onSend: (text: string) => void;
  onSay: (sentence: string) => void;
};

/**
 * Where the person writes. A text that is too long is not cut: it is sent once it was shortened.
 *
 * ChatUI's own composer sends on mouse-down alone, which no keyboard can do.
 */
export function Composer({ draft, onDraft, onSend, onSay }: Props) {
  const texts = useTexts().composer;

  // As the server counts: by characters, not by halves of them.
  const over = draft.length > MOST ? [...draft.trim()].length - MOST : 0;
  const isTooLong = over > 0;
  useEffect(() => {
    if (isTooLong) onSay(texts.tooLong(MOST));
  }, [isTooLong, texts, onSay]);

  const send = () => {
    if (isTooLong) onSay(texts.tooLong(MOST));
    if (!draft.trim() || isTooLong) return;
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
        showCount={false}
        aria-invalid={isTooLong || undefined}
        aria-describedby={isTooLong ? TOO_LONG : undefined}
        enterKeyHint="send"
        placeholder={texts.placeholder}
        value={draft}
        onChange={onDraft}
        onKeyDown={onKeyDown}
      />
      <Button type="submit" color="primary" data-testid="send" disabled={!draft.trim() || isTooLong}>
        {texts.send}
      </Button>
      {isTooLong && (
        <p className="problem" id={TOO_LONG} data-testid="too-long">
          {texts.over(MOST, over)}
        </p>
      )}
    </form>
  );
}
