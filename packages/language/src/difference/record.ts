/**
 * What differs between two versions of an assessment: plain serialisable data, numbers in base units, a number that is not finite as null. `was` and
 * `before` are of the first version, `now` and `after` of the second; with the versions exchanged all of them change places, and nothing else.
 */
import type { NotAttributed } from "../attribution.js";

/** What became of a declaration. `regraded`: nothing but the grade of a source or claim is another. `renamed`: nothing but its name. */
export type HowChanged = "added" | "removed" | "changed" | "regraded" | "renamed";

/** A line that a declaration has in one version alone, or that says something else in the other; in the notation's own words. */
export interface FieldChange {
  /** The keyword, with the name of the row where it is one of a table: `grade`, `=`, `given strikes, local`. */
  readonly field: string;
  /** How the line is called in the first version, where a name in it was another. */
  readonly formerly?: string;
  readonly was?: string;
  readonly now?: string;
}

/** A declaration that differs. */
export interface DifferenceItem {
  /** The keyword of its block: `claim`, `source`, `quantity`, … */
  readonly kind: string;
  /** Its name, in the second version where it has two. */
  readonly name: string;
  /** Its name in the first version, where that is another. */
  readonly formerly?: string;
  readonly label: string;
  readonly formerLabel?: string;
  readonly change: HowChanged;
  readonly fields: readonly FieldChange[];
  /** The whole in a sentence. */
  readonly words: string;
}

/** A passage of running text; `heading` is the last one above it. */
export interface ProseChange {
  readonly heading: string;
  /** Of the passage as it was, where it stood under another one. */
  readonly formerHeading?: string;
  readonly was?: string;
  readonly now?: string;
}

/** A number with its standard error; null where there is none that is finite. */
export interface Uncertain {
  readonly value: number | null;
  readonly error: number | null;
}

/** How an option stands on an objective in one version. */
export interface OptionLevel {
  readonly mean: Uncertain;
  /** Median and 90 % interval. */
  readonly median: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** The share of draws in which it is the best of those that no rule bars; null where it is barred. */
  readonly best: Uncertain | null;
  readonly standing: "clear" | "contested" | "barred";
  /** The probability that a rule is breached. */
  readonly breach: number | null;
  /** Its place by the median among the options that are not barred; null where it is. */
  readonly rank: number | null;
}

/** An option on an objective in both versions; one that has it alone has no change. */
export interface OptionMove {
  readonly name: string;
  readonly formerly?: string;
  readonly label: string;
  readonly formerLabel?: string;
  readonly was?: OptionLevel;
  readonly now?: OptionLevel;
  /** Of the mean, and of the share of draws in which it is best. */
  readonly change?: { readonly mean: Uncertain; readonly best: Uncertain | null };
}

/** A unit as it is shown: divide by the scale. */
export interface ShownUnit {
  readonly text: string;
  readonly scale: number;
}

/** An objective in one version. */
export interface ObjectiveSide {
  /** Its place among the objectives of the case. */
  readonly place: number;
  readonly label: string;
  readonly sense: "minimise" | "maximise";
  readonly unit: ShownUnit | null;
  /** Names of the options that no rule bars, the best median first. */
  readonly ranking: readonly string[];
}

/** An objective and how its options moved. */
export interface ObjectiveMove {
  readonly name: string;
  readonly formerly?: string;
  readonly was?: ObjectiveSide;
  readonly now?: ObjectiveSide;
  readonly options: readonly OptionMove[];
  /** Whether the places of the options that both versions have are the same. */
  readonly rankingMoved: boolean;
  /** Why there are levels and no changes: it is measured in another kind of unit now. */
  readonly incomparable?: "different-unit";
}

/** A version as it was compared. */
export interface ComparedSide {
  /** As whoever asked named it. */
  readonly name: string;
  readonly case: string;
  readonly label: string;
  readonly question: string;
  readonly inputsHash: string;
  readonly errors: number;
  /** How its results were made; absent where there are none. */
  readonly run?: { readonly seed: number; readonly draws: number; readonly sampling: string; readonly effectiveDraws?: number };
  /** Why there are no results: it has errors, its observations leave no draws, or nothing was to be computed. */
  readonly without?: "errors" | "no-draws" | "not-asked";
}

/** A value as the text prints it: its median and 90 % interval, or a single number. */
export interface PrintedValue {
  readonly median: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: ShownUnit | null;
}

/** A value in the running text. */
export interface ValueMove {
  /** As written, without braces. */
  readonly text: string;
  /** Of which option, year or member, where it has several. */
  readonly cell?: string;
  readonly isProbability: boolean;
  readonly was: PrintedValue;
  readonly now: PrintedValue;
}

/** A sentence of one version, held against the results of the other. */
export interface StatementMove {
  readonly file: string;
  readonly line: number;
  /** As written. */
  readonly sentence: string;
  /**
   * `word`: the likelihood word does not fit any more. `value`: the sentence prints another number. `gone`: what it speaks of is not there. `check`:
   * a check of the case does not hold any more.
   */
  readonly why: "word" | "value" | "gone" | "check";
  readonly values: readonly ValueMove[];
  /** Of `word`: the word, and what would fit. */
  readonly word?: string;
  readonly fitting?: string;
  /** Of `gone`: what cannot be computed, as written. */
  readonly gone?: string;
}

/** What some of the items did to the objective whose change is explained; `items` are `KIND NAME` as in the items. */
export interface CauseShare {
  readonly items: readonly string[];
  /** Per option, as in `options`. */
  readonly means: readonly Uncertain[];
  readonly best: readonly Uncertain[];
}

/** Why the results moved: shares that add up to the total, but for rounding. */
export type Causes =
  | {
      readonly kind: "shares";
      /** Its name, and those of the options that both versions have. */
      readonly objective: string;
      readonly options: readonly string[];
      readonly total: { readonly means: readonly Uncertain[]; readonly best: readonly Uncertain[] };
      readonly shares: readonly CauseShare[];
      readonly isExact: boolean;
      readonly draws: number;
      readonly seed: number;
    }
  | {
      readonly kind: "none";
      readonly reason: NotAttributed["reason"] | "not-asked" | "no-draws" | "nothing-changed";
      readonly name?: string;
    };

/** The whole difference. */
export interface Difference {
  readonly before: ComparedSide;
  readonly after: ComparedSide;
  readonly items: readonly DifferenceItem[];
  readonly prose: readonly ProseChange[];
  /** Undefined where one of the two has no results. */
  readonly objectives?: readonly ObjectiveMove[];
  readonly causes: Causes;
  /** Sentences of the first version that do not hold under the results of the second, and those of the second that would not have held. */
  readonly statements?: { readonly before: readonly StatementMove[]; readonly after: readonly StatementMove[] };
}
