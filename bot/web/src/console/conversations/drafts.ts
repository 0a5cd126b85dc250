/** Replies half written, by conversation, for as long as the same person is logged in. */
const drafts = new Map<number, string>();

export const draftOf = (conversation: number) => drafts.get(conversation) ?? "";

export function keepDraft(conversation: number, text: string) {
  if (text) drafts.set(conversation, text);
  else drafts.delete(conversation);
}

export const forgetDrafts = () => drafts.clear();
