import "./desk.css";
import { App, Button, type InputRef } from "antd";
import { useCallback, useEffect, useRef, useState } from "react";
import { ApiError } from "../../api/client";
import { readDictionary } from "../../api/rules";
import type { Dictionary, DocumentHead } from "../../api/types";
import { explain } from "../../texts/explain";
import { useDoubleEscape, useShortcuts } from "../keys";
import { usePreferences } from "../preferences";
import { useWords } from "../texts";
import { today } from "../today";
import type { Hit } from "../types";
import { type Case, NOTHING_KNOWN } from "./case";
import { citation } from "./citation";
import { ClauseDialog, type Place } from "./ClauseDialog";
import { FactForm } from "./FactForm";
import { focusControl } from "./focus";
import { ReplyPane, type Source } from "./ReplyPane";
import { readDocuments, type Scope } from "./rules";
import { ScopeBar } from "./ScopeBar";
import { SearchPane } from "./SearchPane";
import { useCopied } from "./useCopied";
import { useScreening, type Verdict } from "./useScreening";
import { VerdictPane } from "./VerdictPane";

/** One screen for a call: clauses on the left, the screening in the middle, the reply on the right. */
export function Desk({ isActive }: { isActive: boolean }) {
  const words = useWords();
  const { language } = usePreferences();
  const { message } = App.useApp();
  const { dictionary, documents, hasFailed, load } = useRules();

  const [search, setSearch] = useState("");
  const [hit, setHit] = useState<Hit | null>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const [scope, setScope] = useState<Scope>("");
  const [asOf, setAsOf] = useState(today);
  const [now, setNow] = useState<Case>(NOTHING_KNOWN);
  const [other, setOther] = useState<Case | null>(null);
  const [source, setSource] = useState<Source>("now");

  const verdict = useScreening(now, scope, asOf);
  const otherVerdict = useScreening(other, scope, asOf);

  const input = useRef<InputRef>(null);
  const filter = useRef<InputRef>(null);
  const block = useRef<HTMLElement>(null);
  const scopeField = useRef<HTMLSelectElement>(null);
  const asOfField = useRef<HTMLInputElement>(null);

  const isComparing = other !== null;
  const isBlank = !scope && !isComparing && !Object.keys(now.facts).length;
  const replies: Record<Source, string> = {
    now: isBlank ? "" : replyOf(verdict),
    if: isComparing ? replyOf(otherVerdict) : "",
    clause: hit ? citation(hit, documents) : "",
  };
  const sources = (["now", "if", "clause"] as Source[]).filter((one) => one === "now" || (one === "if" ? isComparing : hit !== null));
  const shown = sources.includes(source) ? source : "now";
  const isLate = (shown === "now" && verdict.isWorking) || (shown === "if" && otherVerdict.isWorking);
  const { copied, copyNow: copyReply } = useCopied(replies[shown], isLate);

  const changeCase = useCallback(
    (change: (before: Case) => Case) => {
      if (isComparing) setOther((before) => before && change(before));
      else setNow(change);
      setSource(isComparing ? "if" : "now");
    },
    [isComparing],
  );
  const compare = () => {
    setOther(isComparing ? null : now);
    setSource(isComparing ? "now" : "if");
  };
  const pick = (found: Hit) => {
    setHit(found);
    setSource("clause");
  };
  const reset = () => {
    setSearch("");
    setHit(null);
    setScope("");
    setAsOf(today());
    setNow(NOTHING_KNOWN);
    setOther(null);
    setSource("now");
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
      <SearchPane input={input} words={search} onWords={setSearch} onPick={pick} onOpen={setPlace} />
      <section className="pane pane-screening" aria-labelledby="screening-title">
        <h2 id="screening-title" className="visually-hidden">
          {words.desk.screening}
        </h2>
        <ScopeBar
          documents={documents}
          scope={scope}
          onScope={setScope}
          asOf={asOf}
          onAsOf={setAsOf}
          asOfError={isAsOfWrong ? explain(current.error, language, words.failed) : undefined}
          isComparing={isComparing}
          onCompare={compare}
          onReset={reset}
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
        onSource={setSource}
        copied={copied}
        onCopy={copyReply}
        onOpen={() => setPlace(hit)}
      />
      {place && (
        <ClauseDialog place={place} onClose={() => setPlace(null)} onCopy={place === hit ? copyReply : undefined} />
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
