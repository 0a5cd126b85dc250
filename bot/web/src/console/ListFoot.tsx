import { Button } from "antd";
import { explain } from "../texts/explain";
import { usePreferences } from "./preferences";
import { useWords } from "./texts";

type Props = { isEmpty: boolean; isLoading: boolean; error: unknown; hasMore: boolean; onMore: () => void; none?: string };

/** What stands below a list: that it is empty, loading or broken, or the way to more. */
export function ListFoot({ isEmpty, isLoading, error, hasMore, onMore, none }: Props) {
  const words = useWords();
  const { language } = usePreferences();
  return (
    <div className="paging" role="status">
      {error !== null && <p className="error">{explain(error, language, words.failed)}</p>}
      {isLoading && isEmpty && !error && words.loading}
      {isEmpty && !isLoading && !error && <span className="muted">{none ?? words.none}</span>}
      {hasMore && <Button onClick={onMore}>{words.more}</Button>}
    </div>
  );
}
