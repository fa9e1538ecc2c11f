/** What an expression is while it is being lowered: a node with its unit and kind. `undefined` stands for a value that a diagnostic has spoiled. */
import { type NodeId, plainUnit, type Unit } from "@outweigh/engine";
import type { SecondPlace } from "../diagnostic.js";

/** A typed node. */
export interface Value {
  readonly kind: "number" | "boolean" | "state";
  readonly node: NodeId;
  /** How it is written; the node itself is in base units. */
  readonly unit: Unit;
  /** Made of bare numbers only, so that it takes the unit that is declared; `percent` when a sign % was among them. */
  readonly free?: "number" | "percent";
  /** A point in time, counted in years of the calendar. */
  readonly isCalendar?: boolean;
  /** The chance whose state it is. */
  readonly chance?: string;
  /** Where its unit comes from. */
  readonly origin?: SecondPlace;
}

/** A value, or nothing when a mistake in it has been reported. */
export type Lowered = Value | undefined;

/** A condition. */
export function booleanValue(node: NodeId): Value {
  return { kind: "boolean", node, unit: plainUnit };
}

/** A plain number or a share. */
export function plainValue(node: NodeId, unit: Unit = plainUnit): Value {
  return { kind: "number", node, unit };
}

/** Words for the kind of a value. */
export function kindWords(value: Value): string {
  return value.kind === "boolean" ? "a condition" : value.kind === "state" ? "a state of a chance" : "a number";
}

/** Words for the unit of a value. */
export function unitWords(value: Value): string {
  if (value.isCalendar) return "points in time";
  return value.free === "percent" || value.unit.text === "%" ? "% (a share)" : describeUnit(value.unit);
}

/** Words for a unit. */
export function describeUnit(unit: Unit): string {
  return unit.text === "" ? "plain numbers" : unit.text;
}
