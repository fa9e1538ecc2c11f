/** What the page and the worker that compiles and computes say to each other: plain data that can be copied. */
import type { Diagnostic } from "@outweigh/language";
import type { ReadAnswer, ReadOrder } from "@outweigh/server/protocol";

/** A file that has changed. Its text as it stands on disk is missing when it is none that is kept as text; then it is fetched when it is needed. */
export interface ChangedFile {
  readonly path: string;
  readonly text?: string;
  readonly isGone?: boolean;
}

/** To the worker. `version` counts the changes of the case; what comes back says which it is about. */
export type Order =
  /** All files of the case at first, later those that have changed. */
  | { readonly kind: "change"; readonly version: number; readonly files: readonly ChangedFile[] }
  /** The answers to a "need", in its order. */
  | { readonly kind: "given"; readonly orders: readonly ReadOrder[]; readonly answers: readonly ReadAnswer[] }
  | { readonly kind: "ask"; readonly id: number; readonly question: string; readonly input: unknown }
  | { readonly kind: "cancel"; readonly id: number };

/** One option as the status line and the switcher of options tell it. */
export interface OptionSummary {
  readonly id: string;
  readonly label: string;
  readonly standing: "clear" | "contested" | "barred";
}

/** An objective with its options from best to worst; words are formatted in its unit. */
export interface ObjectiveSummary {
  readonly id: string;
  readonly label: string;
  readonly sense: "minimise" | "maximise";
  readonly rows: readonly {
    readonly option: OptionSummary;
    readonly rank: number | undefined;
    readonly median: string;
    readonly interval: string;
    /** The probability that it is the best of those that are not barred. */
    readonly best: number | undefined;
  }[];
}

/** What a run of the case came to, small enough to be sent after every run. */
export interface RunSummary {
  readonly draws: number;
  readonly seed: number;
  readonly milliseconds: number;
  readonly resultHash: string;
  readonly objectives: readonly ObjectiveSummary[];
  /** The computed values in the prose by their index, as the brief prints them. */
  readonly inlines: readonly { readonly index: number; readonly text: string }[];
}

/** How far the worker is. */
export type Phase = "compiling" | "running" | "idle";

/** From the worker. */
export type Report =
  | { readonly kind: "ready"; readonly tier: "compiled" | "reference" }
  /** It holds the lock of its name from now on until it ends, whatever ends it. */
  | { readonly kind: "locked" }
  | { readonly kind: "phase"; readonly phase: Phase; readonly share?: number }
  /** Compiled: what is amiss so far, and the chapters in the order of the case. */
  | {
      readonly kind: "checked";
      readonly version: number;
      readonly diagnostics: readonly Diagnostic[];
      readonly chapters: readonly string[];
    }
  /** Run: everything that is amiss, and what came out. */
  | { readonly kind: "ran"; readonly version: number; readonly diagnostics: readonly Diagnostic[]; readonly summary: RunSummary }
  | { readonly kind: "need"; readonly orders: readonly ReadOrder[] }
  | { readonly kind: "progress"; readonly id: number; readonly share: number }
  | { readonly kind: "answer"; readonly id: number; readonly version: number; readonly value: unknown }
  /** Not answered: the case has errors, it was cancelled, or something broke. */
  | { readonly kind: "refused"; readonly id: number; readonly version: number; readonly why: Refused; readonly message: string };

export type Refused = "errors" | "cancelled" | "broken";
