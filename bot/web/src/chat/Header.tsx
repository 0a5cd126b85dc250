import type { ReactNode } from "react";
import { useTexts, type Language } from "../texts";
import { Icon } from "./Icons";

type Props = {
  language: Language;
  elder: boolean;
  dark: boolean;
  canHandOver: boolean;
  onSettings: (change: { language?: Language; elder?: boolean; dark?: boolean }) => void;
  onHandOver: () => void;
  onClear: () => void;
};

/** The name of the page and what is always in reach. */
export function Header({ language, elder, dark, canHandOver, onSettings, onHandOver, onClear }: Props) {
  const texts = useTexts();
  const words = texts.header;
  return (
    <header className="header">
      <div className="header-name">
        <h1>{texts.title}</h1>
        <p>{texts.subtitle}</p>
      </div>
      <div className="header-tools">
        <Tool id="elder" label={elder ? words.normal : words.elder} pressed={elder} onClick={() => onSettings({ elder: !elder })}>
          <span className="tool-sign" aria-hidden="true" lang="zh-CN">
            大
          </span>
        </Tool>
        <Tool id="dark" label={dark ? words.light : words.dark} onClick={() => onSettings({ dark: !dark })}>
          <Icon name={dark ? "sun" : "moon"} />
        </Tool>
        <Tool id="language" label={words.languageLabel} lettered onClick={() => onSettings({ language: language === "zh" ? "en" : "zh" })}>
          <span className="tool-sign" aria-hidden="true" lang={language === "zh" ? "en" : "zh-CN"}>
            {words.language}
          </span>
        </Tool>
        <Tool id="clear" label={words.clearLabel} onClick={onClear}>
          <Icon name="trash" />
        </Tool>
        <button type="button" className="handover" data-testid="handover" disabled={!canHandOver} onClick={onHandOver}>
          <Icon name="person" />
          {words.handover}
        </button>
      </div>
    </header>
  );
}

type ToolProps = {
  id: string;
  label: string;
  pressed?: boolean;
  lettered?: boolean;
  onClick: () => void;
  children: ReactNode;
};

/** A button with a sign; where there is room the label stands beside it, unless the sign is one. */
function Tool({ id, label, pressed, lettered, onClick, children }: ToolProps) {
  return (
    <button type="button" className="tool" data-testid={id} aria-label={label} aria-pressed={pressed} title={label} onClick={onClick}>
      {children}
      {!lettered && <span className="tool-label">{label}</span>}
    </button>
  );
}
