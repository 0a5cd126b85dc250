const DATE = /(\d{4}-\d{2}(?:-\d{2})?)/;

/** `text` whose dates do not break at their hyphens. */
export function Dated({ text }: { text: string }) {
  const pieces = text.split(DATE);
  if (pieces.length === 1) return <>{text}</>;
  return (
    <>
      {pieces.map((piece, place) =>
        DATE.test(piece) ? (
          <span className="date" key={place}>
            {piece}
          </span>
        ) : (
          piece
        ),
      )}
    </>
  );
}
