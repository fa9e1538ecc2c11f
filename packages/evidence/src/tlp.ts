/** The Traffic Light Protocol, version 2.0 (FIRST, August 2022): how far a source may be passed on, and what that makes of what is drawn from it. */

/** A mark without its prefix, from the least to the most restricted. */
export const tlpMarks = ["CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED"] as const;

/** One of the five marks. */
export type TlpMark = (typeof tlpMarks)[number];

/** To whom each may be passed on, in our own words. */
export const tlpReaders: Readonly<Record<TlpMark, string>> = {
  CLEAR: "anybody",
  GREEN: "the community, not the public",
  AMBER: "those who need to know in the organisation and among its clients",
  "AMBER+STRICT": "those who need to know in the organisation alone",
  RED: "those to whom it was given, and nobody else",
};

/** The mark as it is written, `TLP:AMBER+STRICT`: capitals, and no space after the colon. */
export function tlpLabel(mark: TlpMark): string {
  return `TLP:${mark}`;
}

/** Reads a mark with or without `TLP:`, in any case. WHITE, of the first version of the protocol, is read as CLEAR. */
export function readTlpMark(text: string): TlpMark | undefined {
  const name = text
    .trim()
    .toUpperCase()
    .replace(/^TLP:\s*/, "");
  return name === "WHITE" ? "CLEAR" : tlpMarks.find((mark) => mark === name);
}

/** Whether the first is more restricted than the second. */
export function isStricter(mark: TlpMark, other: TlpMark): boolean {
  return tlpMarks.indexOf(mark) > tlpMarks.indexOf(other);
}

/** The strictest of some marks, which is that of anything made from them; undefined when none is marked. */
export function strictestMark(marks: readonly (TlpMark | undefined)[]): TlpMark | undefined {
  return marks.reduce(
    (strictest, mark) => (mark !== undefined && (strictest === undefined || isStricter(mark, strictest)) ? mark : strictest),
    undefined,
  );
}
