import type { ChatState, ChatView, KnownFact, Message } from "../api/types";

/** A text on its way, which the server knows by its name. heard: it has it; failed: why its reply did not come. */
export type Outgoing = { key: number; name: string; text: string; heard: boolean; failed: unknown };

export type Chat = {
  phase: "loading" | "ready" | "failed";
  messages: Message[];
  facts: KnownFact[];
  state: ChatState;
  masked: boolean;
  /** Whether an agent has just left and nothing was written since. */
  handedBack: boolean;
  outbox: Outgoing[];
};

export const EMPTY: Chat = { phase: "loading", messages: [], facts: [], state: "bot", masked: false, handedBack: false, outbox: [] };

export type Change =
  | { type: "viewed"; view: ChatView }
  | { type: "received"; message: Message; key: number }
  | { type: "unreachable" }
  | { type: "queued"; key: number; name: string; text: string }
  | { type: "done"; key: number }
  | { type: "failed"; key: number; error: unknown }
  | { type: "retried" }
  | { type: "voted"; id: number; vote: Message["vote"] }
  | { type: "cleared" };

export function changed(chat: Chat, change: Change): Chat {
  switch (change.type) {
    case "viewed": {
      const { messages, facts, state, masked, forgotten } = change.view;
      const before = forgotten ? lastTurn(chat.messages) : chat.messages;
      const handedBack = state === "bot" && (chat.state === "agent" || chat.handedBack);
      return {
        ...chat,
        phase: "ready",
        messages: joined(before, messages),
        facts,
        state,
        masked: masked || chat.masked,
        handedBack,
      };
    }
    case "received":
      return {
        ...chat,
        masked: false,
        messages: joined(chat.messages, [change.message]),
        outbox:
          change.message.author === "person"
            ? chat.outbox.map((one) => (one.key === change.key ? { ...one, heard: true } : one))
            : chat.outbox,
      };
    case "unreachable":
      return chat.phase === "loading" ? { ...chat, phase: "failed" } : chat;
    case "queued":
      return {
        ...chat,
        handedBack: false,
        outbox: [
          ...chat.outbox,
          { key: change.key, name: change.name, text: change.text, heard: false, failed: null },
        ],
      };
    case "done":
      return { ...chat, outbox: chat.outbox.filter((one) => one.key !== change.key) };
    case "failed":
      return {
        ...chat,
        outbox: chat.outbox.map((one) => (one.key === change.key ? { ...one, failed: change.error } : one)),
      };
    case "retried":
      return {
        ...chat,
        phase: chat.phase === "failed" ? "loading" : chat.phase,
        outbox: chat.outbox.map((one) => (one.failed ? { ...one, failed: null } : one)),
      };
    case "voted":
      return {
        ...chat,
        messages: chat.messages.map((one) => (one.id === change.id ? { ...one, vote: change.vote } : one)),
      };
    case "cleared":
      return { ...EMPTY, phase: "ready" };
  }
}

/** Messages that are not kept all have id 0; the others come once. */
function joined(known: Message[], news: Message[]): Message[] {
  const ids = new Set(known.map((one) => one.id));
  const fresh = news.filter((one) => one.id === 0 || !ids.has(one.id));
  return fresh.length ? [...known, ...fresh] : known;
}

/** What stays to be seen after "forget me". The server has it no more, and may give its ids to others. */
function lastTurn(messages: Message[]): Message[] {
  const start = messages.map((one) => one.author).lastIndexOf("person");
  return messages.slice(Math.max(start, 0)).map((one) => ({ ...one, id: 0 }));
}

export const lastId = (chat: Chat) => Math.max(0, ...chat.messages.map((one) => one.id));
