import { App as AntApp, ConfigProvider } from "antd";
import zhCN from "antd/locale/zh_CN";
import { TEXTS, TextsProvider } from "../texts";
import { Frame } from "./Frame";
import { PreferencesProvider, useStoredPreferences } from "./preferences";
import { SessionGate } from "./session";
import { WORDS, WordsProvider } from "./texts";
import { themeOf } from "./theme";

/** The console: language, colours, log-in, and inside it the pages. */
export function App() {
  const preferences = useStoredPreferences();
  const { language, scheme } = preferences;
  return (
    <PreferencesProvider value={preferences}>
      <TextsProvider value={TEXTS[language]}>
        <WordsProvider value={WORDS[language]}>
          <ConfigProvider
            theme={themeOf(scheme)}
            locale={language === "zh" ? zhCN : undefined}
            button={{ autoInsertSpace: false }}
          >
            <AntApp component={false}>
              <SessionGate>
                <Frame />
              </SessionGate>
            </AntApp>
          </ConfigProvider>
        </WordsProvider>
      </TextsProvider>
    </PreferencesProvider>
  );
}
