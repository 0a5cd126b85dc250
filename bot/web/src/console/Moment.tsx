import type { Language } from "../texts";
import { usePreferences } from "./preferences";

const DAY_AND_TIME: Intl.DateTimeFormatOptions = {
  timeZone: "Asia/Shanghai",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hour12: false,
};

function inWords(iso: string, language: Language, withYear: boolean): string {
  const options = withYear ? { ...DAY_AND_TIME, year: "numeric" as const } : DAY_AND_TIME;
  return new Intl.DateTimeFormat(language === "zh" ? "zh-CN" : "en-GB", options).format(new Date(iso));
}

/** A moment as the clock in China shows it; with the year where it may be long ago. */
export function Moment({ at, withYear = false }: { at: string; withYear?: boolean }) {
  const { language } = usePreferences();
  return <time dateTime={at}>{inWords(at, language, withYear)}</time>;
}
