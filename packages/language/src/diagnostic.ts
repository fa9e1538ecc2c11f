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
}

export type Parameters = Readonly<Record<string, string | number>>;

/** A catalogue entry. Calling `at` makes a diagnostic; a wrong parameter is a compile error. */
export interface DiagnosticRecord<P extends Parameters> {
  readonly code: string;
  readonly severity: Severity;
  at(span: Span, parameters: P, second?: SecondPlace): Diagnostic;
}

/** Defines one code: its severity and how its parameters become words. */
export function defineDiagnostic<P extends Parameters>(
  code: string,
  severity: Severity,
  message: (parameters: P) => string,
  remedy: (parameters: P) => string,
): DiagnosticRecord<P> {
  return {
    code,
    severity,
    at: (span, parameters, second) => ({
      code,
      severity,
      span,
      message: message(parameters),
      ...(second ? { second } : {}),
      remedy: remedy(parameters),
      parameters,
    }),
  };
}
