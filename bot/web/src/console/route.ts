import { useSyncExternalStore } from "react";

export const PAGES = ["desk", "conversations", "unanswered", "statistics", "audit", "accounts"] as const;
export type PageName = (typeof PAGES)[number];
export type Route = { page: PageName; id: number | null; filter: string };

/** The address of a page, after the #: the server knows one address only. */
export const linkTo = (page: PageName, id?: number | null, filter?: string) =>
  `#/${page}${id ? `/${id}` : ""}${filter ? `?${filter}` : ""}`;

export function goTo(page: PageName, id?: number | null, filter?: string) {
  location.hash = linkTo(page, id, filter);
}

/** The same page with another filter; "back" does not go through filters. */
export const refilter = (page: PageName, id: number | null, filter: string) =>
  location.replace(linkTo(page, id, filter));

function parsed(hash: string): Route {
  const [path = "", filter = ""] = hash.split("?");
  const [, page, id] = path.split("/");
  const known = PAGES.find((one) => one === page) ?? "desk";
  return { page: known, id: id && /^\d+$/.test(id) ? Number(id) : null, filter };
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(
    (onChange) => {
      addEventListener("hashchange", onChange);
      return () => removeEventListener("hashchange", onChange);
    },
    () => location.hash,
  );
  return parsed(hash);
}
