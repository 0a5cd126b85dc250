import { App, Button } from "antd";
import { useEffect, useRef } from "react";
import { explain } from "../../texts/explain";
import { usePreferences } from "../preferences";
import { goTo, linkTo, useRoute } from "../route";
import { useSession } from "../session";
import { change, order } from "../staff";
import { useChannelName, useWords } from "../texts";
import { ADMINISTRATOR, type ConversationRow } from "../types";
import { AgentBox } from "./AgentBox";
import { keepDraft } from "./drafts";
import { ReplayMessage } from "./ReplayMessage";
import { StateTag } from "./StateTag";
import { useReplay } from "./useReplay";

/** One conversation, message by message, and the ways to step in. */
export function Replay({ id }: { id: number }) {
  const words = useWords();
  const texts = words.conversations;
  const nameOf = useChannelName();
  const { language } = usePreferences();
  const { message, modal } = App.useApp();
  const { me } = useSession();
  const { row, change: changeRow, messages, add, error, isGone } = useReplay(id);
  const { filter } = useRoute();
  const isRemoving = useRef(false);
  const end = useRef<HTMLDivElement>(null);
  const isMine = row?.state === "agent" && row.agent === me.name;

  useEffect(() => {
    end.current?.scrollIntoView({ block: "end" });
  }, [messages.length]);

  useEffect(() => {
    if (!isGone || isRemoving.current) return;
    keepDraft(id, "");
    void message.info(texts.gone);
    goTo("conversations", null, filter);
  }, [isGone, id, filter, message, texts]);

  const attempt = async (task: () => Promise<void>) => {
    try {
      await task();
    } catch (found) {
      void message.error(explain(found, language, words.failed));
    }
  };
  const step = (what: "takeover" | "handback") =>
    attempt(async () => changeRow(await change<ConversationRow>("POST", `/conversations/${id}/${what}`)));
  const remove = () =>
    modal.confirm({
      title: texts.removeSure,
      okText: texts.remove,
      cancelText: words.cancel,
      okButtonProps: { danger: true },
      focusable: { autoFocusButton: "cancel" },
      onOk: () =>
        attempt(async () => {
          isRemoving.current = true;
          try {
            await order("DELETE", `/conversations/${id}`);
          } catch (found) {
            isRemoving.current = false;
            throw found;
          }
          keepDraft(id, "");
          void message.success(texts.removed);
          goTo("conversations", null, filter);
        }),
    });

  return (
    <section className="replay card" aria-label={texts.replay}>
      <header>
        <a className="replay-back" href={linkTo("conversations", null, filter)}>
          ← {texts.back}
        </a>
        <h2>
          #{id} {row && <StateTag row={row} />} <small className="muted">{row && nameOf(row.channel)}</small>
        </h2>
        <div className="buttons">
          {row && !isMine && row.state !== "agent" && (
            <Button type="primary" onClick={() => step("takeover")} data-testid="takeover">
              {texts.takeOver}
            </Button>
          )}
          {row?.state === "agent" && (isMine || me.role === ADMINISTRATOR) && (
            <Button onClick={() => step("handback")} data-testid="handback">
              {texts.handBack}
            </Button>
          )}
          {row && me.role === ADMINISTRATOR && (
            <Button danger onClick={remove} data-testid="delete">
              {texts.remove}
            </Button>
          )}
        </div>
      </header>
      {error !== null && (
        <p className="error" role="alert">
          {explain(error, language, words.failed)}
        </p>
      )}
      <div className="replay-messages" role="log" aria-label={texts.replay} tabIndex={0}>
        {messages.map((one) => (
          <ReplayMessage key={one.id} conversation={id} message={one} />
        ))}
        <div ref={end} />
      </div>
      {isMine ? <AgentBox conversation={row} onSent={(sent) => add([sent])} /> : <p className="replay-foot hint">{texts.held}</p>}
    </section>
  );
}
