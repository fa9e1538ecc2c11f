/** What lowering carries along: the graph being built, the names, what has been lowered, and where findings go. */
import type { NodeId, TimeGrid, Unit } from "@outweigh/engine";
import type { Diagnostic } from "../diagnostic.js";
import { noTime } from "../diagnostics/model.js";
import type { Judged, JudgedDependence } from "../judged.js";
import type { Expression, Span } from "../syntax.js";
import type { Environment } from "./environment.js";
import type { Followed, FollowingBuilder } from "./following.js";
import type { ReadJudgement } from "./judgements.js";
import type { Course } from "./pathways.js";
import type { Units } from "./units.js";
import type { Lowered } from "./value.js";

/** A delayed value whose definition comes later. */
export interface PendingLag {
  readonly node: NodeId;
  readonly scope: Scope;
  readonly expression: Expression;
  readonly unit: Unit;
}

/** The condition of a statistic. */
export interface Condition {
  readonly node: NodeId;
  readonly span: Span;
}

/** The innermost expression that a node is the value of, and the unit in which it is written. */
export interface Trace {
  readonly span: Span;
  readonly unit: Unit;
}

/** What stands in the place of a quantity's definition: a number for all of its cells, in the unit in which it is shown, or one of these. */
export type Override =
  | number
  /** An expression, which uses no names; `over` are dimensions that it has besides those that are declared. */
  | { readonly kind: "value"; readonly value: Expression; readonly over?: readonly string[] }
  /** Anywhere between two values in base units: evenly spread over the draws, so that each draw is one of many futures. */
  | { readonly kind: "range"; readonly low: number; readonly high: number }
  /** Its own definition, with the spread of what it draws doubled. */
  | { readonly kind: "widened" };

/** A pathway while it is being lowered: what it may follow, and its place in the graph. */
export interface Pathway {
  readonly course: Course;
  readonly followed: Followed;
}

/** One case while it is being lowered. */
export interface Model {
  readonly builder: FollowingBuilder;
  readonly environment: Environment;
  readonly units: Units;
  readonly time: TimeGrid | undefined;
  /** Values of declarations that have been lowered; a spoiled one is there as undefined. */
  readonly values: Map<string, Lowered>;
  /** Declarations whose value may differ between options. */
  readonly optionDependent: ReadonlySet<string>;
  /** Quantities that are not as they are defined. */
  readonly overrides: ReadonlyMap<string, Override>;
  /** Quantities whose spread has been doubled, with the node that they had before. */
  readonly widened: Map<string, NodeId>;
  /** What experts say, and the answers of the seed questions; read before anything is lowered. */
  judgements: readonly ReadJudgement[];
  seeds: ReadonlyMap<string, number>;
  /** What became of it, by what is judged. */
  readonly judged: Map<string, Judged>;
  readonly dependences: JudgedDependence[];
  /** Pathways that make sense. */
  readonly pathways: readonly Pathway[];
  readonly pendingLags: PendingLag[];
  /** Conditions of the statistics lowered so far. */
  readonly conditions: Condition[];
  readonly traces: Map<NodeId, Trace>;
  report(diagnostic: Diagnostic): void;
  /** The text of a stretch, on one line and shortened. */
  text(span: Span): string;
}

/** Where an expression stands. */
export interface Scope {
  /** Name of its random stream: the id of the declaration. */
  readonly owner: string;
  /** Named dimensions over which its draws are independent. */
  readonly over: readonly string[];
  /** Statistics over the draws may stand in prose, checks and forecasts. */
  readonly allowsStatistics: boolean;
  /** Elements of a rule by name; undefined when the probability of one is spoiled. */
  readonly elements?: ReadonlyMap<string, NodeId | undefined>;
  /** Number of draws made so far; counts up. */
  draws: number;
}

/** A fresh scope for a declaration. */
export function scopeOf(owner: string, over: readonly string[] = [], allowsStatistics = false): Scope {
  return { owner, over, allowsStatistics, draws: 0 };
}

/** The next random stream of a scope: the owner's name, then `name#2`, `name#3`. */
export function nextStream(scope: Scope): string {
  scope.draws++;
  return scope.draws === 1 ? scope.owner : `${scope.owner}#${scope.draws}`;
}

/** Reports unless the case has time. */
export function needsTime(model: Model, what: string, span: Span): TimeGrid | undefined {
  if (!model.time) model.report(noTime.at(span, { what }));
  return model.time;
}
