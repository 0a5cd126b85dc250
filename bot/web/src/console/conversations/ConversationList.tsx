import { Input } from "antd";
import { useEffect, useState, type KeyboardEvent } from "react";
import { ListFoot } from "../ListFoot";
import { Moment } from "../Moment";
import { linkTo, refilter, useRoute } from "../route";
import { useChannelName, useWords } from "../texts";
import type { ConversationFilter, ConversationRow } from "../types";
import { usePages } from "../usePages";
import { usePolling } from "../usePolling";
import { StateTag } from "./StateTag";
import { Waited } from "./Waited";

const FILTERS: ConversationFilter[] = ["all", "waiting", "handed_over", "unanswered", "downvoted"];
const TYPING_PAUSE = 400;

/** The conversations, newest first, to be searched and filtered. */
export function ConversationList({ current }: { current: number | null }) {
  const words = useWords().conversations;
  const nameOf = useChannelName();
  const [typed, setTyped] = useState("");
  const [q, setQ] = useState("");
  // In the address, so that a reload keeps it.
  const route = useRoute();
  const filter = FILTERS.find((one) => one === route.filter) ?? "all";
  const [channel, setChannel] = useState("");
  const [channels, setChannels] = useState<string[]>([]);
  const { rows, hasMore, more, refresh, error, isLoading } = usePages<ConversationRow>(
    "/conversations",
    { q, filter, channel, limit: 50 },
    (row) => row.id,
  );

  useEffect(() => {
    const timer = window.setTimeout(() => setQ(typed.trim()), TYPING_PAUSE);
    return () => window.clearTimeout(timer);
  }, [typed]);

  useEffect(() => {
    setChannels((before) => {
      const found = new Set([...before, ...rows.map((row) => row.channel)]);
      return found.size === before.length ? before : [...found].sort();
    });
  }, [rows]);

  // Every search is written into the audit log, so a search is not repeated by itself.
  usePolling(refresh, 2000, !q);

  return (
    <section className="conversation-list card" aria-label={words.list}>
      <div className="conversation-filters">
        <Input
          type="search"
          allowClear
          aria-label={words.search}
          placeholder={words.search}
          value={typed}
          maxLength={200}
          onChange={(event) => setTyped(event.target.value)}
        />
        <div className="segments" role="radiogroup" aria-label={words.filter}>
          {FILTERS.map((one) => (
            <label key={one}>
              <input type="radio" name="filter" checked={filter === one} onChange={() => refilter("conversations", current, one === "all" ? "" : one)} />
              <span>{words.filters[one]}</span>
            </label>
          ))}
        </div>
        {channels.length > 1 && (
          <select aria-label={words.channel} value={channel} onChange={(event) => setChannel(event.target.value)}>
            <option value="">{words.allChannels}</option>
            {channels.map((one) => (
              <option key={one} value={one}>
                {nameOf(one)}
              </option>
            ))}
          </select>
        )}
      </div>
      <ul onKeyDown={walk}>
        {rows.map((row) => (
          <li key={row.id}>
            <a href={linkTo("conversations", row.id, route.filter)} aria-current={row.id === current || undefined} data-testid="conversation-row">
              <RowLines row={row} />
            </a>
          </li>
        ))}
      </ul>
      <ListFoot isEmpty={!rows.length} isLoading={isLoading} error={error} hasMore={hasMore} onMore={more} none={words.none} />
    </section>
  );
}

/** The arrow keys go from row to row. */
function walk(event: KeyboardEvent<HTMLUListElement>) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const links = [...event.currentTarget.querySelectorAll("a")];
  const at = links.findIndex((one) => one === document.activeElement);
  links[at + step]?.focus();
  event.preventDefault();
}

function RowLines({ row }: { row: ConversationRow }) {
  const words = useWords().conversations;
  const nameOf = useChannelName();
  return (
    <>
      <span className="row-head">
        <span>
          <StateTag row={row} /> {row.state === "waiting" && <Waited since={row.last_at} />}
        </span>
        <span className="muted">
          {nameOf(row.channel)} · <Moment at={row.last_at} />
        </span>
      </span>
      <span className="row-text" lang="zh-CN">
        {row.last_text}
      </span>
      <span className="row-counts">
        <span>{words.count(row.messages)}</span>
        {row.unanswered > 0 && <span className="tag tag-review">{words.unanswered(row.unanswered)}</span>}
        {row.downvotes > 0 && <span className="tag tag-bad">{words.downvotes(row.downvotes)}</span>}
        {row.handed_over && <span className="tag tag-staff">{words.filters.handed_over}</span>}
      </span>
    </>
  );
}
