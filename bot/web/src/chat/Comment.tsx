import { Button, Input } from "@chatui/core";
import { useEffect, useId, useRef, useState } from "react";
import { useTexts } from "../texts";

const MOST = 500;

/** Why an answer did not help, in the person's words. */
export function Comment({ onSend }: { onSend: (text: string) => void }) {
  const texts = useTexts().actions;
  const [text, setText] = useState("");
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <form
      className="comment"
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        onSend(text.trim());
      }}
    >
      <label htmlFor={id}>{texts.comment}</label>
      <Input id={id} autoSize maxLength={MOST} showCount={false} value={text} onChange={setText} />
      <Button type="submit" color="primary">
        {texts.sendComment}
      </Button>
    </form>
  );
}
