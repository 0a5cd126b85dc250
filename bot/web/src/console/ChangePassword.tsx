import { Button, Input } from "antd";
import { useState, type FormEvent } from "react";
import { ApiError } from "../api/client";
import { explain } from "../texts/explain";
import { usePreferences } from "./preferences";
import { SessionDialog } from "./SessionDialog";
import { useSession } from "./session";
import { order } from "./staff";
import { useWords } from "./texts";

/** A new password of one's own, after which one logs in again. */
export function ChangePassword({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const { language } = usePreferences();
  const { end } = useSession();
  const [old, setOld] = useState("");
  const [fresh, setFresh] = useState("");
  const [error, setError] = useState<{ field: string; text: string } | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      await order("POST", "/password", { old, new: fresh });
      end(words.password.done);
    } catch (found) {
      const field = found instanceof ApiError ? (found.problem.field ?? "") : "";
      setError({ field, text: explain(found, language, words.failed) });
    }
  };

  const fields = [
    { id: "old", label: words.password.old, value: old, set: setOld, complete: "current-password" },
    { id: "new", label: words.password.new, value: fresh, set: setFresh, complete: "new-password" },
  ];
  return (
    <SessionDialog label={words.password.open} onClose={onClose} className="dialog-small">
      <form onSubmit={submit}>
        <h2>{words.password.open}</h2>
        {fields.map(({ id, label, value, set, complete }) => (
          <label className="field" key={id}>
            <span>{label}</span>
            <Input
              type="password"
              required
              autoComplete={complete}
              value={value}
              status={error?.field === id ? "error" : undefined}
              onChange={(event) => set(event.target.value)}
            />
          </label>
        ))}
        {error && (
          <p className="error" role="alert">
            {error.text}
          </p>
        )}
        <div className="dialog-buttons">
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="primary" htmlType="submit">
            {words.password.submit}
          </Button>
        </div>
      </form>
    </SessionDialog>
  );
}
