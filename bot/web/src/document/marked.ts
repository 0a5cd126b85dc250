import type { Paragraph } from "../api/types";

export type Span = { start: number; end: number };

/** `text` in three: before, inside and after the words of `span` that stand in the paragraph. */
export function marked(paragraph: Paragraph, span: Span | null): [string, string, string] {
  const { text, start, end } = paragraph;
  if (!span || span.end <= start || end <= span.start) return [text, "", ""];
  const from = place(text, Math.max(span.start - start, 0));
  const last = place(text, Math.min(span.end, end) - start - 1);
  const to = last + (String.fromCodePoint(text.codePointAt(last) ?? 32).length || 1);
  return [text.slice(0, from), text.slice(from, to), text.slice(to)];
}

/** Where in `text` its character number `count` stands, white space not counted. */
function place(text: string, count: number): number {
  let at = 0;
  let seen = 0;
  for (const character of text) {
    if (!/\s/.test(character)) {
      if (seen === count) return at;
      seen += 1;
    }
    at += character.length;
  }
  return at;
}
