import { ApiError } from "../api/client";
import type { Language } from ".";

/** What the server says is wrong, in `language`: it says it in Chinese and English, divided by a slash.
 *
 * Of a failure of its own also the number by which its log tells of it.
 */
export function explain(error: unknown, language: Language, otherwise: string): string {
  if (!(error instanceof ApiError)) return otherwise;
  const [chinese, english] = error.problem.detail.split(" / ");
  const said = (language === "en" ? (english ?? chinese) : chinese) || otherwise;
  const { status, request_id: id } = error.problem;
  if (status < 500 || !id) return said;
  return language === "en" ? `${said} (number ${id})` : `${said}（编号 ${id}）`;
}
