/** Tables that are `given` options, chances or dimensions: which row holds in which cell, and the cells put together into one node. */
import type { NodeId } from "@outweigh/engine";
import type { GivenTable } from "../assessment.js";
import {
  ambiguousCombination,
  ambiguousRow,
  duplicateRow,
  missingRow,
  noOptions,
  tooManyCells,
  unknownLabel,
  wrongLabelCount,
} from "../diagnostics/model.js";
import { duplicateName, unknownDimension, wrongKindOfName } from "../diagnostics/names.js";
import { pathwayAsMeasure } from "../diagnostics/pathways.js";
import type { NameSyntax, RowSyntax } from "../syntax.js";
import { isMixed } from "./combine.js";
import type { Model } from "./model.js";

/** One of the things that a table is given. */
export interface TableAxis {
  readonly name: string;
  readonly kind: "option" | "chance" | "dimension";
  readonly members: readonly string[];
  readonly positions: ReadonlyMap<string, number>;
}

/** A table in which every cell has a row. */
export interface ResolvedTable {
  readonly axes: readonly TableAxis[];
  /** Index of the row for each cell, row-major over the axes. */
  readonly cells: readonly number[];
}

const mostCells = 20_000;

/** The axes of a table; a name that is none is reported. */
export function readAxes(model: Model, names: readonly NameSyntax[]): readonly TableAxis[] | undefined {
  const seen = new Set<string>();
  const axes = names.map((name) => {
    if (!seen.has(name.text)) {
      seen.add(name.text);
      return readAxis(model, name);
    }
    model.report(duplicateName.at(name.span, { name: name.text, kind: "something that this table is given" }));
    return undefined;
  });
  return axes.every((axis) => axis !== undefined) ? (axes as readonly TableAxis[]) : undefined;
}

function readAxis(model: Model, name: NameSyntax): TableAxis | undefined {
  const { environment } = model;
  const axis = (kind: TableAxis["kind"], members: readonly string[]): TableAxis => ({
    name: name.text,
    kind,
    members,
    positions: new Map(members.map((member, position) => [member, position])),
  });
  if (name.text === "option") {
    const options = [...environment.optionPositions.keys()].filter((option) => !environment.pathways.has(option));
    if (options.length > 0) return axis("option", options);
    model.report(noOptions.at(name.span, { what: "“given option”" }));
    return undefined;
  }
  const entity = environment.entities.get(name.text);
  if (entity?.kind === "chance") return axis("chance", [...new Set(entity.declaration.states.map((state) => state.text))]);
  const dimension = environment.dimensions.get(name.text);
  if (dimension) return axis("dimension", [...dimension.positions.keys()]);
  if (entity?.kind === "dimension") return undefined;
  const { actors, chances: all } = environment.assessment;
  const acting = actors.find(({ id }) => id === name.text);
  if (acting) {
    const reactions = acting.reactions.map(({ text }) => text);
    const instead =
      reactions.length > 0 ? `Name its reaction: ${reactions.join(" or ")}.` : `Give it a reaction: reacts NAME : STATE | STATE.`;
    model.report(wrongKindOfName.at(name.span, { name: name.text, kind: "an actor", wanted: "a chance, a dimension or option", instead }));
    return undefined;
  }
  const chances = all.map((chance) => chance.id);
  model.report(
    unknownDimension.at(name.span, {
      name: name.text,
      near: model.environment.near(name.text, ["option", ...chances, ...environment.dimensions.keys()]),
    }),
  );
  return undefined;
}

/** Finds the row of every cell. Missing, repeated and ambiguous rows and unknown labels are reported. */
export function resolveTable(model: Model, table: GivenTable, owner: string): ResolvedTable | undefined {
  const axes = readAxes(model, table.over);
  if (!axes || axes.length === 0) return undefined;
  const count = axes.reduce((product, axis) => product * axis.members.length, 1);
  if (count > mostCells) {
    model.report(tooManyCells.at(table.span, { name: owner, cells: count }));
    return undefined;
  }
  const rows = indexRows(model, table, axes);
  if (!rows) return undefined;
  const cells: number[] = [];
  const missing: string[] = [];
  let isAmbiguous = false;
  for (let cell = 0; cell < count; cell++) {
    const position = positionsOf(cell, axes);
    const found = findRow(model, axes, position, rows);
    const labels = position.map((at, axis) => axes[axis]?.members[at] ?? "");
    if (found.length === 0) missing.push(labels.join(", "));
    if (found.length > 1 && !isAmbiguous) {
      isAmbiguous = true;
      reportAmbiguous(model, table, axes, labels, found);
    }
    cells.push(found[0] ?? -1);
  }
  if (missing.length > 0) {
    const shown = missing.slice(0, 6).join("; ") + (missing.length > 6 ? `; and ${missing.length - 6} more` : "");
    model.report(missingRow.at(table.span, { name: owner, missing: shown }));
  }
  return missing.length > 0 || isAmbiguous ? undefined : { axes, cells };
}

function positionsOf(cell: number, axes: readonly TableAxis[]): number[] {
  const position = new Array<number>(axes.length).fill(0);
  let rest = cell;
  for (let axis = axes.length - 1; axis >= 0; axis--) {
    const size = axes[axis]?.members.length ?? 1;
    position[axis] = rest % size;
    rest = Math.floor(rest / size);
  }
  return position;
}

/** Rows by their labels, and every beginning of a row's labels. */
interface RowIndex {
  readonly rows: ReadonlyMap<string, number>;
  readonly beginnings: ReadonlySet<string>;
}

function indexRows(model: Model, table: GivenTable, axes: readonly TableAxis[]): RowIndex | undefined {
  const rows = new Map<string, number>();
  const beginnings = new Set<string>();
  let isBroken = false;
  for (const [index, row] of table.rows.entries()) {
    const labels = readLabels(model, row, axes);
    if (!labels) {
      isBroken = true;
      continue;
    }
    const key = labels.join(",");
    const first = rows.get(key);
    if (first === undefined) {
      rows.set(key, index);
      for (let count = 1; count <= labels.length; count++) beginnings.add(labels.slice(0, count).join(","));
    } else {
      isBroken = true;
      const place = table.rows[first];
      model.report(
        duplicateRow.at(row.span, { label: labels.join(", ") }, place && { span: place.span, message: "The first row for it." }),
      );
    }
  }
  return isBroken ? undefined : { rows, beginnings };
}

function readLabels(model: Model, row: RowSyntax, axes: readonly TableAxis[]): readonly string[] | undefined {
  const labels = row.labels.map((label) => label.text);
  if (labels.length === 1 && labels[0] === "otherwise") return axes.map(() => "otherwise");
  if (labels.length !== axes.length) {
    const over = axes.map((axis) => axis.name).join(", ");
    model.report(wrongLabelCount.at(row.span, { expected: axes.length, found: labels.length, over }));
    return undefined;
  }
  let isKnown = true;
  for (const [index, axis] of axes.entries()) {
    const label = row.labels[index];
    if (!label || label.text === "otherwise" || axis.positions.has(label.text)) continue;
    isKnown = false;
    const pathway = axis.kind === "option" ? model.environment.pathways.get(label.text) : undefined;
    if (pathway) {
      model.report(pathwayAsMeasure.at(label.span, { name: label.text, starts: pathway.starts.text }));
      continue;
    }
    const over =
      axis.kind === "option" ? "the options" : axis.kind === "chance" ? `the states of ${axis.name}` : `the members of ${axis.name}`;
    model.report(
      unknownLabel.at(label.span, {
        label: label.text,
        over,
        near: model.environment.near(label.text, axis.members),
        known: axis.members.slice(0, 20).join(", "),
      }),
    );
  }
  return isKnown ? labels : undefined;
}

/** Rows that fit a cell, the most exact only: a label of its own beats that of a measure it contains, which beats `otherwise`. */
function findRow(model: Model, axes: readonly TableAxis[], position: readonly number[], { rows, beginnings }: RowIndex): readonly number[] {
  let fitting: { readonly labels: readonly string[]; readonly ranks: readonly number[] }[] = [{ labels: [], ranks: [] }];
  for (const [index, axis] of axes.entries()) {
    const own = axis.members[position[index] ?? 0] ?? "";
    const measures = axis.kind === "option" ? [...(model.environment.measures.get(own) ?? [])].filter((measure) => measure !== own) : [];
    const labels = [[own, 2] as const, ...measures.map((measure) => [measure, 1] as const), ["otherwise", 0] as const];
    fitting = fitting
      .flatMap((before) => labels.map(([label, rank]) => ({ labels: [...before.labels, label], ranks: [...before.ranks, rank] })))
      .filter((each) => beginnings.has(each.labels.join(",")));
  }
  const found = fitting.flatMap(({ labels, ranks }) => {
    const row = rows.get(labels.join(","));
    return row === undefined ? [] : [{ row, ranks }];
  });
  const beats = (one: readonly number[], other: readonly number[]) =>
    one.every((rank, axis) => rank >= (other[axis] ?? 0)) && one.some((rank, axis) => rank > (other[axis] ?? 0));
  return found.filter((each) => !found.some((other) => beats(other.ranks, each.ranks))).map((each) => each.row);
}

function reportAmbiguous(
  model: Model,
  table: GivenTable,
  axes: readonly TableAxis[],
  labels: readonly string[],
  found: readonly number[],
): void {
  const sorted = [...found].sort((left, right) => left - right);
  const rows = sorted.map((row) => table.rows[row]?.labels.map((label) => label.text).join(", ") ?? "").join(" and ");
  const span = table.rows[sorted[sorted.length - 1] ?? 0]?.span ?? table.span;
  const first = table.rows[sorted[0] ?? 0];
  const place = first && { span: first.span, message: "This row applies too." };
  const isCombination = axes.length === 1 && axes[0]?.kind === "option";
  model.report(
    isCombination
      ? ambiguousCombination.at(span, { option: labels[0] ?? "", rows }, place)
      : ambiguousRow.at(span, { labels: labels.join(", "), rows }, place),
  );
}

/** A member of a dimension, and the one that is picked from values that a pathway has of its own course. */
type Pick = readonly [dimension: string, member: number, ofPathway?: number];

/** Puts the nodes of the rows together: options and members side by side, chances by the state of the draw. */
export function assembleTable(model: Model, table: ResolvedTable, rows: readonly NodeId[], span: GivenTable["span"]): NodeId | undefined {
  const { builder } = model;
  if (isMixed(model, rows, span)) return undefined;
  const { axes } = table;
  const chances = axes.flatMap((axis) => (axis.kind === "chance" ? [model.values.get(axis.name)] : []));
  if (chances.some((chance) => chance === undefined)) return undefined;
  const order = [...axes.keys()].sort((left, right) => Number(axes[left]?.kind === "chance") - Number(axes[right]?.kind === "chance"));
  const strides = axes.map((_, axis) => axes.slice(axis + 1).reduce((product, each) => product * each.members.length, 1));

  const build = (depth: number, offset: number, picks: readonly Pick[]): NodeId => {
    const axisIndex = order[depth];
    if (axisIndex === undefined) {
      let node = rows[table.cells[offset] ?? 0] ?? 0;
      for (const [dimension, member, ofPathway = member] of picks)
        node = builder.pick(node, dimension, builder.knowsCourses(node) ? ofPathway : member);
      return node;
    }
    const axis = axes[axisIndex]!;
    const along = axis.kind === "option" ? "option" : axis.kind === "chance" ? statesOf(axis.name) : axis.name;
    const part = (member: number, pick: Pick) =>
      build(depth + 1, offset + member * (strides[axisIndex] ?? 1), axis.kind === "chance" ? picks : [...picks, pick]);
    const parts = axis.members.map((_, member) => part(member, [along, member]));
    if (axis.kind === "option") return builder.stackOptions(parts, (pathway, followed) => part(followed, [along, followed, pathway]));
    const first = parts[0]!;
    if (axis.kind === "chance" && parts.every((part) => part === first)) return first;
    return builder.stack(along, parts);
  };
  let node = build(0, 0, []);
  for (const axis of axes) {
    const chance = axis.kind === "chance" ? model.values.get(axis.name) : undefined;
    if (chance && builder.dimensionsOf(node).includes(statesOf(axis.name))) node = builder.choose(node, statesOf(axis.name), chance.node);
  }
  return node;
}

/** The name of the dimension of a chance's states. */
export function statesOf(chance: string): string {
  return `states:${chance}`;
}
