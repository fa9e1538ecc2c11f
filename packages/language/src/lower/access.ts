/** Names in expressions and what is picked from them: values, options, members, periods, columns of data, units. */
import type { SecondPlace } from "../diagnostic.js";
import { dimensionAbsent, mustBeFixed, noTime, periodOutside, renameNotPaired } from "../diagnostics/model.js";
import { unknownColumn, unknownElement, unknownMember, unknownName, wrongKindOfName } from "../diagnostics/names.js";
import { pathwayAsMeasure } from "../diagnostics/pathways.js";
import { findFunction } from "../functions/index.js";
import type { Expression, IndexSyntax, Span } from "../syntax.js";
import { columnValue } from "./data.js";
import { type Entity, entityWords, expressionNames, isValueEntity } from "./environment.js";
import type { Model, Scope } from "./model.js";
import { booleanValue, type Lowered, type Value } from "./value.js";

type Index = Extract<Expression, { readonly kind: "index" }>;

/** What a name stands for. */
export function lowerName(model: Model, scope: Scope, name: string, span: Span): Lowered {
  const { environment, builder } = model;
  if (scope.elements?.has(name)) {
    const element = scope.elements.get(name);
    return element === undefined ? undefined : booleanValue(element);
  }
  const entity = environment.entities.get(name);
  if (entity && (isValueEntity(entity) || entity.kind === "option")) return lowerEntity(model, entity, name, span);
  const dot = name.lastIndexOf(".");
  const owner = dot > 0 && !entity ? environment.entities.get(name.slice(0, dot)) : undefined;
  if (owner) return lowerMemberName(model, owner, name.slice(dot + 1), { ...span, from: span.to - (name.length - dot - 1) });
  if (name === "time") {
    if (!model.time) model.report(noTime.at(span, { what: "“time”" }));
    const year = model.units.find("year");
    return model.time && year && { kind: "number", node: builder.time(), unit: year, isCalendar: true };
  }
  if (name === "true" || name === "false") return booleanValue(builder.number(name === "true" ? 1 : 0));
  const unit = entity && entity.kind !== "unit" ? undefined : model.units.find(name);
  if (unit)
    return { kind: "number", node: builder.number(unit.scale), unit, origin: { span, message: `The unit ${unit.text} is written here.` } };
  if (entity?.kind !== "unit") reportName(model, scope, name, span, entity);
  return undefined;
}

function lowerEntity(model: Model, entity: Entity, name: string, span: Span): Lowered {
  const { environment, builder } = model;
  if (entity.kind === "option") {
    const pathway = environment.pathways.get(name);
    if (pathway) {
      model.report(pathwayAsMeasure.at(span, { name, starts: pathway.starts.text }));
      return undefined;
    }
    const holds = [...environment.optionPositions.keys()].map((option) => (environment.measures.get(option)?.has(name) ? 1 : 0));
    return booleanValue(builder.constant(["option"], holds));
  }
  return model.values.get(name);
}

function reportName(model: Model, scope: Scope, name: string, span: Span, entity: Entity | undefined): void {
  const { environment } = model;
  if (scope.elements && !entity) {
    const known = [...scope.elements.keys()];
    model.report(
      unknownElement.at(span, {
        name,
        rule: scope.owner.replace(/^rule:/, ""),
        near: model.environment.near(name, known),
        known: known.join(", "),
      }),
    );
    return;
  }
  if (entity) {
    const instead =
      entity.kind === "dimension"
        ? `Use it after “over”, or pick a member: x[${environment.dimensions.get(name)?.members[0]?.id ?? name}].`
        : entity.kind === "data"
          ? `Name one of its columns: ${name}.${entity.declaration.columns[0]?.id ?? "column"}.`
          : entity.kind === "rule"
            ? "A rule bars options and is not a number; use its elements in “when” and “unless”."
            : /^(weights|scenario|futures|study)$/.test(entity.kind)
              ? "It has no value of its own; name a quantity, a stock or an objective."
              : `Declare a quantity and give it as a reason: because ${name}.`;
    model.report(wrongKindOfName.at(span, { name, kind: entityWords(entity.kind), wanted: "a value", instead }));
    return;
  }
  const chances = environment.stateChances.get(name);
  const dimensions = environment.memberDimensions.get(name);
  if (chances) {
    model.report(
      wrongKindOfName.at(span, {
        name,
        kind: `a state of ${chances.slice(0, 3).join(" and ")}`,
        wanted: "a value",
        instead: `Write: ${chances[0]} is ${name}.`,
      }),
    );
  } else if (dimensions) {
    const instead = `Pick it from a value over ${dimensions[0]}: x[${name}].`;
    model.report(
      wrongKindOfName.at(span, { name, kind: `a member of ${dimensions.slice(0, 3).join(" and ")}`, wanted: "a value", instead }),
    );
  } else if (findFunction(name)) {
    model.report(
      wrongKindOfName.at(span, {
        name,
        kind: "a function",
        wanted: "a value",
        instead: `Write its arguments in brackets: ${findFunction(name)?.example ?? name}.`,
      }),
    );
  } else {
    const hint = /^(rest|otherwise|option)$/.test(name) ? `“${name}” has its meaning in tables only.` : "";
    model.report(unknownName.at(span, { name, near: model.environment.near(name, expressionNames(environment)), hint }));
  }
}

function lowerMemberName(model: Model, owner: Entity, part: string, span: Span): Lowered {
  if (owner.kind === "data") {
    const column = owner.declaration.columns.find((each) => each.id === part);
    if (column) return columnValue(model, owner.declaration, column);
    const known = owner.declaration.columns.map((each) => each.id);
    model.report(
      unknownColumn.at(span, {
        name: part,
        data: owner.declaration.id,
        near: model.environment.near(part, known),
        known: known.join(", "),
      }),
    );
    return undefined;
  }
  if (!isValueEntity(owner)) {
    const { id } = owner.declaration;
    model.report(
      wrongKindOfName.at(span, {
        name: id,
        kind: entityWords(owner.kind),
        wanted: "a value",
        instead: `Name a value before the dot, such as a quantity over ${id}.`,
      }),
    );
    return undefined;
  }
  const value = model.values.get(owner.declaration.id);
  return value && pickEntry(model, value, { kind: "name", name: part, span }, undefined, owner.declaration.id);
}

/** `x[…]`: each entry picks from one dimension or renames it. */
export function lowerIndex(model: Model, expression: Index, elaborate: (of: Expression) => Lowered): Lowered {
  let value = elaborate(expression.of);
  const what = model.text(expression.of.span);
  for (const entry of expression.entries) {
    if (!value) return undefined;
    value = pickEntry(model, value, entry.value, entry.dimension, what, elaborate);
  }
  return value;
}

function pickEntry(
  model: Model,
  value: Value,
  entry: Expression,
  dimension: IndexSyntax["dimension"],
  what: string,
  elaborate?: (of: Expression) => Lowered,
): Lowered {
  const { builder, environment } = model;
  const has = builder.dimensionsOf(value.node);
  const absent = (name: string, span: Span) => {
    model.report(dimensionAbsent.at(span, { what: `“${what}”`, dimension: name, has: has.join(", ") }, declaredHere(value)));
    return undefined;
  };
  if (dimension && !has.includes(dimension.text)) return absent(dimension.text, dimension.span);
  if (entry.kind !== "name") return pickPeriod(model, value, entry, what, elaborate);
  const { name, span } = entry;
  const candidates = dimension ? [dimension.text] : has;
  for (const candidate of candidates) {
    const position =
      candidate === "option" ? environment.optionPositions.get(name) : environment.dimensions.get(candidate)?.positions.get(name);
    if (position !== undefined) return { ...value, node: builder.pick(value.node, candidate, position) };
  }
  const target = environment.dimensions.get(name);
  if (target) return renameTo(model, value, target.name, target.root, dimension?.text, span);
  if (environment.optionPositions.has(name)) return dimension ? unknownEntry(model, value, name, dimension.text, span) : value;
  const owners = environment.memberDimensions.get(name);
  if (owners && !dimension) return absent(owners[0] ?? name, span);
  if (has.includes("time") && elaborate) return pickPeriod(model, value, entry, what, elaborate);
  return unknownEntry(model, value, name, dimension?.text, span);
}

/** The declaration that a value carries, for mistakes that are not about its unit. */
function declaredHere(value: Value): SecondPlace | undefined {
  return value.origin?.message.startsWith("“") ? { span: value.origin.span, message: "It is declared here." } : undefined;
}

function unknownEntry(model: Model, value: Value, name: string, dimension: string | undefined, span: Span): undefined {
  const { environment } = model;
  const has = model.builder.dimensionsOf(value.node);
  const searched = (dimension ? [dimension] : has).filter((each) => each !== "time");
  const known = searched.flatMap((each) => model.builder.dimension(each).members.map((member) => member.id));
  const where = searched.join(" or ") || "any dimension of this value";
  model.report(
    unknownMember.at(
      span,
      { name, dimension: where, near: environment.near(name, known), known: known.slice(0, 12).join(", ") },
      declaredHere(value),
    ),
  );
  return undefined;
}

function renameTo(model: Model, value: Value, to: string, root: string, from: string | undefined, span: Span): Lowered {
  const { builder, environment } = model;
  const has = builder.dimensionsOf(value.node);
  if (from === undefined && has.includes(to) && !has.some((each) => each !== to && environment.dimensions.get(each)?.root === root))
    return value;
  const source = from ?? has.find((each) => each !== to && environment.dimensions.get(each)?.root === root);
  const isPaired = source !== undefined && environment.dimensions.get(source)?.root === root;
  if (!isPaired || has.includes(to)) {
    const hint = has.includes(to)
      ? `It varies over ${to} already; take that away first, for instance sum(x over ${to}).`
      : `Declare ${to} as a second name of its dimension: dimension ${to} = ${has[0] ?? "first"}; or pick a member.`;
    model.report(renameNotPaired.at(span, { to, has: has.join(", "), hint }, declaredHere(value)));
    return undefined;
  }
  return { ...value, node: builder.rename(value.node, source, to) };
}

function pickPeriod(model: Model, value: Value, entry: Expression, what: string, elaborate?: (of: Expression) => Lowered): Lowered {
  const { builder, time } = model;
  const point = elaborate?.(entry);
  if (!point) return undefined;
  const has = builder.dimensionsOf(value.node);
  if (!has.includes("time") || !time) {
    model.report(dimensionAbsent.at(entry.span, { what: `“${what}”`, dimension: "time", has: has.join(", ") }, declaredHere(value)));
    return undefined;
  }
  const at = builder.fixedNumber(point.node);
  if (at === undefined) {
    model.report(mustBeFixed.at(entry.span, { what: "A period" }));
    return undefined;
  }
  const period = Math.floor((at - time.start) / time.reportStep + 1e-6 + (point.isCalendar ? 1 / 365.25 / time.reportStep : 0));
  const { members } = builder.dimension("time");
  if (period < 0 || period >= time.reportCount) {
    const [first, last] = [members[0]?.id ?? "", members[members.length - 1]?.id ?? ""];
    model.report(periodOutside.at(entry.span, { found: model.text(entry.span), first, last }));
    return undefined;
  }
  return { ...value, node: builder.pick(value.node, "time", period) };
}
