const PATHS = {
  moon: "M20 14.5A8 8 0 0 1 9.5 4 8 8 0 1 0 20 14.5Z",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M19 5l-1.4 1.4M6.4 17.6 5 19",
  trash: "M4 7h16M9 7V4h6v3M6.5 7l1 13h9l1-13M10 11v5M14 11v5",
  person: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5",
  copy: "M9 9h11v11H9zM15 9V4H4v11h5",
  image: "M4 5h16v14H4zM4 16l5-5 4 4 2-2 5 5M15.5 8.5v.1",
  print: "M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z",
  up: "M7 11v9H4v-9ZM7 11l4-7c1.5 0 2.3 1 2 2.500L12.500 10H19l-1.500 9-1 1H7",
  down: "M7 13V4H4v9ZM7 13l4 7c1.5 0 2.300-1 2-2.500L12.500 14H19l-1.500-9-1-1H7",
  send: "M4 12 20 4l-5 16-3.500-6.500ZM11.500 13.500 20 4",
};

/** A drawing beside words; alone it needs a label on what it stands in. */
export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
