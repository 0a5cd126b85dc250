import { ApiError } from "../api/client";
import type { Language } from ".";

/** What the server says is wrong, in `language`: it says it in Chinese and English, divided by a slash. */
export function explain(error: unknown, language: Language, otherwise: string): string {
  if (!(error instanceof ApiError)) return otherwise;
  const [chinese, english] = error.problem.detail.split(" / ");
  return (language === "en" ? (english ?? chinese) : chinese) || otherwise;
}
