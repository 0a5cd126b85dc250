import { useCallback, useEffect, useState, type ComponentType } from "react";
import { NetworkError } from "../api/client";
import type { Cited } from "../api/types";
import type { Place } from "../document/DocumentPanel";
import { LanguageProvider, TEXTS, TextsProvider } from "../texts";
import { Banners } from "./Banners";
import { ClearDialog } from "./ClearDialog";
import { COMPOSER, Composer } from "./Composer";
import { FactChips } from "./FactChips";
import { Header } from "./Header";
import { Intro } from "./Intro";
import { Log } from "./Log";
import { NotifyProvider } from "./notify";
import { PrintSheet } from "./PrintSheet";
import { useAbout } from "./useAbout";
import { useChat } from "./useChat";
import { useNotices } from "./useNotices";
import { useOnline } from "./useOnline";
import { usePrint } from "./usePrint";
import { useSettings } from "./useSettings";

const HAND_OVER = "转人工";

type Panel = ComponentType<{ place: Place; onClose: () => void }>;

export function ChatPage() {
  const settings = useSettings();
  const texts = TEXTS[settings.language];
  const { chat, send, retry, take, correct, clear, judge } = useChat();
  const isOnline = useOnline();
  const about = useAbout(`${chat.phase} ${isOnline}`);
  const { announced, toast, announce, notify } = useNotices();
  const [draft, setDraft] = useState("");
  const [isClearing, setClearing] = useState(false);
  const [place, setPlace] = useState<Place | null>(null);
  const [DocumentPanel, setDocumentPanel] = useState<Panel | null>(null);
  const { printed, print } = usePrint();

  const isOffline = !isOnline || chat.phase === "failed" || chat.outbox.some((one) => one.failed instanceof NetworkError);

  useEffect(() => {
    document.title = `${texts.title} · ${texts.subtitle}`;
  }, [texts]);
  useEffect(() => {
    if (chat.state !== "bot") announce(texts.state[chat.state]);
  }, [chat.state, texts, announce]);
  useEffect(() => {
    if (chat.handedBack) announce(texts.handedBack);
  }, [chat.handedBack, texts, announce]);
  useEffect(() => {
    if (isOffline) announce(texts.offline);
  }, [isOffline, texts, announce]);

  const open = useCallback(
    async (wanted: Place) => {
      try {
        const loaded = await import("../document/DocumentPanel");
        setDocumentPanel(() => loaded.DocumentPanel);
        setPlace(wanted);
      } catch {
        notify(texts.document.failed);
      }
    },
    [texts, notify],
  );
  const cite = useCallback((cited: Cited) => void open({ pack: cited.pack, span: cited }), [open]);
  const handOver = () => {
    send(HAND_OVER);
    // The button can be pressed no more: one goes on by writing.
    document.getElementById(COMPOSER)?.focus({ preventScroll: true });
  };
  const close = useCallback(() => setPlace(null), []);

  return (
    <LanguageProvider value={settings.language}>
      <TextsProvider value={texts}>
        <NotifyProvider value={notify}>
          <div className={place ? "app app-reading" : "app"}>
            <a className="skip" href={`#${COMPOSER}`}>
              {texts.skip}
            </a>
            <Header
              language={settings.language}
              elder={settings.elder}
              dark={settings.dark}
              canHandOver={chat.state === "bot"}
              onSettings={settings.set}
              onHandOver={handOver}
              onClear={() => setClearing(true)}
            />
            <main className="main">
              <Log
                chat={chat}
                announced={announced}
                intro={
                  about ? (
                    <Intro
                      about={about}
                      onSend={chat.messages.length || chat.outbox.length ? undefined : send}
                      onRead={(pack) => void open({ pack, span: null })}
                    />
                  ) : (
                    <p>{texts.loading}</p>
                  )
                }
                onSend={send}
                onCorrect={correct}
                onCite={cite}
                onJudge={judge}
                onPrint={print}
                onRetry={retry}
                onEdit={(key, text) => {
                  take(key);
                  setDraft(text);
                }}
              />
              <div className="dock">
                <div className="column">
                  <Banners state={chat.state} handedBack={chat.handedBack} offline={isOffline} onRetry={retry} />
                  <FactChips facts={chat.facts} onCorrect={correct} onFailed={() => notify(texts.actions.failed)} />
                  <Composer draft={draft} onDraft={setDraft} onSend={send} onSay={announce} />
                </div>
                {toast && (
                  <p className="toast" aria-hidden="true">
                    {toast}
                  </p>
                )}
              </div>
            </main>
            {place && DocumentPanel && <DocumentPanel place={place} onClose={close} />}
          </div>
          {isClearing && (
            <ClearDialog
              onClear={async () => {
                await clear();
                setDraft("");
                notify(texts.clear.done);
              }}
              onClose={() => setClearing(false)}
            />
          )}
          {printed?.answer && <PrintSheet answer={printed.answer} day={dayInChina(printed.at)} facts={chat.facts} />}
        </NotifyProvider>
      </TextsProvider>
    </LanguageProvider>
  );
}

const dayInChina = (at: string) => new Date(at).toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });
