/** Columns of numbers that are filled row by row while a file is read, and the mistakes found on the way. */

/** What is wrong with a cell or a row. */
export type Fault = "missing" | "text" | "not-finite" | "short";

/** A mistake and its place, in words. */
export interface Mistake {
  readonly fault: Fault;
  readonly where: string;
  readonly words: string;
}

/** Mistakes that are shown; the others are counted. */
const mostShown = 5;

/** Columns that grow by halves, for as many rows as come. A row with a mistake is not kept. */
export class DrawsColumns {
  private columns: Float64Array[];
  private rows = 0;
  private left = 0;
  readonly mistakes: Mistake[] = [];
  readonly counts = new Map<Fault, number>();

  /** So many columns, with room for about so many rows. */
  constructor(size: number, expected: number) {
    this.columns = Array.from({ length: size }, () => new Float64Array(Math.max(16, Math.ceil(expected))));
  }

  /** How many rows are complete. */
  get length(): number {
    return this.rows;
  }

  /** How many rows had a mistake. */
  get leftOut(): number {
    return this.left;
  }

  /** Sets a cell of the row in hand. */
  set(column: number, value: number): void {
    if (this.rows === this.columns[0]!.length) this.grow();
    this.columns[column]![this.rows] = value;
  }

  /** Notes a mistake. */
  report(mistake: Mistake): void {
    if (this.mistakes.length < mostShown) this.mistakes.push(mistake);
    this.counts.set(mistake.fault, (this.counts.get(mistake.fault) ?? 0) + 1);
  }

  /** Ends the row in hand. */
  end(isGood: boolean): void {
    if (isGood) this.rows++;
    else this.left++;
  }

  /** The columns, of the rows that were good. */
  finished(): readonly Float64Array[] {
    return this.columns.map((column) => column.subarray(0, this.rows));
  }

  private grow(): void {
    this.columns = this.columns.map((column) => {
      const larger = new Float64Array(Math.ceil(column.length * 1.5));
      larger.set(column);
      return larger;
    });
  }
}

const absent = new Set(["", "na", "n/a", "nan", "null", "none", "-", "."]);

/** The number that a text states, or what is wrong with it: a decimal point, no separators of thousands, no unit. True is 1 and false 0. */
export function numberOf(text: string): number | Omit<Mistake, "where"> {
  const value = Number(text);
  if (Number.isFinite(value)) {
    if (value !== 0) return /^\s*0[xob]/i.test(text) ? textFault(text) : value;
    if (text.includes("0")) return /[xob]/i.test(text) ? textFault(text) : value;
  }
  const trimmed = text.trim();
  if (/^(?:true|false)$/i.test(trimmed)) return trimmed.length === 4 ? 1 : 0;
  if (absent.has(trimmed.toLowerCase()))
    return { fault: "missing", words: trimmed === "" ? "the cell is empty" : `“${trimmed}” stands for no value` };
  if (/^[+-]?(?:inf(?:inity)?)$/i.test(trimmed) || (!Number.isNaN(value) && !Number.isFinite(value)))
    return { fault: "not-finite", words: `“${trimmed}” is not a finite number` };
  return textFault(trimmed);
}

function textFault(text: string): Omit<Mistake, "where"> {
  const shown = text.length > 30 ? `${text.slice(0, 29)}…` : text;
  if (/^[+-]?\d+,\d+(?:e[+-]?\d+)?$/i.test(text)) return { fault: "text", words: `“${shown}” has a comma` };
  if (/^[+-]?\d{1,3}(?:[,' ]\d{3})+(?:\.\d+)?$/.test(text))
    return { fault: "text", words: `“${shown}” has separators of thousands, which are not read` };
  return { fault: "text", words: `“${shown}” is not a number` };
}
