import { useCallback, useEffect, useRef, useState } from "react";
import { read, query } from "./staff";
import type { Page } from "./types";

type Values = Record<string, string | number | boolean | null>;

/** A list that comes in pages, newest first. `refresh` fetches the first page again and keeps the later ones. */
export function usePages<Row>(path: string, values: Values, keyOf: (row: Row) => number) {
  const [rows, setRows] = useState<Row[]>([]);
  const [next, setNext] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [isLoading, setLoading] = useState(true);
  const key = query(values);
  const current = useRef(key);
  const keys = useRef(keyOf);
  keys.current = keyOf;

  const fetchPage = useCallback((before: number | null) => read<Page<Row>>(`${path}?${key}${before ? `&before=${before}` : ""}`), [path, key]);

  const load = useCallback(
    async (isRefresh: boolean) => {
      try {
        const page = await fetchPage(null);
        if (current.current !== key) return;
        const fresh = new Set(page.rows.map((row) => keys.current(row)));
        setRows((before) => (isRefresh ? [...page.rows, ...before.slice(page.rows.length).filter((row) => !fresh.has(keys.current(row)))] : page.rows));
        setNext((before) => (isRefresh && before !== null ? before : page.next));
        setError(null);
      } catch (found) {
        if (current.current === key) setError(found);
      } finally {
        if (current.current === key) setLoading(false);
      }
    },
    [fetchPage, key],
  );

  useEffect(() => {
    current.current = key;
    setLoading(true);
    setNext(null);
    void load(false);
  }, [key, load]);

  const more = async () => {
    try {
      const page = await fetchPage(next);
      const known = new Set(rows.map((row) => keyOf(row)));
      setRows([...rows, ...page.rows.filter((row) => !known.has(keyOf(row)))]);
      setNext(page.next);
    } catch (found) {
      setError(found);
    }
  };

  return { rows, setRows, hasMore: next !== null, more, refresh: () => load(true), error, isLoading };
}
