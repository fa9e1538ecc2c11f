/** Columns of data as fixed numbers over their key dimensions, or over their rows. */
import { plainUnit } from "@outweigh/engine";
import type { DataColumn, DataDeclaration } from "../assessment.js";
import { dataKeys, dataNotNumber } from "../diagnostics/model.js";
import { wrongKindOfName } from "../diagnostics/names.js";
import type { Model } from "./model.js";
import type { Lowered } from "./value.js";

const cache = new WeakMap<Model, Map<DataColumn, Lowered>>();

/** The dimension that a key column holds members of. */
export function keyOf(model: Model, column: DataColumn): string | undefined {
  const name = column.key ?? (column.unit?.kind === "name" ? column.unit.name : undefined);
  return name !== undefined && (model.environment.dimensions.has(name) || name === "option") ? name : undefined;
}

/** The numbers of a column. Mistakes in the table are reported once. */
export function columnValue(model: Model, data: DataDeclaration, column: DataColumn): Lowered {
  const known = cache.get(model) ?? new Map<DataColumn, Lowered>();
  cache.set(model, known);
  if (!known.has(column)) known.set(column, readColumn(model, data, column));
  return known.get(column);
}

function readColumn(model: Model, data: DataDeclaration, column: DataColumn): Lowered {
  const name = `${data.id}.${column.id}`;
  if (column.isText || keyOf(model, column) !== undefined) {
    const kind = column.isText ? "a column of texts" : "a key column";
    model.report(
      wrongKindOfName.at(column.span, {
        name,
        kind,
        wanted: "a column of numbers",
        instead: "Give the column a unit, or “number”, as its type.",
      }),
    );
    return undefined;
  }
  const unit = column.unit ? model.units.read(column.unit) : plainUnit;
  if (!unit || data.rows.length === 0) return undefined;
  const keys = data.columns.flatMap((each) => (keyOf(model, each) === undefined ? [] : [each]));
  const place = keys.length > 0 ? placeByKeys(model, data, keys) : placeByRows(model, data);
  if (!place) return undefined;
  const values = new Array<number>(model.builder.cells(place.dimensions)).fill(Number.NaN);
  for (const [row, record] of data.rows.entries()) {
    const cell = record[column.id];
    if (cell === undefined || cell === "") return undefined;
    if (typeof cell !== "number") {
      model.report(dataNotNumber.at(column.span, { column: name, row: row + 2, found: cell, expected: "a number" }));
      return undefined;
    }
    values[place.positions[row] ?? row] = cell * unit.scale;
  }
  copyToPathways(model, place.dimensions, values);
  const origin = { span: column.span, message: `“${name}” is declared here.` };
  return { kind: "number", node: model.builder.constant(place.dimensions, values), unit, origin };
}

interface Place {
  readonly dimensions: readonly string[];
  readonly positions: readonly number[];
}

function placeByRows(model: Model, data: DataDeclaration): Place {
  const members = data.rows.map((_, row) => ({ id: `${row + 1}`, label: `row ${row + 1}` }));
  model.builder.addDimension({ name: data.id, kind: "rows", members });
  return { dimensions: [data.id], positions: data.rows.map((_, row) => row) };
}

/** A pathway has the values of the option with which it starts. */
function copyToPathways({ builder }: Model, dimensions: readonly string[], values: number[]): void {
  const at = dimensions.indexOf("option");
  if (at < 0) return;
  const inner = builder.cells(dimensions.slice(at + 1));
  const size = builder.dimension("option").members.length;
  for (const { position, options } of builder.pathways)
    for (const cell of values.keys())
      if (Math.floor(cell / inner) % size === position) values[cell] = values[cell + ((options[0] ?? 0) - position) * inner] ?? Number.NaN;
}

function placeByKeys(model: Model, data: DataDeclaration, keys: readonly DataColumn[]): Place | undefined {
  const dimensions = keys.map((key) => keyOf(model, key) ?? "");
  const report = (problem: string) => {
    model.report(dataKeys.at(data.span, { data: data.id, problem }));
    return undefined;
  };
  const seen = new Set<number>();
  const positions: number[] = [];
  const ids = new Map(
    dimensions.map((name) => [name, new Map(model.builder.dimension(name).members.map((member, position) => [member.id, position]))]),
  );
  for (const [row, record] of data.rows.entries()) {
    let cell = 0;
    for (const [axis, key] of keys.entries()) {
      const name = dimensions[axis] ?? "";
      const member = String(record[key.id] ?? "");
      const position = name === "option" && model.environment.pathways.has(member) ? undefined : ids.get(name)?.get(member);
      if (position === undefined) return report(`row ${row + 2} has “${record[key.id] ?? ""}”, which is not a member of ${name}`);
      cell = cell * model.builder.dimension(name).members.length + position;
    }
    if (seen.has(cell)) return report(`row ${row + 2} repeats the keys of an earlier row`);
    seen.add(cell);
    positions.push(cell);
  }
  const { pathways, optionPositions } = model.environment;
  const cells = dimensions.reduce((product, name) => {
    const members = model.builder.dimension(name).members.length;
    return product * (name === "option" ? optionPositions.size - pathways.size : members);
  }, 1);
  return seen.size < cells ? report(`${cells - seen.size} of ${cells} combinations are missing`) : { dimensions, positions };
}
