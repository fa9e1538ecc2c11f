/** Indicators and signposts as lowering has computed them: units, thresholds, likelihood ratios. */
import type { Unit } from "@outweigh/engine";
import type { IndicatorLimit, Lapse, SwitchRule } from "../assessment.js";

/** An indicator as far as it can be computed. */
export interface StatedIndicator {
  /** The unit of its readings as they are written. */
  readonly unit: Unit;
  /** The threshold in base units; a share of an earlier reading where `isShare`. */
  readonly limit:
    | { readonly kind: IndicatorLimit["kind"]; readonly value: number; readonly isShare: boolean; readonly within: Lapse | undefined }
    | undefined;
  /** What is learnt when it is seen: odds of a condition of the model or of a forecast are multiplied by the ratio. */
  readonly likelihood:
    | {
        readonly ratio: number;
        readonly target: { readonly kind: "condition"; readonly text: string } | { readonly kind: "forecast"; readonly id: string };
      }
    | undefined;
  /** What a reading measures, as written, and over which dimensions it differs; the law of its error, where there is one. */
  readonly measures:
    | {
        readonly text: string;
        readonly unit: Unit;
        readonly byTime: boolean;
        readonly byOption: boolean;
        readonly error: string | undefined;
      }
    | undefined;
  /** The names of the model that it tells about. */
  readonly covers: ReadonlySet<string>;
}

/** A signpost of a pathway that readings can decide. Times are in years of the calendar. */
export interface StatedSignpost {
  readonly pathway: string;
  /** From 1, in the order of the text. */
  readonly number: number;
  readonly test: SignpostTest;
  /** The condition as written. */
  readonly words: string;
  readonly from: number | undefined;
  readonly by: number | undefined;
  readonly action: SwitchRule["action"];
  readonly option: string;
}

/** The condition of a signpost as readings see it: comparisons of a reading with a value in base units, and parts that no reading decides. */
export type SignpostTest =
  | { readonly kind: "reading"; readonly indicator: string; readonly operator: "<" | "<=" | ">" | ">="; readonly value: number }
  | { readonly kind: "and" | "or"; readonly parts: readonly SignpostTest[] }
  | { readonly kind: "not"; readonly part: SignpostTest }
  | { readonly kind: "unknown" };
