/** What became of experts' judgements: the curve fitted to each, their weights and the pool, as plain data. Numbers are in the unit of what is judged. */
import type { Unit } from "@outweigh/engine";
import type { PanelWeights, PoolKind } from "./assessment.js";

/** A curve: `table` are the parameters of the distribution `tabled`. */
export interface JudgedCurve {
  readonly mean: number;
  readonly sd: number;
  /** Quantiles, those at 5 %, 50 % and 95 % among them. */
  readonly quantiles: readonly { readonly probability: number; readonly value: number }[];
  readonly table: readonly number[];
}

/** One expert's quantiles and the curve through them. */
export interface JudgedFit extends JudgedCurve {
  readonly probabilities: readonly number[];
  readonly values: readonly number[];
  readonly lower: number | undefined;
  readonly upper: number | undefined;
  /** Nothing was said of limits, and as all values are above zero, so is the quantity. */
  readonly isAssumedPositive: boolean;
  readonly family: string;
  /** Whether the family was asked for, or is the one that comes nearest. */
  readonly isChosen: boolean;
  /** The fitted probability at each value, and the places where it misses the judged one by more than 5 percentage points. */
  readonly fitted: readonly number[];
  readonly missed: readonly number[];
  readonly squares: number;
  /** The probability that the curve gives to values beyond the limits. */
  readonly beyondLimits: number;
}

/** What one expert says. */
export interface ExpertView {
  readonly expert: string;
  readonly judgement: string;
  readonly round: number;
  /** 0 for a judgement of an earlier round. */
  readonly weight: number;
  /** Of a quantity. */
  readonly fit: JudgedFit | undefined;
  /** Of a chance: the probability of each state. */
  readonly states: readonly number[] | undefined;
}

/** A judged quantity or chance under one option, or under all. */
export interface JudgedCell {
  readonly under: string | undefined;
  /** Judgements that count, in the order of the panel. */
  readonly views: readonly ExpertView[];
  /** Judgements of earlier rounds. */
  readonly earlier: readonly ExpertView[];
  /** The pool of a quantity, and the variance of the linear pool taken apart: within the experts, and between them. */
  readonly pooled: (JudgedCurve & { readonly within: number; readonly between: number }) | undefined;
  /** Of a chance: the pooled probability of each state, and what the linear pool would give. */
  readonly states: readonly number[] | undefined;
  readonly linear: readonly number[] | undefined;
}

/** How an expert did on the seed questions, by Cooke's classical model. */
export interface SeedScore {
  readonly expert: string;
  readonly answered: number;
  readonly calibration: number;
  readonly information: number;
  readonly weight: number;
}

/** Seed questions scored, for the weights of a panel. */
export interface SeedScores {
  readonly seeds: readonly string[];
  /** The least calibration that counts; those below have no weight. */
  readonly cutOff: number;
  readonly experts: readonly SeedScore[];
  /** The experts together: weighted by their scores, and equally. */
  readonly together: { readonly calibration: number; readonly information: number };
  readonly equal: { readonly calibration: number; readonly information: number };
  /** The weighted experts together when one seed question, or one expert, is left out. */
  readonly without: readonly {
    readonly kind: "seed" | "expert";
    readonly name: string;
    readonly calibration: number;
    readonly information: number;
  }[];
}

/** A quantity or chance that experts judge. */
export interface Judged {
  readonly id: string;
  readonly kind: "quantity" | "chance";
  /** Of a quantity. */
  readonly unit: Unit | undefined;
  readonly pool: PoolKind;
  readonly weights: PanelWeights["kind"];
  readonly extremisedBy: number | undefined;
  readonly cells: readonly JudgedCell[];
  readonly seedScores: SeedScores | undefined;
}

/** How two quantities go together by what experts say. */
export interface JudgedDependence {
  readonly quantities: readonly [string, string];
  readonly views: readonly { readonly expert: string; readonly judgement: string; readonly concordance: number }[];
  readonly concordance: number;
  readonly rank: number;
}
