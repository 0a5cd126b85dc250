import { ApiError, NetworkError, json, request } from "./client";
import { serverEvents } from "./sse";
import type { About, ChatView, Message, Problem, Vote } from "./types";

export const readAbout = () => json<About>("/about");

export const readChat = (after: number) => json<ChatView>(`/chat?after=${after}`);

/** A name for a message that nobody else gives; `crypto.randomUUID` is not there on a page without https. */
export const newName = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/**
 * Sends `text`, known by `name` when it is sent once more: the server answers it once.
 * Each message is handed to `onMessage` as it comes, the person's own first.
 * The view that is returned carries no messages any more.
 */
export async function sendText(
  text: string,
  name: string,
  onMessage: (message: Message) => void,
): Promise<ChatView> {
  const response = await request("/chat", {
    method: "POST",
    body: { text, key: name },
    headers: { Accept: "text/event-stream, application/json;q=0.5" },
  });
  if (!response.body || !response.headers.get("Content-Type")?.includes("event-stream")) {
    const view = (await response.json()) as ChatView;
    view.messages.forEach(onMessage);
    return { ...view, messages: [] };
  }
  let view: ChatView | null = null;
  for await (const { event, data } of serverEvents(response.body)) {
    if (event === "message") onMessage(JSON.parse(data) as Message);
    if (event === "view") view = JSON.parse(data) as ChatView;
    if (event === "problem") throw new ApiError(JSON.parse(data) as Problem);
  }
  if (!view) throw new NetworkError("the stream ended early");
  return view;
}

/** Sets facts to raw values; null forgets. */
export const changeFacts = (facts: Record<string, unknown>) =>
  json<ChatView>("/chat/facts", { method: "PATCH", body: { facts } });

export const clearChat = () => request("/chat", { method: "DELETE" });

export const vote = (message: number, body: { vote: Vote; comment?: string }) =>
  request(`/chat/messages/${message}/feedback`, { method: "PUT", body });
