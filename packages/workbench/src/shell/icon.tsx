/** The few icons of the workbench, drawn with one stroke so that they are of one family. They are hidden from screen readers: what they stand in carries words. */

const paths = {
  balance: "M10 3v14M6 17h8M4 6.500l12-1.500M1.500 11.500a2.600 2.600 0 0 0 5 0L4 6.500zM13.500 10a2.600 2.600 0 0 0 5 0L16 5z",
  undo: "M7 4 3 8l4 4M3 8h9a5 5 0 0 1 0 10h-2",
  redo: "m13 4 4 4-4 4M17 8H8a5 5 0 0 0 0 10h2",
  search: "M9 3a6 6 0 1 0 0 12A6 6 0 0 0 9 3zM13.500 13.500 18 18",
  sun: "M10 6.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7zM10 1v2M10 17v2M1 10h2M17 10h2M3.600 3.600 5 5M15 15l1.400 1.400M3.600 16.400 5 15M15 5l1.400-1.400",
  moon: "M16.500 12.500A7 7 0 0 1 7.500 3.500a7 7 0 1 0 9 9z",
  close: "M5 5l10 10M15 5 5 15",
  check: "m4 10.500 4 4L16 6",
  warning: "M10 2.500 1.500 17h17zM10 8v4M10 14.500v.2",
  error: "M10 2a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM10 6v5M10 13.800v.2",
  note: "M10 2a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM10 9v5M10 6.200v.2",
  down: "m5 7.500 5 5 5-5",
  right: "m7.500 5 5 5-5 5",
  export: "M10 12V2M6 6l4-4 4 4M3 12v5h14v-5",
  plus: "M10 4v12M4 10h12",
} as const;

export type IconName = keyof typeof paths;

/** An icon of the size of the text around it. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
