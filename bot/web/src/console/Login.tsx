import { Alert, Button, Input } from "antd";
import { useState, type FormEvent } from "react";
import { explain } from "../texts/explain";
import { PreferenceSwitches } from "./PreferenceSwitches";
import { usePreferences } from "./preferences";
import { useWords } from "./texts";

type Props = { notice: string; onEnter: (name: string, password: string) => Promise<void> };

/** Name and password. */
export function Login({ notice, onEnter }: Props) {
  const words = useWords();
  const { language } = usePreferences();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [error, setError] = useState("");
  const [isBusy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError("");
    try {
      await onEnter(name.trim(), password);
      setPassword("");
    } catch (found) {
      setError(explain(found, language, words.login.unreachable));
    } finally {
      setBusy(false);
    }
  };

  return (
    <main className="login">
      <form className="login-card" onSubmit={submit} aria-labelledby="login-title">
        <h1 id="login-title">{words.title}</h1>
        <p className="muted">{words.subtitle}</p>
        {notice && !error && <Alert type="info" showIcon title={notice} />}
        {error && (
          <div role="alert" data-testid="login-error">
            <Alert type="error" showIcon title={error} role="presentation" />
          </div>
        )}
        <label className="field">
          <span>{words.login.name}</span>
          <Input
            size="large"
            autoFocus
            required
            autoComplete="username"
            value={name}
            onChange={(event) => setName(event.target.value)}
            data-testid="login-name"
          />
        </label>
        <label className="field">
          <span>{words.login.password}</span>
          <Input
            size="large"
            type="password"
            required
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            data-testid="login-password"
          />
        </label>
        <Button type="primary" size="large" block htmlType="submit" loading={isBusy} data-testid="login-submit">
          {words.login.submit}
        </Button>
        <PreferenceSwitches />
      </form>
    </main>
  );
}
