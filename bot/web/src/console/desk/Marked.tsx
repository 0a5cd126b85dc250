/** `text` with the spans `marks` marked. */
export function Marked({ text, marks }: { text: string; marks: [number, number][] }) {
  const pieces: { text: string; isMarked: boolean }[] = [];
  let done = 0;
  for (const [from, to] of marks) {
    pieces.push({ text: text.slice(done, from), isMarked: false }, { text: text.slice(from, to), isMarked: true });
    done = to;
  }
  pieces.push({ text: text.slice(done), isMarked: false });
  return (
    <>
      {pieces.map((piece, place) =>
        piece.isMarked ? <mark key={place}>{piece.text}</mark> : <span key={place}>{piece.text}</span>,
      )}
    </>
  );
}

const BEFORE_FIRST = 24;

/** The text from shortly before its first mark on, for where there is room for a few lines only. */
export function excerpt(text: string, marks: [number, number][]) {
  const first = marks[0]?.[0] ?? 0;
  if (first <= BEFORE_FIRST * 2) return { text, marks };
  const from = first - BEFORE_FIRST;
  const shift = from - 1; // the ellipsis takes one place
  return {
    text: `…${text.slice(from)}`,
    marks: marks.map(([start, end]): [number, number] => [start - shift, end - shift]),
  };
}
