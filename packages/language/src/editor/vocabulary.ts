/** The words of the notation as data: blocks with their lines, functions, shapes, units, sections; and what the forms of lines ask for. */

/** A line that a block may have. */
export interface FieldWords {
  readonly keyword: string;
  /** What follows the keyword; words in capitals stand for names and values. */
  readonly form: string;
  readonly doc: string;
  readonly isRequired: boolean;
  readonly isRepeated: boolean;
}

/** A kind of block. */
export interface BlockWords {
  readonly keyword: string;
  readonly header: string;
  readonly doc: string;
  readonly fields: readonly FieldWords[];
}

/** A function or distribution. */
export interface FunctionWords {
  readonly name: string;
  readonly family: string;
  readonly signature: string;
  readonly doc: string;
  readonly unit: string;
}

/** All of it, as plain data. */
export interface Vocabulary {
  readonly blocks: readonly BlockWords[];
  readonly functions: readonly FunctionWords[];
  /** What may follow `as` after an interval. */
  readonly shapes: readonly string[];
  readonly units: readonly string[];
  readonly sections: readonly string[];
}

/** Kinds of things that a form asks for: `OPTION, OPTION` gives "option". */
export function kindsIn(form: string): readonly string[] {
  return [...new Set([...form.matchAll(/\b[A-Z]{2,}\b/g)].map(([word]) => word.toLowerCase()))];
}

/** The small words of a form, which are no names: `NAME by 0.6` gives "by". Words in quotation marks are left out. */
export function wordsIn(form: string): readonly string[] {
  return [
    ...new Set(
      form
        .replace(/"[^"]*"/g, " ")
        .replace(/\(rows:.*\)/, " ")
        .match(/\b[a-z][a-z_]*\b/g) ?? [],
    ),
  ];
}

/** Whether a line with this form declares a name of its own within its block: `element NAME "text"`. */
export const declaresName = (form: string): boolean => /^NAME (?:"|\d)/.test(form);
