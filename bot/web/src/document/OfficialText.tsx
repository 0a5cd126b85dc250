import { useEffect, useRef } from "react";
import type { OfficialDocument } from "../api/types";
import { marked, type Span } from "./marked";

type Props = { text: OfficialDocument; span: Span | null };

/** The paragraphs of a document, the words at `span` marked and in sight. */
export function OfficialText({ text, span }: Props) {
  const body = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const mark = body.current?.querySelector("mark");
    if (!mark) return;
    mark.scrollIntoView({ block: "center" });
    mark.focus({ preventScroll: true });
  }, [text, span]);

  return (
    <div className="official" lang="zh-CN" ref={body}>
      {text.paragraphs.map((paragraph) => {
        const [before, inside, after] = marked(paragraph, span);
        const Element = paragraph.heading ? "h3" : "p";
        return (
          <Element key={paragraph.start} id={paragraph.anchor ? anchorOf(paragraph.anchor) : undefined}>
            {before}
            {inside && <mark tabIndex={-1}>{inside}</mark>}
            {after}
          </Element>
        );
      })}
    </div>
  );
}

export const anchorOf = (clause: string) => `clause-${clause}`;
