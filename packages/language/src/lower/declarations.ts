/** Declarations that have a value in every draw: quantities, chances, precedents, stocks and objectives. */
import { divideUnits, type NodeId, plainUnit, type Unit } from "@outweigh/engine";
import type {
  ChanceDeclaration,
  ObjectiveDeclaration,
  Panel,
  PrecedentDeclaration,
  QuantityDeclaration,
  StockDeclaration,
} from "../assessment.js";
import type { SecondPlace } from "../diagnostic.js";
import { dimensionMismatch, objectiveVaries, tooManyCells, wrongCellCount } from "../diagnostics/model.js";
import { unknownDimension } from "../diagnostics/names.js";
import { wrongUnit } from "../diagnostics/units.js";
import type { Expression, NameSyntax, Span } from "../syntax.js";
import { lowerChance } from "./chances.js";
import { adopt, applyNode, asNumber, isZero, type Placed, unify } from "./combine.js";
import type { ValueEntity } from "./environment.js";
import { elaborate } from "./expression.js";
import { possibleDimensions } from "./lags.js";
import { type Model, needsTime, type Scope, scopeOf } from "./model.js";
import { lowerJudgedQuantity } from "./panels.js";
import { checkOutsideView, lowerPrecedent, uplifted } from "./precedents.js";
import { assembleTable, resolveTable } from "./tables.js";
import { describeUnit, type Lowered, type Value } from "./value.js";

/** More cells than this are refused. */
const mostCells = 200_000;

/** Lowers one declaration; what it needs has been lowered before. */
export function lowerDeclaration(model: Model, entity: ValueEntity): Lowered {
  switch (entity.kind) {
    case "quantity":
      return lowerQuantity(model, entity.declaration);
    case "chance":
      return lowerChance(model, entity.declaration as ChanceDeclaration, readOver(model, entity.declaration.over));
    case "precedent":
      return lowerPrecedent(model, entity.declaration as PrecedentDeclaration);
    case "stock":
      return lowerStock(model, entity.declaration);
    case "objective":
      return lowerObjective(model, entity.declaration);
  }
}

/** A declared unit with the place where it is declared. */
interface DeclaredUnit {
  readonly unit: Unit | undefined;
  readonly isBroken: boolean;
  readonly origin: SecondPlace;
}

function readUnit(
  model: Model,
  declaration: { readonly id: string; readonly unit: Expression | undefined; readonly span: Span },
): DeclaredUnit {
  const unit = declaration.unit && model.units.read(declaration.unit);
  const message = unit ? `“${declaration.id}” is declared in ${describeUnit(unit)}.` : `“${declaration.id}” is declared here.`;
  return { unit, isBroken: declaration.unit !== undefined && !unit, origin: { span: declaration.unit?.span ?? declaration.span, message } };
}

/** The dimensions after `over` that exist; others are reported. */
function readOver(model: Model, names: readonly NameSyntax[]): readonly string[] {
  const { environment } = model;
  const over = names.flatMap(({ text, span }) => {
    if (environment.dimensions.has(text) || (text === "option" && environment.optionPositions.size > 0) || (text === "time" && model.time))
      return [text];
    if (environment.entities.get(text)?.kind !== "dimension") {
      model.report(unknownDimension.at(span, { name: text, near: environment.near(text, environment.dimensions.keys()) }));
    }
    return [];
  });
  return [...new Set(over)];
}

/** A definition in its declared unit, or in the one that it turns out to have. */
function lowerDefinition(model: Model, scope: Scope, definition: Expression, declared: DeclaredUnit, what: string): Lowered {
  const value = asNumber(model, elaborate(model, scope, definition, declared.unit), definition.span, what);
  return value && settle(model, value, definition.span, declared, what);
}

function settle(model: Model, value: Value, span: Span, declared: DeclaredUnit, what: string): Lowered {
  if (declared.isBroken) return undefined;
  if (declared.unit) return adopt(model, value, declared.unit, span, what, declared.origin);
  const unit = value.free === "percent" ? (model.units.find("%") ?? plainUnit) : value.unit;
  const message = declared.origin.message.replace("is declared here", `is in ${describeUnit(unit)} by its definition`);
  return { ...value, unit, free: undefined, origin: { span: declared.origin.span, message } };
}

function lowerQuantity(model: Model, declaration: QuantityDeclaration): Lowered {
  const declared = readUnit(model, declaration);
  const over = readOver(model, declaration.over);
  const tableDimensions = declaration.given?.over.map((name) => name.text).filter((name) => model.environment.dimensions.has(name)) ?? [];
  const named = [...new Set([...over, ...tableDimensions])];
  const scope = scopeOf(
    declaration.id,
    named.filter((name) => name !== "option"),
  );
  const what = `The definition of ${declaration.id}`;
  const { definition, given, judged } = declaration;
  const value = definition
    ? lowerDefinition(model, scope, definition, declared, what)
    : judged
      ? lowerJudged(model, declaration, judged, declared)
      : lowerGiven(model, scope, declaration, declared);
  const span = (definition ?? given ?? judged ?? declaration).span;
  if (value && declaration.precedent) checkOutsideView(model, declaration.precedent, value);
  const raised = value && declaration.uplift ? uplifted(model, value, declaration.uplift) : value;
  return raised && shapeTo(model, raised, declaration.id, named, span, declaration.span);
}

/** What experts say, in the declared unit; plain numbers without one. */
function lowerJudged(model: Model, declaration: QuantityDeclaration, panel: Panel, declared: DeclaredUnit): Lowered {
  if (declared.isBroken) return undefined;
  const unit = declared.unit ?? plainUnit;
  const node = lowerJudgedQuantity(model, declaration, panel, unit);
  return node === undefined ? undefined : { kind: "number", node, unit, origin: declared.origin };
}

function lowerGiven(model: Model, scope: Scope, declaration: QuantityDeclaration, declared: DeclaredUnit): Lowered {
  const table = declaration.given;
  if (!table) return undefined;
  const resolved = resolveTable(model, table, declaration.id);
  const rows = table.rows.map((row): Placed | undefined => {
    const [cell] = row.cells;
    if (!cell || row.cells.length > 1) {
      model.report(wrongCellCount.at(row.span, { name: declaration.id, found: row.cells.length }));
      return undefined;
    }
    const what = `The value for ${row.labels.map((label) => label.text).join(", ")}`;
    const value = asNumber(model, elaborate(model, { ...scope, draws: 0 }, cell, declared.unit), cell.span, what);
    const settled = declared.unit ? value && settle(model, value, cell.span, declared, what) : value;
    return settled && { value: settled, span: cell.span };
  });
  const complete = rows.filter((row) => row !== undefined);
  if (!resolved || complete.length < rows.length) return undefined;
  const common = declared.unit ? complete[0]?.value : unify(model, complete, "The rows need one unit", table.span);
  const node =
    common &&
    assembleTable(
      model,
      resolved,
      complete.map((row) => row.value.node),
      table.span,
    );
  if (!common || node === undefined) return undefined;
  const value: Value = { kind: "number", node, unit: common.unit, free: common.free, ...(common.origin ? { origin: common.origin } : {}) };
  return declared.unit ? value : settle(model, value, table.span, declared, declaration.id);
}

/** The value over exactly its declared dimensions, options and time apart; others are reported. */
export function shapeTo(model: Model, value: Value, id: string, over: readonly string[], span: Span, place: Span): Lowered {
  const { builder } = model;
  const extra = builder.dimensionsOf(value.node).filter((name) => name !== "option" && name !== "time" && !over.includes(name));
  const [first] = extra;
  if (first !== undefined) {
    const paired = over.find(
      (name) =>
        model.environment.dimensions.get(name)?.root === model.environment.dimensions.get(first)?.root &&
        model.environment.dimensions.has(first),
    );
    const text = model.text(span);
    const remedy = paired
      ? `Read it along ${paired}: (${text})[${paired}]; or take ${first} away: sum(${text} over ${first}).`
      : `Declare it over ${[...over, first].join(", ")}, or take ${first} away: sum(${text} over ${first}).`;
    model.report(
      dimensionMismatch.at(
        span,
        { name: id, extra: extra.join(" and "), declared: over.join(", "), remedy },
        { span: place, message: `“${id}” is declared here.` },
      ),
    );
    return undefined;
  }
  const node = builder.broadcast(
    value.node,
    over.filter((name) => name !== "option" && name !== "time"),
  );
  const cells = builder.cells(builder.dimensionsOf(node));
  if (cells <= mostCells) return { ...value, node };
  model.report(tooManyCells.at(span, { name: id, cells }));
  return undefined;
}

function lowerStock(model: Model, declaration: StockDeclaration): Lowered {
  const declared = readUnit(model, declaration);
  const over = readOver(model, declaration.over);
  const scope = scopeOf(declaration.id, over);
  const start = lowerDefinition(model, scope, declaration.start, declared, `The start of ${declaration.id}`);
  if (!needsTime(model, `The stock ${declaration.id}`, declaration.span) || !start) return undefined;
  const { builder } = model;
  if (builder.dimensionsOf(start.node).includes("time")) {
    const remedy = `Take one period of it: (${model.text(declaration.start.span)})[${model.time?.start}].`;
    model.report(
      dimensionMismatch.at(declaration.start.span, { name: `the start of ${declaration.id}`, extra: "time", declared: "", remedy }),
    );
    return undefined;
  }
  const shaped = shapeTo(model, start, declaration.id, over, declaration.start.span, declaration.span);
  if (!shaped) return undefined;
  const minimum = declaration.minimum === undefined ? undefined : declaration.minimum * shaped.unit.scale;
  const dimensions = possibleDimensions(model, { kind: "stock", declaration });
  return { ...shaped, free: undefined, node: builder.stock(shaped.node, minimum, dimensions) };
}

/** Gives a stock its rate, once every value that it may depend on is there. */
export function lowerRates(model: Model, declaration: StockDeclaration): void {
  const stock = model.values.get(declaration.id);
  const year = model.units.find("year") ?? plainUnit;
  const scope = scopeOf(
    `${declaration.id}:rates`,
    declaration.over.map((name) => name.text).filter((name) => model.environment.dimensions.has(name)),
  );
  const gains =
    declaration.gains && lowerRate(model, scope, declaration, declaration.gains, "gains", stock && divideUnits(stock.unit, year));
  const loses =
    declaration.loses && lowerRate(model, scope, declaration, declaration.loses, "loses", stock && divideUnits(stock.unit, year));
  const isBroken = (declaration.gains && gains === undefined) || (declaration.loses && loses === undefined);
  if (!stock || isBroken) {
    model.values.set(declaration.id, undefined);
    return;
  }
  const { builder } = model;
  const up = gains ?? builder.number(0);
  const rate = loses === undefined ? up : applyNode(model, declaration.span, "subtract", up, loses);
  if (rate !== undefined) builder.setRate(stock.node, rate);
}

function lowerRate(
  model: Model,
  scope: Scope,
  declaration: StockDeclaration,
  expression: Expression,
  field: string,
  unit: Unit | undefined,
): NodeId | undefined {
  const value = asNumber(model, elaborate(model, scope, expression), expression.span, `What ${declaration.id} ${field}`);
  if (!value || !unit) return undefined;
  const what = `What ${declaration.id} ${field}`;
  const place = {
    span: declaration.unit?.span ?? declaration.span,
    message: `The stock is in ${unit.text.replace(/\/year$/, "")}, so it changes in that unit per time.`,
  };
  if (value.free && !isZero(model, value)) {
    const remedy = `Say per what time, for instance: ${model.text(expression.span)} ${unit.text}.`;
    model.report(wrongUnit.at(expression.span, { what, found: "a number without a unit", expected: unit.text, remedy }, place));
    return undefined;
  }
  const adopted = adopt(model, value, unit, expression.span, what, place);
  const over = declaration.over.map((name) => name.text);
  return adopted && shapeTo(model, adopted, declaration.id, over, expression.span, declaration.span)?.node;
}

function lowerObjective(model: Model, declaration: ObjectiveDeclaration): Lowered {
  const declared = readUnit(model, declaration);
  const value = lowerDefinition(model, scopeOf(declaration.id), declaration.definition, declared, `The objective ${declaration.id}`);
  if (!value) return undefined;
  const extra = model.builder.dimensionsOf(value.node).filter((name) => name !== "option");
  if (extra.length === 0) return value;
  const text = model.text(declaration.definition.span);
  const remedy = extra.includes("time")
    ? `Take the total over time, total(${text}), or the last value, final(${text}).`
    : `Add it up: sum(${text} over ${extra[0]}).`;
  model.report(objectiveVaries.at(declaration.definition.span, { name: declaration.id, over: extra.join(" and "), remedy }));
  return undefined;
}
