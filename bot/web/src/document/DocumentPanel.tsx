import "./document.css";
import { useEffect, useState } from "react";
import { readDocument } from "../api/rules";
import type { OfficialDocument } from "../api/types";
import { Dialog } from "../dialog/Dialog";
import { useTexts } from "../texts";
import type { Span } from "./marked";
import { anchorOf, OfficialText } from "./OfficialText";
import { useMedia } from "./useMedia";

export type Place = { pack: string; span: Span | null };

type Props = { place: Place; onClose: () => void };

/** The official text: beside the page where there is room, else over all of it. */
export function DocumentPanel({ place, onClose }: Props) {
  const texts = useTexts().document;
  const isWide = useMedia("(min-width: 64rem)");
  const [text, setText] = useState<OfficialDocument | null>(null);
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let isCurrent = true;
    setFailed(false);
    readDocument(place.pack).then(
      (found) => isCurrent && setText(found),
      () => isCurrent && setFailed(true),
    );
    return () => {
      isCurrent = false;
    };
  }, [place.pack, attempt]);

  const shown = text?.pack === place.pack ? text : null;
  return (
    <Dialog key={String(isWide)} modal={!isWide} className="document" label={texts.title} onClose={onClose} data-testid="document">
      <div className="document-head">
        <div>
          <h2 lang="zh-CN">{shown ? shown.title : texts.title}</h2>
          {shown && <p lang="zh-CN">{shown.number}</p>}
        </div>
        <button type="button" className="document-close" aria-label={texts.close} onClick={onClose}>
          <span aria-hidden="true">✕</span>
        </button>
      </div>
      {shown && <Outline text={shown} />}
      <div className="document-body" tabIndex={0} role="region" aria-label={texts.title}>
        {shown && <p className={shown.expired ? "document-notice expired" : "document-notice"}>{shown.notice}</p>}
        {shown && <OfficialText text={shown} span={place.span} />}
        {!shown && !failed && <p>{texts.loading}</p>}
        {failed && (
          <p>
            {texts.failed}{" "}
            <button type="button" className="choice" onClick={() => setAttempt(attempt + 1)}>
              {texts.retry}
            </button>
          </p>
        )}
      </div>
    </Dialog>
  );
}

function Outline({ text }: { text: OfficialDocument }) {
  const texts = useTexts().document;
  const anchors = text.paragraphs.map((one) => one.anchor).filter(Boolean);
  return (
    <label className="document-jump">
      <span>{texts.jump}</span>
      <select
        defaultValue=""
        onChange={(event) => document.getElementById(anchorOf(event.target.value))?.scrollIntoView({ block: "start" })}
      >
        <option value="" disabled>
          …
        </option>
        {anchors.map((anchor) => (
          <option key={anchor}>{anchor}</option>
        ))}
      </select>
    </label>
  );
}
