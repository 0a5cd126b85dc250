import { Button, Input } from "antd";
import { useState, type FormEvent } from "react";
import { ApiError } from "../api/client";
import { explain } from "../texts/explain";
import { usePreferences } from "./preferences";
import { SessionDialog } from "./SessionDialog";
import { change } from "./staff";
import { useWords } from "./texts";
import { ADMINISTRATOR, type Account, type Role } from "./types";

type Props = { account: Account | null; onClose: () => void; onDone: () => void };

/** A new account, or with `account` a new password for it. */
export function AccountDialog({ account, onClose, onDone }: Props) {
  const words = useWords();
  const texts = words.accounts;
  const { language } = usePreferences();
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("坐席");
  const [password, setPassword] = useState("");
  const [error, setError] = useState<{ field: string; text: string } | null>(null);
  const title = account ? texts.passwordOf(account.name) : texts.create;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      if (account) await change<Account>("PATCH", `/accounts/${account.id}`, { password });
      else await change<Account>("POST", "/accounts", { name: name.trim(), role, password });
      onDone();
    } catch (found) {
      const field = found instanceof ApiError ? (found.problem.field ?? "") : "";
      setError({ field, text: explain(found, language, words.failed) });
    }
  };

  const stateOf = (field: string) => (error?.field === field ? "error" : undefined);
  return (
    <SessionDialog label={title} onClose={onClose} className="dialog-small">
      <form onSubmit={submit}>
        <h2>{title}</h2>
        {!account && (
          <>
            <label className="field">
              <span>{texts.name}</span>
              <Input
                required
                maxLength={64}
                autoComplete="off"
                status={stateOf("name")}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            </label>
            <label className="field">
              <span>{texts.role}</span>
              <select value={role} onChange={(event) => setRole(event.target.value as Role)}>
                <option value="坐席">{words.roles.坐席}</option>
                <option value={ADMINISTRATOR}>{words.roles.管理员}</option>
              </select>
            </label>
          </>
        )}
        <label className="field">
          <span>{texts.password}</span>
          <Input
            type="password"
            required
            maxLength={128}
            autoComplete="new-password"
            status={stateOf("password")}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </label>
        {error && (
          <p className="error" role="alert">
            {error.text}
          </p>
        )}
        <div className="dialog-buttons">
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button type="primary" htmlType="submit">
            {words.save}
          </Button>
        </div>
      </form>
    </SessionDialog>
  );
}
