import { App, Button } from "antd";
import { useCallback, useEffect, useState } from "react";
import { explain } from "../texts/explain";
import { AccountDialog } from "./AccountDialog";
import { ListFoot } from "./ListFoot";
import { Moment } from "./Moment";
import { usePreferences } from "./preferences";
import { useSession } from "./session";
import { change, read } from "./staff";
import { useWords } from "./texts";
import { ADMINISTRATOR, type Account, type Role } from "./types";

const ROLES: Role[] = ["坐席", ADMINISTRATOR];

/** The accounts of the staff. */
export default function Accounts() {
  const words = useWords();
  const texts = words.accounts;
  const { language } = usePreferences();
  const { message } = App.useApp();
  const { me } = useSession();
  const [accounts, setAccounts] = useState<Account[]>([]);
  const [error, setError] = useState<unknown>(null);
  const [isLoading, setLoading] = useState(true);
  /** The account a password is set for; "new" for one that is made. */
  const [edited, setEdited] = useState<Account | "new" | null>(null);

  const load = useCallback(() => {
    read<Account[]>("/accounts")
      .then(setAccounts, setError)
      .finally(() => setLoading(false));
  }, []);
  useEffect(load, [load]);

  const patch = async (account: Account, body: Record<string, unknown>) => {
    try {
      await change<Account>("PATCH", `/accounts/${account.id}`, body);
      void message.success(texts.changed);
    } catch (found) {
      void message.error(explain(found, language, words.failed));
    }
    load();
  };
  const close = useCallback(() => setEdited(null), []);
  const done = () => {
    close();
    void message.success(texts.changed);
    load();
  };

  return (
    <div className="page">
      <div className="page-head">
        <h1>{texts.title}</h1>
        <Button type="primary" onClick={() => setEdited("new")} data-testid="account-new">
          {texts.create}
        </Button>
      </div>
      <div className="card table-scroll" tabIndex={0} role="region" aria-label={texts.title}>
        <table className="table accounts">
          <thead>
            <tr>
              <th scope="col">{texts.name}</th>
              <th scope="col">{texts.role}</th>
              <th scope="col">{texts.state}</th>
              <th scope="col">{texts.lastLogin}</th>
              <th scope="col">{texts.actions}</th>
            </tr>
          </thead>
          <tbody>
            {accounts.map((one) => (
              <tr key={one.id} data-testid="account-row">
                <th scope="row">{one.name}</th>
                <td>
                  <select
                    aria-label={`${texts.role}：${one.name}`}
                    value={one.role}
                    disabled={one.id === me.id}
                    onChange={(event) => patch(one, { role: event.target.value })}
                  >
                    {ROLES.map((role) => (
                      <option key={role} value={role}>
                        {words.roles[role]}
                      </option>
                    ))}
                  </select>
                </td>
                <td className="nowrap">
                  <span className={`tag ${one.active ? "tag-good" : "tag-open"}`}>{one.active ? texts.active : texts.inactive}</span>{" "}
                  {one.locked && <span className="tag tag-bad">{texts.locked}</span>}
                </td>
                <td>{one.last_login ? <Moment at={one.last_login} withYear /> : texts.never}</td>
                <td>
                  <div className="buttons">
                    <Button size="small" onClick={() => setEdited(one)}>
                      {texts.newPassword}
                    </Button>
                    {one.locked && (
                      <Button size="small" onClick={() => patch(one, { unlock: true })}>
                        {texts.unlock}
                      </Button>
                    )}
                    {one.id !== me.id && (
                      <Button size="small" danger={one.active} onClick={() => patch(one, { active: !one.active })}>
                        {one.active ? texts.deactivate : texts.activate}
                      </Button>
                    )}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <ListFoot isEmpty={!accounts.length} isLoading={isLoading} error={error} hasMore={false} onMore={load} />
      </div>
      {edited && <AccountDialog account={edited === "new" ? null : edited} onClose={close} onDone={done} />}
    </div>
  );
}
