import { useCallback, useEffect, useRef, useState } from "react";
import { query, read } from "./staff";
import type { Page } from "./types";

type Values = Record<string, string | number | boolean | null>;

/** A list that comes in pages, newest first. `refresh` fetches the first page again and keeps the later ones. */
export function usePages<Row>(path: string, values: Values, keyOf: (row: Row) => number) {
  const [first, setFirst] = useState<Page<Row>>({ rows: [], next: null });
  const [later, setLater] = useState<Page<Row> | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isLoading, setLoading] = useState(true);
  const asked = query(values);
  const latest = useRef(asked);
  latest.current = asked;

  const refresh = useCallback(async () => {
    try {
      const page = await read<Page<Row>>(`${path}?${asked}`);
      if (latest.current !== asked) return;
      setFirst(page);
      if (page.next === null) setLater(null);
      setError(null);
    } catch (found) {
      if (latest.current === asked) setError(found);
    } finally {
      if (latest.current === asked) setLoading(false);
    }
  }, [path, asked]);

  useEffect(() => {
    setLater(null);
    setLoading(true);
    void refresh();
  }, [refresh]);

  const next = (later ?? first).next;
  const more = async () => {
    try {
      const page = await read<Page<Row>>(`${path}?${asked}&before=${next}`);
      if (latest.current === asked) setLater({ rows: [...(later?.rows ?? []), ...page.rows], next: page.next });
    } catch (found) {
      setError(found);
    }
  };

  const drop = (key: number) => {
    const without = (page: Page<Row>) => ({ ...page, rows: page.rows.filter((row) => keyOf(row) !== key) });
    setFirst(without);
    setLater((before) => before && without(before));
  };

  // A row that has moved up to the first page is shown there only.
  const fresh = new Set(first.rows.map(keyOf));
  const rows = [...first.rows, ...(later?.rows ?? []).filter((row) => !fresh.has(keyOf(row)))];
  return { rows, drop, hasMore: next !== null, more, refresh, error, isLoading };
}
