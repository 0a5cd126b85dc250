import { Button } from "antd";
import { usePreferences } from "./preferences";
import { useWords } from "./texts";

/** Switches of language and colours. */
export function PreferenceSwitches() {
  const words = useWords();
  const { language, scheme, setLanguage, setScheme } = usePreferences();
  return (
    <div className="preferences">
      <Button type="text" lang={language === "zh" ? "en" : "zh-CN"} onClick={() => setLanguage(language === "zh" ? "en" : "zh")}>
        {language === "zh" ? "English" : "中文"}
      </Button>
      <Button
        type="text"
        aria-label={scheme === "light" ? words.toDark : words.toLight}
        title={scheme === "light" ? words.toDark : words.toLight}
        onClick={() => setScheme(scheme === "light" ? "dark" : "light")}
      >
        <span aria-hidden="true">{scheme === "light" ? "◐" : "◑"}</span>
      </Button>
    </div>
  );
}
