/** The shape of a diagnostic; the catalogue of codes is in `diagnostics.ts`. User mistakes are values of this type; only bugs throw. */
import type { Span } from './syntax.js';

export type Severity = 'error' | 'warning' | 'note';

/** One finding, fully worded: what is wrong, why it was expected, what to write instead. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly span: Span;
  /** What is wrong, in one or two sentences. */
  readonly message: string;
  /** Another place that matters (where the other unit came from, where the name was first declared), with its words. */
  readonly second?: { readonly span: Span; readonly message: string };
  /** What to write instead. */
  readonly remedy: string;
  /** The typed parameters of the catalogue entry, for tools and tests. */
  readonly parameters: Readonly<Record<string, string | number>>;
}
