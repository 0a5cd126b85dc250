import { Button } from "antd";
import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import { AccountMenu } from "./AccountMenu";
import { Desk } from "./desk/Desk";
import { useShortcuts } from "./keys";
import { PreferenceSwitches } from "./PreferenceSwitches";
import { goTo, linkTo, PAGES, useRoute, type PageName } from "./route";
import { useSession } from "./session";
import { Shortcuts } from "./Shortcuts";
import { useWords } from "./texts";
import { ADMINISTRATOR } from "./types";
import { useWaiting } from "./useWaiting";

const LAZY = {
  conversations: lazy(() => import("./conversations/Conversations")),
  unanswered: lazy(() => import("./unanswered/Unanswered")),
  statistics: lazy(() => import("./statistics/Statistics")),
  audit: lazy(() => import("./Audit")),
  accounts: lazy(() => import("./Accounts")),
};
const FOR_ADMINISTRATORS: PageName[] = ["audit", "accounts"];

/** Head with navigation and the page below. The desk stays as it is while another page is looked at. */
export function Frame() {
  const words = useWords();
  const { me } = useSession();
  const route = useRoute();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const closeHelp = useCallback(() => setHelpOpen(false), []);
  const waiting = useWaiting();

  const pages = PAGES.filter((page) => me.role === ADMINISTRATOR || !FOR_ADMINISTRATORS.includes(page));
  const page = pages.includes(route.page) ? route.page : "desk";
  const Shown = page === "desk" ? null : LAZY[page];

  useEffect(() => {
    document.title = `${waiting ? `(${waiting}) ` : ""}${words.nav[page]} · ${words.title}`;
  }, [waiting, page, words]);

  useShortcuts({
    "?": () => setHelpOpen(true),
    ...Object.fromEntries(pages.map((one, place) => [String(place + 1), () => goTo(one)])),
  });

  return (
    <div className="frame">
      <a className="skip" href="#main" onClick={(event) => skipTo(event.currentTarget.ownerDocument, event)}>
        {words.skip}
      </a>
      <header className="head">
        <p className="brand">
          <strong>{words.brand}</strong> <span>{words.console}</span>
        </p>
        <nav aria-label={words.navigation}>
          <ul>
            {pages.map((one, place) => (
              <li key={one}>
                <a
                  href={linkTo(one)}
                  aria-current={one === page ? "page" : undefined}
                  title={String(place + 1)}
                  data-testid={`nav-${one}`}
                >
                  {words.nav[one]}
                  {one === "conversations" && waiting > 0 && (
                    <span className="count" title={words.waiting(waiting)}>
                      {waiting}
                      <span className="visually-hidden"> {words.waitingShort}</span>
                    </span>
                  )}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div className="head-end">
          <Button type="text" onClick={() => setHelpOpen(true)} aria-label={words.shortcuts.title} title={`${words.shortcuts.title} (?)`}>
            <kbd aria-hidden="true">?</kbd>
          </Button>
          <PreferenceSwitches />
          <AccountMenu />
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        <div hidden={page !== "desk"} className="desk-holder">
          <Desk isActive={page === "desk"} />
        </div>
        {Shown && (
          <Suspense fallback={<p className="loading">{words.loading}</p>}>
            <Shown />
          </Suspense>
        )}
      </main>
      {isHelpOpen && <Shortcuts onClose={closeHelp} />}
    </div>
  );
}

// The part after the # belongs to the pages, so the browser cannot jump by itself.
function skipTo(page: Document, event: { preventDefault: () => void }) {
  event.preventDefault();
  page.getElementById("main")?.focus();
}
