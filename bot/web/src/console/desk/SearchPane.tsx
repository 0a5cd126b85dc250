import { Input } from "antd";
import { useEffect, useId, useRef, useState, type KeyboardEvent, type RefObject } from "react";
import type { InputRef } from "antd";
import { useWords } from "../texts";
import type { Hit } from "../types";
import { excerpt, Marked } from "./Marked";
import type { Picked } from "./usePicked";
import { useSearch } from "./useSearch";

type Props = {
  input: RefObject<InputRef>;
  words: string;
  asOf: string;
  onWords: (words: string) => void;
  onPick: (picked: Picked) => void;
  onOpen: (hit: Hit) => void;
};

/** Search as one types: the focus stays in the box while the arrow keys go through the results. */
export function SearchPane({ input, words, asOf, onWords, onPick, onOpen }: Props) {
  const texts = useWords().desk;
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const { hits, words: found, asOf: foundFor, error } = useSearch(words.trim(), asOf);
  const [place, setPlace] = useState(-1);

  useEffect(() => setPlace(-1), [found, foundFor]);

  const pick = (next: number) => {
    const hit = hits[next];
    if (!hit) return;
    setPlace(next);
    onPick({ hit, words: found, asOf: foundFor });
    list.current?.children[next]?.scrollIntoView({ block: "nearest" });
  };

  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") pick(Math.min(place + 1, hits.length - 1));
    else if (event.key === "ArrowUp") pick(Math.max(place - 1, 0));
    else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      const hit = hits[Math.max(place, 0)];
      if (hit) {
        pick(Math.max(place, 0));
        onOpen(hit);
      }
    } else return;
    event.preventDefault();
  };

  return (
    <section className="pane pane-search" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{texts.searching}</h2>
      <Input
        ref={input}
        allowClear
        autoComplete="off"
        role="combobox"
        aria-label={texts.search}
        aria-expanded={hits.length > 0}
        aria-controls={`${id}-hits`}
        aria-activedescendant={place >= 0 ? `${id}-hit-${place}` : undefined}
        aria-autocomplete="list"
        placeholder={texts.searchHint}
        suffix={<kbd aria-hidden="true">/</kbd>}
        value={words}
        maxLength={200}
        onChange={(event) => onWords(event.target.value)}
        onKeyDown={press}
        data-testid="search"
      />
      <p className="hint" role="status">
        {!words.trim() && texts.startSearching}
        {error && texts.searchFailed}
        {words.trim() === found && !error && !!found && !hits.length && texts.noHits}
      </p>
      <ul
        className="hits"
        role="listbox"
        aria-label={texts.hits}
        id={`${id}-hits`}
        ref={list}
        tabIndex={hits.length ? 0 : undefined}
        onKeyDown={press}
      >
        {hits.map((hit, index) => (
          <li
            key={`${hit.pack}-${hit.clause}`}
            id={`${id}-hit-${index}`}
            role="option"
            aria-selected={index === place}
            onClick={() => pick(index)}
            onDoubleClick={() => onOpen(hit)}
            data-testid="hit"
          >
            <HitLine hit={hit} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function HitLine({ hit }: { hit: Hit }) {
  const texts = useWords().desk;
  const shown = excerpt(hit.text, hit.marks);
  return (
    <>
      <span className="hit-head">
        <strong>{hit.clause}</strong>
        <span className={hit.expired ? "tag tag-expired" : "tag tag-valid"}>{hit.expired ? texts.expired : texts.inForce}</span>
      </span>
      <span className="hit-text" lang="zh-CN">
        <Marked {...shown} />
      </span>
      <span className="hit-source" lang="zh-CN">
        {hit.city} · {hit.number}
      </span>
    </>
  );
}
