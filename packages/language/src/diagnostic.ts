/** The shape of a diagnostic and how a code is defined; the catalogue is `diagnostics/`. User mistakes are values of this type; only bugs throw. */
import type { Span } from "./syntax.js";

export type Severity = "error" | "warning" | "note";

/** Another place that matters, with its words. */
export interface SecondPlace {
  readonly span: Span;
  readonly message: string;
}

/** One finding, fully worded: what is wrong, why it was expected, what to write instead. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly span: Span;
  /** What is wrong, in one or two sentences. */
  readonly message: string;
  /** Where the expectation came from (the other unit, the first declaration). */
  readonly second?: SecondPlace;
  /** What to write instead. */
  readonly remedy: string;
  /** The typed parameters of the catalogue entry, for tools and tests. */
  readonly parameters: Parameters;
  /** Changes of the text that would mend it, the likeliest first; missing where no tool can know. */
  readonly fixes?: readonly Fix[];
}

/** A change that mends a finding, where the finding stands: see `applyFix` in editor/fix.ts. */
export interface Fix {
  /** What it does, as a command: "Write “rate”". */
  readonly title: string;
  readonly edit:
    | { readonly kind: "replace" | "insert-after"; readonly text: string }
    /** A line at the end of the block; the cursor comes to stand before the character `cursor` of it. */
    | { readonly kind: "add-line"; readonly text: string; readonly cursor: number }
    | { readonly kind: "remove-line" };
}

/** One fix for each of some names between commas, as `nearNames` gives them. */
export function writeInstead(names: string): readonly Fix[] {
  return names
    .split(", ")
    .filter((name) => name !== "")
    .map((name) => ({ title: `Write “${name}”`, edit: { kind: "replace", text: name } }));
}

/** A fix that adds a line; `text` begins with its keyword, and a `"` in it opens what is to be filled in. */
export function addLine(field: string, text: string): Fix {
  const quote = text.indexOf('""');
  return { title: `Add a line “${field}”`, edit: { kind: "add-line", text, cursor: quote < 0 ? text.length : quote + 1 } };
}

export type Parameters = Readonly<Record<string, string | number>>;

/** A catalogue entry. Calling `at` makes a diagnostic; a wrong parameter is a compile error. */
export interface DiagnosticRecord<P extends Parameters> {
  readonly code: string;
  readonly severity: Severity;
  at(span: Span, parameters: P, second?: SecondPlace): Diagnostic;
}

/** Defines one code: its severity, how its parameters become words and, where a tool can mend it, changes of the text. */
export function defineDiagnostic<P extends Parameters>(
  code: string,
  severity: Severity,
  message: (parameters: P) => string,
  remedy: (parameters: P) => string,
  fixes: (parameters: P) => readonly Fix[] = () => [],
): DiagnosticRecord<P> {
  return {
    code,
    severity,
    at: (span, parameters, second) => {
      const mended = fixes(parameters);
      return {
        code,
        severity,
        span,
        message: message(parameters),
        ...(second ? { second } : {}),
        remedy: remedy(parameters),
        parameters,
        ...(mended.length === 0 ? {} : { fixes: mended }),
      };
    },
  };
}
