/** An assessment on its way to a brief: compiled (text read, checked, lowered) and evaluated (run, and checked against its results). */
import type { Graph, NodeId, Result, Study, Unit } from "@outweigh/engine";
import type { Assessment } from "./assessment.js";
import type { Diagnostic } from "./diagnostic.js";
import type { Judged, JudgedDependence } from "./judged.js";
import type { Ledger } from "./ledger/chain.js";
import type { ForecastValue } from "./ledger/entry.js";
import type { Override, Trace } from "./lower/model.js";
import type { ExpertAlone } from "./panels.js";
import type { Span } from "./syntax.js";

/** The condition after `given` in a statistic; how often it holds is in the output of this name. */
export interface ConditionOutput {
  readonly name: string;
  readonly span: Span;
}

/** What was measured, in base units, and its unit. */
export interface Measured {
  readonly value: number;
  readonly unit: Unit;
}

/** A threshold of an objective, in base units. */
export interface Target {
  readonly direction: "at-most" | "at-least";
  readonly value: number;
  /** As it is shown. */
  readonly unit: Unit;
  readonly span: Span;
}

/** A quantity that may lie anywhere between two values, in base units; nothing is said of where. */
export interface FutureRange {
  readonly quantity: string;
  readonly low: number;
  readonly high: number;
  readonly unit: Unit;
}

/** A `futures` block that can be computed. */
export interface FutureRanges {
  readonly ranges: readonly FutureRange[];
  /** How many points among the ranges are to be looked at. */
  readonly cases: number;
}

/** What the way from worst to best is worth on one objective. Worst and best are in base units. */
export interface Swing {
  readonly objective: string;
  readonly worst: number;
  readonly best: number;
  readonly unit: Unit;
  /** Bounds of the weight, on any scale that all swings share; undefined where the order alone is known. */
  readonly weight: { readonly low: number; readonly high: number } | undefined;
}

/** A `weights` block that can be computed. */
export interface SwingWeights {
  readonly swings: readonly Swing[];
  /** Objectives from the swing that matters most to the one that matters least; undefined when the swings have weights. */
  readonly ranking: readonly string[] | undefined;
}

/** A study that can be computed; its size and noise are in base units. */
export interface StatedStudy {
  /** The quantity or base rate that it is about. */
  readonly of: string;
  readonly study: Study;
  /** In which the size is written. */
  readonly sizeUnit: Unit;
  readonly cost: { readonly value: number; readonly unit: Unit } | undefined;
  /** Of what was written after `of`, for findings that need the draws. */
  readonly span: Span;
}

/** What a forecast's block says, in numbers. */
export interface StatedForecast {
  /** In the unit of the forecast; undefined where it is a range or computed. */
  readonly value: ForecastValue | undefined;
  /** Of a numeric forecast. */
  readonly unit: Unit | undefined;
  /** The output of a run that gives it, and the option whose cell counts. */
  readonly computed: { readonly output: string; readonly option: string | undefined } | undefined;
}

/** What lowering knows besides the graph. */
export interface Lowering {
  readonly graph: Graph;
  /** Display unit of each output by name (`inline:3` included). */
  readonly units: ReadonlyMap<string, Unit>;
  /** Of which text a node of the graph is the value, where it is that of a text of its own. */
  readonly traces: ReadonlyMap<NodeId, Trace>;
  /** The names that each declaration uses in its formulas. */
  readonly references: ReadonlyMap<string, ReadonlySet<string>>;
  /** Every name that some formula, reason, rule or computed value uses. */
  readonly used: ReadonlySet<string>;
  readonly conditions: readonly ConditionOutput[];
  /** By the id of the observation, where a single value was measured. */
  readonly measured: ReadonlyMap<string, Measured>;
  /** Quantities whose spread has been doubled, because their evidence was withdrawn. */
  readonly widened: ReadonlySet<string>;
  /** What became of experts' judgements, by the quantity or chance that takes them. */
  readonly judged: ReadonlyMap<string, Judged>;
  /** Of quantities that are correlated by what experts say. */
  readonly dependences: readonly JudgedDependence[];
  /** Cumulative probabilities and values of judgements by quantiles, in rising order and in the unit of what is judged, by the id of the judgement. */
  readonly stated: ReadonlyMap<string, { readonly probabilities: readonly number[]; readonly values: readonly number[] }>;
  /** The answers of the seed questions, in their units. */
  readonly seeds: ReadonlyMap<string, number>;
  /** By the id of the objective. */
  readonly targets: ReadonlyMap<string, readonly Target[]>;
  /** By the id of the block; blocks with mistakes are left out. */
  readonly futures: ReadonlyMap<string, FutureRanges>;
  /** By the id of the block; blocks with mistakes are left out. */
  readonly weights: ReadonlyMap<string, SwingWeights>;
  /** By the id of the block; blocks with mistakes are left out. */
  readonly studies: ReadonlyMap<string, StatedStudy>;
  /** By the id of the forecast. */
  readonly forecasts: ReadonlyMap<string, StatedForecast>;
}

/** What became of a declaration when evidence was withdrawn. */
export interface Change {
  readonly kind: "quantity" | "chance" | "stock" | "data" | "precedent" | "observation" | "element" | "challenge" | "veto" | "evidence";
  /** The id of the declaration; of an element, `RULE.ELEMENT`. */
  readonly id: string;
  readonly label: string;
  /** It takes another value; its spread is doubled; rows are gone from its base rate; experts are gone from its panel; it is left out; or nothing in it changes. */
  readonly how: "instead" | "widened" | "rows-dropped" | "repooled" | "left-out" | "kept";
  /** Claims and sources among its own reasons that are withdrawn; none when it only rests on something that lost its support. */
  readonly lost: readonly string[];
  /** Of `instead`: the names that the new value rests on, and the value as written. */
  readonly by?: readonly string[];
  readonly text?: string;
  /** Of `rows-dropped`: how many. */
  readonly rows?: number;
  /** Of `repooled`: who is gone. */
  readonly experts?: readonly string[];
  /** Of `kept`: other reasons stand, or there is no rule by which to change a table, probabilities or a formula. */
  readonly why?: "other-reasons" | "table" | "probabilities" | "formula";
}

/** What was withdrawn from a case, and what that changed. */
export interface WithdrawalReport {
  /** As the user wrote it. */
  readonly asked: readonly string[];
  readonly claims: readonly string[];
  readonly sources: readonly string[];
  /** Claims that were to be judged by their grade and have none that is known; they stay. */
  readonly ungraded: readonly string[];
  readonly changes: readonly Change[];
}

/** A compiled case. `definitions` holds each declaration in the analyst's own notation. */
export interface Compiled {
  readonly assessment: Assessment;
  readonly lowering: Lowering & { readonly definitions: ReadonlyMap<string, string> };
  readonly diagnostics: readonly Diagnostic[];
  /** What is recorded beside the case; empty where there is no ledger. It changes no result. */
  readonly ledger: Ledger;
  /** sha-256 over every file that was read. */
  readonly inputsHash: string;
  /** Quantities that are not as they are defined, where the case was compiled so. */
  readonly overrides?: ReadonlyMap<string, Override>;
  /** Set when evidence was withdrawn from it. */
  readonly withdrawal?: WithdrawalReport;
  /** Set when it is on the numbers of one expert. */
  readonly expertAlone?: ExpertAlone;
}

/** A compiled case with its results. `diagnostics` holds those of compiling too. */
export interface Evaluated extends Compiled {
  readonly result: Result;
}
