import { useSyncExternalStore } from "react";

export const PAGES = ["desk", "conversations", "unanswered", "statistics", "audit", "accounts"] as const;
export type PageName = (typeof PAGES)[number];
export type Route = { page: PageName; id: number | null };

/** The address of a page, after the #: the server knows one address only. */
export const linkTo = (page: PageName, id?: number) => `#/${page}${id === undefined ? "" : `/${id}`}`;

export function goTo(page: PageName, id?: number) {
  location.hash = linkTo(page, id);
}

function parsed(hash: string): Route {
  const [, page, id] = hash.split("/");
  const known = PAGES.find((one) => one === page) ?? "desk";
  return { page: known, id: id && /^\d+$/.test(id) ? Number(id) : null };
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
