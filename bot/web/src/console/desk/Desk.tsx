import "./desk.css";
import { App, Button, type InputRef } from "antd";
import { useCallback, useEffect, useRef, useState } from "react";
import { ApiError } from "../../api/client";
import { readDictionary } from "../../api/rules";
import type { Dictionary, DocumentHead } from "../../api/types";
import { explain } from "../../texts/explain";
import { useDoubleEscape, useShortcuts } from "../keys";
import { usePreferences } from "../preferences";
import { useSession } from "../session";
import { useWords } from "../texts";
import { ClauseDialog, type Place } from "./ClauseDialog";
import { FactForm } from "./FactForm";
import { focusControl } from "./focus";
import { ReplyPane, type Source } from "./ReplyPane";
import { readDocuments } from "./rules";
import { ScopeBar } from "./ScopeBar";
import { SearchPane } from "./SearchPane";
import { useCopied } from "./useCopied";
import { useInquiry } from "./useInquiry";
import { type Picked, usePicked } from "./usePicked";
import { useScreening, type Verdict } from "./useScreening";
import { VerdictPane } from "./VerdictPane";

/** One screen for a call: clauses on the left, the screening in the middle, the reply on the right. */
export function Desk({ isActive }: { isActive: boolean }) {
  const words = useWords();
  const { language } = usePreferences();
  const { message } = App.useApp();
  const { me } = useSession();
  const { dictionary, documents, hasFailed, load } = useRules();

  const { inquiry, set, changeCase, compare, reset: clear, undo } = useInquiry(me.id);
  const { search, picked, scope, asOf, now, other, source, wanted } = inquiry;
  const [place, setPlace] = useState<Place | null>(null);

  const verdict = useScreening(now, scope, asOf);
  const otherVerdict = useScreening(other, scope, asOf);

  const input = useRef<InputRef>(null);
  const filter = useRef<InputRef>(null);
  const block = useRef<HTMLElement>(null);
  const scopeField = useRef<HTMLSelectElement>(null);
  const asOfField = useRef<HTMLInputElement>(null);

  const renew = useCallback((renewed: Picked) => set({ picked: renewed }), [set]);
  const look = useCallback((words: string) => set({ wanted: words }), [set]);
  const clause = usePicked(picked, asOf, renew);
  const isComparing = other !== null;
  const isBlank = !scope && !isComparing && !Object.keys(now.facts).length;
  const replies: Record<Source, string> = {
    now: isBlank ? "" : replyOf(verdict),
    if: isComparing ? replyOf(otherVerdict) : "",
    clause: clause.reply,
  };
  const sources = (["now", "if", "clause"] as Source[]).filter((one) => one === "now" || (one === "if" ? isComparing : picked !== null));
  const shown = sources.includes(source) ? source : "now";
  const isLate = { now: verdict.isWorking, if: otherVerdict.isWorking, clause: clause.isLate }[shown];
  const { copied, copyNow: copyReply, forget } = useCopied(replies[shown], isLate);

  const reset = () => {
    clear();
    forget();
    input.current?.focus();
    void message.info(words.desk.wasReset);
  };

  useShortcuts(
    {
      "/": () => input.current?.focus(),
      f: () => filter.current?.focus(),
      n: () => focusControl(block.current?.querySelector("[data-fact]")) || block.current?.focus(),
      s: () => scopeField.current?.focus(),
      d: () => asOfField.current?.focus(),
      i: compare,
      c: copyReply,
      Enter: copyReply,
      "Ctrl+Enter": copyReply,
    },
    isActive,
  );
  useDoubleEscape(reset, isActive);

  const current = isComparing ? otherVerdict : verdict;
  const problem = current.error instanceof ApiError ? current.error.problem : null;
  const isAsOfWrong = problem?.field?.endsWith("as_of") ?? false;

  return (
    <div className="desk">
      <h1 className="visually-hidden">{words.desk.title}</h1>
      <SearchPane
        input={input}
        words={search}
        asOf={asOf}
        onWords={(typed) => set({ search: typed })}
        onPick={(found) => set({ picked: found, source: "clause" })}
        onOpen={setPlace}
      />
      <section className="pane pane-screening" aria-labelledby="screening-title">
        <h2 id="screening-title" className="visually-hidden">
          {words.desk.screening}
        </h2>
        <ScopeBar
          documents={documents}
          scope={scope}
          onScope={(chosen) => set({ scope: chosen })}
          asOf={asOf}
          onAsOf={(day) => set({ asOf: day })}
          asOfError={isAsOfWrong ? explain(current.error, language, words.failed) : undefined}
          isComparing={isComparing}
          onCompare={compare}
          onReset={reset}
          onUndo={undo}
          scopeField={scopeField}
          asOfField={asOfField}
        />
        <VerdictPane now={verdict} other={isComparing ? otherVerdict : null} isBlank={isBlank} onCite={setPlace} />
        {isComparing && <p className="editing">{words.desk.editingIf}</p>}
        {dictionary && (
          <FactForm
            dictionary={dictionary}
            known={other ?? now}
            other={isComparing ? now : null}
            verdict={current}
            wanted={wanted}
            onWanted={look}
            onChange={changeCase}
            block={block}
            filter={filter}
          />
        )}
        {hasFailed && (
          <p className="error" role="alert">
            {words.login.unreachable} <Button onClick={load}>{words.retry}</Button>
          </p>
        )}
      </section>
      <ReplyPane
        text={replies[shown]}
        source={shown}
        sources={sources}
        onSource={(chosen) => set({ source: chosen })}
        copied={copied}
        onCopy={copyReply}
        onOpen={() => picked && setPlace(picked.hit)}
      />
      {place && (
        <ClauseDialog place={place} onClose={() => setPlace(null)} onCopy={place === picked?.hit ? copyReply : undefined} />
      )}
    </div>
  );
}

/** The reply that goes with what is filled in; none while a field is wrong, since the one before no longer holds. */
const replyOf = ({ screened, error }: Verdict) => (error === null && screened?.reply) || "";

function useRules() {
  const [dictionary, setDictionary] = useState<Dictionary | null>(null);
  const [documents, setDocuments] = useState<DocumentHead[]>([]);
  const [hasFailed, setFailed] = useState(false);
  const load = useCallback(() => {
    setFailed(false);
    Promise.all([readDictionary(), readDocuments()]).then(
      ([facts, heads]) => {
        setDictionary(facts);
        setDocuments(heads);
      },
      () => setFailed(true),
    );
  }, []);
  useEffect(load, [load]);
  return { dictionary, documents, hasFailed, load };
}
