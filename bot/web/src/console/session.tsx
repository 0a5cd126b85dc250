import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { ApiError } from "../api/client";
import { forgetDrafts } from "./conversations/drafts";
import { forgetInquiry } from "./desk/keptInquiry";
import { Login } from "./Login";
import { logIn, onLoggedOut, order, readMe } from "./staff";
import { useWords } from "./texts";
import type { Me } from "./types";

/** isOpen: whether the log-in still counts. */
type Session = { me: Me; isOpen: boolean; logOut: () => Promise<void>; end: (notice: string) => void };
const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("no session");
  return session;
}

/**
 * Shows `children` to whoever is logged in. When the log-in runs out they stay in place, out of sight,
 * so that the same person finds everything as it was.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const words = useWords().login;
  const [me, setMe] = useState<Me | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const [notice, setNotice] = useState("");

  useEffect(() => {
    onLoggedOut(() => {
      setOpen(false);
      setNotice(words.ranOut);
    });
  }, [words]);

  useEffect(() => {
    readMe()
      .then(
        (found) => {
          setMe(found);
          setOpen(true);
        },
        (error) => {
          if (!(error instanceof ApiError && error.problem.status === 401)) setNotice(words.unreachable);
        },
      )
      .finally(() => setAsked(true));
    // Only at the start, whatever the language is later.
  }, []);

  const end = useCallback((said: string) => {
    forgetDrafts();
    forgetInquiry();
    setMe(null);
    setOpen(false);
    setNotice(said);
  }, []);

  const session = useMemo(
    () =>
      me && {
        me,
        isOpen,
        end,
        logOut: async () => {
          await order("POST", "/logout");
          end("");
        },
      },
    [me, isOpen, end],
  );

  const enter = async (name: string, password: string) => {
    const found = await logIn(name, password);
    if (found.id !== me?.id) forgetDrafts();
    setMe(found);
    setOpen(true);
    setNotice("");
  };

  if (!isAsked) return null;
  return (
    <>
      {!isOpen && <Login notice={notice} onEnter={enter} />}
      {session && (
        <div hidden={!isOpen} key={session.me.id} className="session">
          <SessionContext.Provider value={session}>{children}</SessionContext.Provider>
        </div>
      )}
    </>
  );
}
