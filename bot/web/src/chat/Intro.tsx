import type { About } from "../api/types";
import { Dated } from "../answer/Dated";
import type { OnSend } from "../answer/Picks";
import { Choices } from "../answer/QuestionCard";
import { useTexts } from "../texts";

type Props = { about: About; onSend?: OnSend; onRead: (pack: string) => void };

/** The first thing seen: who answers, from which documents, and questions to begin with. */
export function Intro({ about, onSend, onRead }: Props) {
  const texts = useTexts().intro;
  return (
    <section className="intro answer">
      <p className="intro-greeting" lang="zh-CN">
        {about.greeting}
      </p>
      {onSend && (
        <section className="part">
          <h2>{texts.starters}</h2>
          <Choices choices={about.starters} onSend={onSend} />
        </section>
      )}
      <section className="part">
        <h2>{texts.documents}</h2>
        <ul className="intro-documents">
          {about.documents.map((one) => (
            <li key={one.pack}>
              <p lang="zh-CN">
                <strong>{one.city}</strong>
                {one.expired && <span className="status status-review">{texts.expired}</span>}
              </p>
              <p lang="zh-CN">《{one.title}》</p>
              <p className="small">
                <span lang="zh-CN">{one.number}</span> · <Dated text={texts.validity(one.effective_from, one.effective_to)} />
              </p>
              <button type="button" className="text-button" aria-haspopup="dialog" onClick={() => onRead(one.pack)}>
                {texts.read}
                <span className="visually-hidden" lang="zh-CN">
                  ：{one.number}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </section>
      <p className="small intro-privacy">
        <strong>{texts.privacy}：</strong>
        <span lang="zh-CN">{about.notice}</span>
      </p>
    </section>
  );
}
