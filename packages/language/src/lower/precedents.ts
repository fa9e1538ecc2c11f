/** Precedents as values: the base rate of counted cases, alone or in a family of classes, the ratio of outcomes to estimates, and the rate of events. */
import {
  baseRate,
  divideUnits,
  fewestClasses,
  isDimensionless,
  plainUnit,
  type RatioTable,
  ratioAt,
  ratioTable,
  type SharedClasses,
  sameDimensions,
  shareClasses,
} from "@outweigh/engine";
import type { Assessment, EventsRow, PrecedentCase, PrecedentDeclaration, PrecedentRow, QuantityDeclaration } from "../assessment.js";
import { familyOfFew } from "../diagnostics/model.js";
import { unknownName, wrongKindOfName } from "../diagnostics/names.js";
import type { NameSyntax } from "../syntax.js";
import { asNumber } from "./combine.js";
import { entityWords } from "./environment.js";
import { elaborate } from "./expression.js";
import { type Model, scopeOf } from "./model.js";
import type { Lowered, Value } from "./value.js";

/** What a reference class gives: a chance, a ratio, or a rate of events. */
export function kindOfClass({ ratios, events }: PrecedentDeclaration): "cases" | "ratios" | "events" {
  return ratios ? "ratios" : events ? "events" : "cases";
}

/** A reference class as a message names it. */
export function classWords(declaration: PrecedentDeclaration): string {
  return { cases: "a precedent of cases", ratios: "a precedent of ratios", events: "a precedent of events" }[kindOfClass(declaration)];
}

/** The precedent with a name, or a diagnostic. */
export function precedentNamed(model: Model, name: NameSyntax): PrecedentDeclaration | undefined {
  const { environment } = model;
  const entity = environment.entities.get(name.text);
  if (entity?.kind === "precedent") return entity.declaration;
  const known = environment.assessment.precedents.map((each) => each.id);
  if (entity)
    model.report(
      wrongKindOfName.at(name.span, {
        name: name.text,
        kind: entityWords(entity.kind),
        wanted: "a precedent",
        instead: "Name a precedent, or write the probabilities.",
      }),
    );
  else
    model.report(
      unknownName.at(name.span, { name: name.text, near: environment.near(name.text, known), hint: "A precedent is wanted here." }),
    );
  return undefined;
}

/** A precedent as a value that is drawn. */
export function lowerPrecedent(model: Model, declaration: PrecedentDeclaration): Lowered {
  switch (kindOfClass(declaration)) {
    case "ratios":
      return lowerRatio(model, declaration);
    case "events":
      return lowerRate(model, declaration);
    case "cases":
      return lowerBaseRate(model, declaration);
  }
}

const weightOf = ({ similarity }: PrecedentCase): number => similarity?.share ?? 1;

function casesOf({ rows }: PrecedentDeclaration): readonly { successes: number; trials: number; weight: number }[] {
  return rows
    .filter((row: PrecedentRow) => row.outcome !== "excluded")
    .map((row) => ({ successes: row.successes, trials: row.trials, weight: weightOf(row) }));
}

function originOf(declaration: PrecedentDeclaration, what: string): Pick<Value, "origin"> {
  return { origin: { span: declaration.span, message: `“${declaration.id}” is ${what}.` } };
}

/** Beta with the prior's weights plus the counts; in a family with those of the common distribution, which all classes draw together. */
function lowerBaseRate(model: Model, declaration: PrecedentDeclaration): Lowered {
  const { builder } = model;
  const unit = model.units.find("%") ?? plainUnit;
  const family = declaration.family && familyOf(model, declaration, declaration.family);
  const counts = baseRate(casesOf(declaration), family ? { alpha: 0, beta: 0 } : declaration.prior);
  const shape = (values: readonly number[], count: number) => {
    const places = values.map((_, point) => point);
    const point = builder.empirical({
      values: places,
      weights: family?.shared.weights ?? [],
      stream: `${family?.owner}#1`,
      independentOver: [],
    });
    return builder.apply("add", builder.interpolate(point, places, values), builder.number(count));
  };
  const parameters = family
    ? [shape(family.shared.alpha, counts.alpha), shape(family.shared.beta, counts.beta)]
    : [builder.number(counts.alpha), builder.number(counts.beta)];
  const node = builder.draw({ distribution: "beta", parameters, stream: declaration.id, independentOver: [] });
  return { kind: "number", node, unit, ...originOf(declaration, "a probability") };
}

/** The classes of a family with the posterior of what is common to them; the first one lends its name to the common draw, and its prior. */
interface Family {
  readonly owner: string;
  readonly shared: SharedClasses;
}

const families = new WeakMap<Assessment, Map<string, Family>>();

function familyOf(model: Model, declaration: PrecedentDeclaration, name: NameSyntax): Family | undefined {
  const { assessment, entities } = model.environment;
  const members = assessment.precedents.filter(
    (each) => each.family?.text === name.text && kindOfClass(each) === "cases" && entities.get(each.id)?.declaration === each,
  );
  const [first] = members;
  if (first === undefined || members.length < fewestClasses) {
    model.report(familyOfFew.at(name.span, { family: name.text, name: declaration.id, classes: members.length }));
    return undefined;
  }
  const known = families.get(assessment) ?? new Map<string, Family>();
  families.set(assessment, known);
  const found = known.get(name.text) ?? { owner: first.id, shared: shareClasses(members.map(casesOf), first.prior) };
  known.set(name.text, found);
  return found;
}

function ratiosOf({ ratios = [] }: PrecedentDeclaration): RatioTable {
  return ratioTable(ratios.map((row) => ({ ratio: row.ratio, weight: weightOf(row) })));
}

/** Straight lines between the ratios of the class, looked up by a uniform number. */
function lowerRatio(model: Model, declaration: PrecedentDeclaration): Lowered {
  const { builder } = model;
  const { probabilities, ratios } = ratiosOf(declaration);
  const parameters = [builder.number(0), builder.number(1)];
  const place = builder.draw({ distribution: "uniform", parameters, stream: declaration.id, independentOver: [] });
  const [only] = ratios;
  const node = ratios.every((ratio) => ratio === only) ? builder.number(only ?? 1) : builder.interpolate(place, probabilities, ratios);
  return { kind: "number", node, unit: plainUnit, ...originOf(declaration, "a ratio of outcome to estimate") };
}

/** Gamma with the prior's weight plus the events, over all the time. */
function lowerRate(model: Model, declaration: PrecedentDeclaration): Lowered {
  const { builder } = model;
  const year = model.units.find("year") ?? plainUnit;
  const rows = (declaration.events ?? []).map((row) => ({ row, duration: durationOf(model, declaration, row) }));
  if (rows.length === 0 || rows.some(({ duration }) => duration === undefined)) return undefined;
  const events = rows.reduce((sum, { row }) => sum + weightOf(row) * row.events, declaration.prior.alpha);
  const duration = rows.reduce((sum, { row, duration = 0 }) => sum + weightOf(row) * duration, 0);
  const parameters = [builder.number(events), builder.number(1 / duration)];
  const node = builder.draw({ distribution: "gamma", parameters, stream: declaration.id, independentOver: [] });
  return { kind: "number", node, unit: divideUnits(plainUnit, year), ...originOf(declaration, "a rate of events") };
}

/** An estimate raised by a class of ratios; as it is, with a diagnostic, by anything else. */
export function uplifted(model: Model, value: Value, { by, risk }: NonNullable<QuantityDeclaration["uplift"]>): Lowered {
  const { builder } = model;
  const declared = precedentNamed(model, by);
  if (!declared) return undefined;
  if (kindOfClass(declared) !== "ratios") {
    reportNoRatios(model, by, declared);
    return undefined;
  }
  const table = ratiosOf(declared);
  const ratio =
    risk === undefined ? model.values.get(by.text)?.node : builder.number(table.ratios.length === 0 ? 1 : ratioAt(table, 1 - risk));
  return ratio === undefined ? undefined : { ...value, node: builder.apply("multiply", value.node, ratio) };
}

function reportNoRatios(model: Model, name: NameSyntax, declared: PrecedentDeclaration): void {
  model.report(
    wrongKindOfName.at(name.span, {
      name: name.text,
      kind: classWords(declared),
      wanted: "a precedent of ratios",
      instead: "Give the class rows “ratio NAME 1.4”, or name another precedent.",
    }),
  );
}

/** How long events were counted, in base units, or a diagnostic. */
function durationOf(model: Model, { id }: PrecedentDeclaration, row: EventsRow): number | undefined {
  const { span } = row.duration;
  const value = asNumber(model, elaborate(model, scopeOf(id), row.duration), span, `The time of ${row.id}`);
  if (!value) return undefined;
  const fixed = model.builder.fixedNumber(value.node);
  const isTime = value.free === undefined && sameDimensions(value.unit, model.units.find("year") ?? plainUnit);
  if (isTime && fixed !== undefined && fixed > 0) return fixed;
  model.report(
    wrongKindOfName.at(span, {
      name: model.text(span),
      kind: !isTime ? "no length of time" : fixed === undefined ? "uncertain" : "not above zero",
      wanted: "a fixed time above zero",
      instead: `Say how long was counted, like: ${row.id} ${row.events} in 20 years "${row.reason}".`,
    }),
  );
  return undefined;
}

/** Reports a precedent beside a quantity that can be no outside view of it: ratios fit any quantity, base rates plain numbers and shares alone. */
export function checkOutsideView(model: Model, name: NameSyntax, value: Value): void {
  const declared = precedentNamed(model, name);
  if (!declared) return;
  const kind = kindOfClass(declared);
  if (kind !== "ratios" && !(kind === "cases" && isDimensionless(value.unit))) reportNoRatios(model, name, declared);
}
