import { App, Button } from "antd";
import { useState } from "react";
import { explain } from "../texts/explain";
import { ChangePassword } from "./ChangePassword";
import { usePreferences } from "./preferences";
import { useSession } from "./session";
import { useWords } from "./texts";

/** Who is logged in, with what they can do about it. */
export function AccountMenu() {
  const words = useWords();
  const { message } = App.useApp();
  const { language } = usePreferences();
  const { me, logOut } = useSession();
  const [isChanging, setChanging] = useState(false);

  const leave = () => logOut().catch((error) => message.error(explain(error, language, words.failed)));

  return (
    <>
      <span className="who">
        {me.name} <small>{words.roles[me.role]}</small>
      </span>
      <Button type="text" onClick={() => setChanging(true)}>
        {words.password.open}
      </Button>
      <Button type="text" onClick={leave} data-testid="logout">
        {words.logOut}
      </Button>
      {isChanging && <ChangePassword onClose={() => setChanging(false)} />}
    </>
  );
}
