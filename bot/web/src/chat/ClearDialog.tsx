import { Button } from "@chatui/core";
import { useState } from "react";
import { Dialog } from "../dialog/Dialog";
import { useTexts } from "../texts";

type Props = { onClear: () => Promise<void>; onClose: () => void };

/** Asks once more before the conversation is deleted. */
export function ClearDialog({ onClear, onClose }: Props) {
  const texts = useTexts().clear;
  const [problem, setProblem] = useState("");
  const clear = () => onClear().then(onClose, () => setProblem(texts.failed));
  return (
    <Dialog label={texts.title} className="dialog-small" onClose={onClose}>
      <h2>{texts.title}</h2>
      <p>{texts.text}</p>
      {problem && <p className="problem">{problem}</p>}
      <div className="dialog-buttons">
        <Button onClick={onClose}>{texts.cancel}</Button>
        <Button color="primary" data-testid="confirm" onClick={clear}>
          {texts.confirm}
        </Button>
      </div>
    </Dialog>
  );
}
