import type { Inquiry } from "./useInquiry";

const KEY = "wence-desk";

type Kept = { staff: number; inquiry: Inquiry };

/** What `staff` had entered when this tab was loaded anew; nothing of what somebody else had. */
export function keptInquiry(staff: number): Inquiry | null {
  const text = sessionStorage.getItem(KEY);
  const kept = text === null ? null : (JSON.parse(text) as Kept);
  if (kept?.staff === staff) return kept.inquiry;
  forgetInquiry();
  return null;
}

/** Keeps `inquiry` in this tab only: it is about a person. */
export const keepInquiry = (staff: number, inquiry: Inquiry) =>
  sessionStorage.setItem(KEY, JSON.stringify({ staff, inquiry } satisfies Kept));

export const forgetInquiry = () => sessionStorage.removeItem(KEY);
