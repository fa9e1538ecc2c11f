/** What the parser makes of a block: uniform blocks of fields and rows, and expressions as a closed union. Spans are UTF-16 offsets into one file. */

/** A stretch of one file of the folder. */
export interface Span {
  readonly file: string;
  readonly from: number;
  readonly to: number;
}

/** A name as written, dots included (`members.sinaloa`). */
export interface NameSyntax {
  readonly text: string;
  readonly span: Span;
}

/** A text in quotation marks, marks removed. */
export interface TextSyntax {
  readonly text: string;
  readonly span: Span;
}

export type BinaryOperator = "+" | "-" | "*" | "/" | "^" | "<" | "<=" | ">" | ">=" | "is" | "is-not" | "and" | "or";

/** An argument of a call; `name` for `normal(mean = 3)`, `at` for the table pair `0 -> 1`. */
export interface ArgumentSyntax {
  readonly name?: NameSyntax;
  readonly value: Expression;
  /** The right side of `x -> y` in an interpolation table. */
  readonly to?: Expression;
  readonly span: Span;
}

/** One entry of `x[…]`: `[sinaloa]`, `[cartel = sinaloa]`, `[rival]`, `[2030]`. */
export interface IndexSyntax {
  readonly dimension?: NameSyntax;
  readonly value: Expression;
  readonly span: Span;
}

export type Expression =
  /** `20 billion`: the value is 2e10; `5 %` is 0.05 with `percent`. A unit that follows directly is an `in-unit`. */
  | { readonly kind: "number"; readonly value: number; readonly percent: boolean; readonly span: Span }
  /** `2026-06-30`, as days since 1970-01-01 (UTC). */
  | { readonly kind: "date"; readonly day: number; readonly text: string; readonly span: Span }
  | { readonly kind: "text"; readonly text: string; readonly span: Span }
  | { readonly kind: "name"; readonly name: string; readonly span: Span }
  /** `350 people`, `20 billion USD`: a number directly followed by a unit name. */
  | { readonly kind: "with-unit"; readonly of: Expression; readonly unit: NameSyntax; readonly span: Span }
  | { readonly kind: "negate"; readonly of: Expression; readonly span: Span }
  | { readonly kind: "not"; readonly of: Expression; readonly span: Span }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
      readonly span: Span;
    }
  | { readonly kind: "if"; readonly condition: Expression; readonly then: Expression; readonly otherwise: Expression; readonly span: Span }
  /** `a to b as SHAPE at 80 %`: a central interval; `shape` missing is a mistake that the check reports. `level` is 0.9 unless stated. */
  | {
      readonly kind: "interval";
      readonly low: Expression;
      readonly high: Expression;
      readonly shape?: NameSyntax;
      readonly level: number;
      readonly span: Span;
    }
  /** `f(a, b, name = c)`, `sum(x over cartel)`, `mean(x | strikes)`, `mean(x given price > 3 | strikes)`. */
  | {
      readonly kind: "call";
      readonly name: NameSyntax;
      readonly arguments: readonly ArgumentSyntax[];
      readonly over?: NameSyntax;
      /** A condition on the draws. */
      readonly given?: Expression;
      /** The option after the bar. */
      readonly option?: NameSyntax;
      readonly span: Span;
    }
  | { readonly kind: "index"; readonly of: Expression; readonly entries: readonly IndexSyntax[]; readonly span: Span }
  /** `deaths worse than hold`; without `of`, the case's first objective. */
  | {
      readonly kind: "compare-options";
      readonly direction: "worse" | "better";
      readonly of?: Expression;
      readonly option: NameSyntax;
      readonly span: Span;
    }
  /** A stretch that could not be read; a diagnostic has been given. */
  | { readonly kind: "broken"; readonly span: Span };

/** A piece of a header, field or row after its keyword, in the order written. */
export type Part =
  | { readonly kind: "expression"; readonly expression: Expression; readonly span: Span }
  | { readonly kind: "separator"; readonly text: "|" | "," | ":" | "="; readonly span: Span }
  | { readonly kind: "over"; readonly names: readonly NameSyntax[]; readonly span: Span }
  /** A word that opens a clause within a line: `as id`, `because reason, reason`, `then add repair`, `in 2028, 2030`. */
  | { readonly kind: "word"; readonly text: "as" | "because" | "then" | "in"; readonly span: Span };

/** A line below a field: `strikes, local  10 % | 90 %`. Cells are the expressions between the `|`. */
export interface RowSyntax {
  readonly labels: readonly NameSyntax[];
  readonly cells: readonly Expression[];
  readonly span: Span;
}

/** A field line: its keyword, what follows, and the rows below it. */
export interface FieldSyntax {
  /** The keyword in full (`said by`, `starts at`, `=`). */
  readonly keyword: string;
  readonly keywordSpan: Span;
  readonly parts: readonly Part[];
  /** The text after the keyword, as written, trimmed, without comment. */
  readonly raw: TextSyntax;
  readonly rows: readonly RowSyntax[];
  readonly span: Span;
}

/** A block: `keyword name "label" : type over dims = definition from x`, then fields. */
export interface BlockSyntax {
  readonly keyword: string;
  readonly keywordSpan: Span;
  readonly name: NameSyntax | undefined;
  readonly label: TextSyntax | undefined;
  /** After `:`, as written: expressions between `|`. */
  readonly type: readonly Expression[];
  readonly over: readonly NameSyntax[];
  readonly definition: Expression | undefined;
  readonly from: TextSyntax | undefined;
  /** After `as`. */
  readonly alias: NameSyntax | undefined;
  readonly fields: readonly FieldSyntax[];
  readonly span: Span;
}
