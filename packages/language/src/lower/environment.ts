/** The names of a case: what each stands for, its dimensions, options and units. Duplicates and reserved names are reported here. */
import { builtInUnit, builtInUnitNames } from "@outweigh/engine";
import type {
  Assessment,
  ChanceDeclaration,
  DataDeclaration,
  Declared,
  DimensionDeclaration,
  ObjectiveDeclaration,
  OptionDeclaration,
  PathwayDeclaration,
  PrecedentDeclaration,
  QuantityDeclaration,
  SeedDeclaration,
  StockDeclaration,
  UnitDeclaration,
} from "../assessment.js";
import type { Diagnostic } from "../diagnostic.js";
import { duplicateName, nameIsReserved, unknownOption } from "../diagnostics/names.js";
import type { NameSyntax, Span } from "../syntax.js";
import { type CaseDimension, limitedNear, type Near, readDimensions, readMeasures, readOptions, shortList } from "./frame.js";

/** A declared name. */
export type Entity =
  | { readonly kind: "quantity"; readonly declaration: QuantityDeclaration }
  | { readonly kind: "chance"; readonly declaration: ChanceDeclaration }
  | { readonly kind: "precedent"; readonly declaration: PrecedentDeclaration }
  | { readonly kind: "stock"; readonly declaration: StockDeclaration }
  | { readonly kind: "objective"; readonly declaration: ObjectiveDeclaration }
  | { readonly kind: "option"; readonly declaration: OptionDeclaration }
  | { readonly kind: "dimension"; readonly declaration: DimensionDeclaration }
  | { readonly kind: "data"; readonly declaration: DataDeclaration }
  | { readonly kind: "unit"; readonly declaration: UnitDeclaration }
  | { readonly kind: "seed"; readonly declaration: SeedDeclaration }
  | {
      readonly kind:
        | "rule"
        | "source"
        | "claim"
        | "forecast"
        | "indicator"
        | "observation"
        | "check"
        | "scenario"
        | "futures"
        | "weights"
        | "study"
        | "hypothesis"
        | "evidence"
        | "assumption"
        | "premortem"
        | "expert"
        | "judgement"
        | "pathway";
      readonly declaration: Declared;
    };

/** Kinds that have a value in every draw. */
export type ValueEntity = Extract<Entity, { readonly kind: "quantity" | "chance" | "precedent" | "stock" | "objective" }>;

/** Names that the notation keeps for itself. */
const keptWords = new Map([
  ["time", "the present time"],
  ["option", "the word for the options"],
  ["rest", "a word of the notation"],
  ["otherwise", "a word of the notation"],
  ["true", "a word of the notation"],
  ["false", "a word of the notation"],
  ["number", "a word of the notation"],
]);
/** Units that count something may share their name with what is counted. */
const countingUnits = new Set(["people", "person", "deaths", "death"]);

/** All names of a case. */
export interface Environment {
  readonly near: Near;
  readonly assessment: Assessment;
  readonly entities: ReadonlyMap<string, Entity>;
  readonly dimensions: ReadonlyMap<string, CaseDimension>;
  /** Every measure that an option includes, itself among them. */
  readonly measures: ReadonlyMap<string, ReadonlySet<string>>;
  readonly optionPositions: ReadonlyMap<string, number>;
  /** Options that are pathways; their positions come after all others. */
  readonly pathways: ReadonlyMap<string, PathwayDeclaration>;
  /** Dimensions that have a member of this name. */
  readonly memberDimensions: ReadonlyMap<string, readonly string[]>;
  /** Chances that have a state of this name. */
  readonly stateChances: ReadonlyMap<string, readonly string[]>;
  readonly objectiveByDefinition: ReadonlyMap<string, ObjectiveDeclaration>;
}

/** Gathers the names of a case. */
export function readEnvironment(
  assessment: Assessment,
  functionNames: ReadonlySet<string>,
  report: (diagnostic: Diagnostic) => void,
): Environment {
  const entities = new Map<string, Entity>();
  const prices = assessment.case.prices;
  const add = (entity: Entity, space: Map<string, Entity>) => {
    const { id, span } = entity.declaration;
    const first = space.get(id);
    if (first) {
      const where = { span: first.declaration.span, message: `“${id}” is declared here first.` };
      report(duplicateName.at(span, { name: id, kind: entityWords(first.kind) }, where));
      return;
    }
    const reserved = reservedWords(id, entity.kind, functionNames, prices);
    if (reserved !== undefined) report(nameIsReserved.at(span, { name: id, kind: reserved }));
    space.set(id, entity);
  };
  for (const declaration of assessment.units) add({ kind: "unit", declaration }, entities);
  for (const declaration of assessment.dimensions) add({ kind: "dimension", declaration }, entities);
  for (const declaration of assessment.options) add({ kind: "option", declaration }, entities);
  for (const declaration of assessment.data) add({ kind: "data", declaration }, entities);
  for (const declaration of assessment.quantities) add({ kind: "quantity", declaration }, entities);
  for (const declaration of assessment.chances) add({ kind: "chance", declaration }, entities);
  for (const declaration of assessment.precedents) add({ kind: "precedent", declaration }, entities);
  for (const declaration of assessment.stocks) add({ kind: "stock", declaration }, entities);
  for (const declaration of assessment.objectives) add({ kind: "objective", declaration }, entities);
  for (const declaration of assessment.rules) add({ kind: "rule", declaration }, entities);
  for (const declaration of assessment.sources) add({ kind: "source", declaration }, entities);
  for (const declaration of assessment.claims) add({ kind: "claim", declaration }, entities);
  for (const declaration of assessment.weights) add({ kind: "weights", declaration }, entities);
  for (const declaration of assessment.scenarios) add({ kind: "scenario", declaration }, entities);
  for (const declaration of assessment.futures) add({ kind: "futures", declaration }, entities);
  for (const declaration of assessment.studies) add({ kind: "study", declaration }, entities);
  for (const declaration of assessment.experts) add({ kind: "expert", declaration }, entities);
  for (const declaration of assessment.judgements) add({ kind: "judgement", declaration }, entities);
  for (const declaration of assessment.seeds) add({ kind: "seed", declaration }, entities);
  const [forecasts, indicators] = [new Map<string, Entity>(), new Map<string, Entity>()];
  const [observations, checks] = [new Map<string, Entity>(), new Map<string, Entity>()];
  for (const declaration of assessment.forecasts) add({ kind: "forecast", declaration }, forecasts);
  for (const declaration of assessment.indicators) add({ kind: "indicator", declaration }, indicators);
  for (const declaration of assessment.observations) add({ kind: "observation", declaration }, observations);
  const [hypotheses, items] = [new Map<string, Entity>(), new Map<string, Entity>()];
  for (const declaration of assessment.hypotheses) add({ kind: "hypothesis", declaration }, hypotheses);
  for (const declaration of assessment.evidence) add({ kind: "evidence", declaration }, items);
  const [assumed, failures] = [new Map<string, Entity>(), new Map<string, Entity>()];
  for (const declaration of assessment.assumptions) add({ kind: "assumption", declaration }, assumed);
  for (const declaration of assessment.premortems) add({ kind: "premortem", declaration }, failures);
  const timings = new Map<string, Entity>();
  for (const declaration of assessment.timings) add({ kind: "pathway", declaration }, timings);
  for (const declaration of assessment.checks) add({ kind: "check", declaration }, checks);

  const near = limitedNear();
  const isFirst = (declaration: Declared) => entities.get(declaration.id)?.declaration === declaration;
  const dimensions = readDimensions(assessment.dimensions.filter(isFirst), near, report);
  const options = readOptions(assessment.options.filter(isFirst), report);
  const pathways = readPathways(assessment, options);
  return {
    near,
    assessment,
    entities,
    dimensions,
    measures: readMeasures(options, pathways, near, report),
    optionPositions: new Map(options.map((option, position) => [option.id, position])),
    pathways,
    memberDimensions: groupBy(
      [...dimensions.values()].flatMap((dimension) => dimension.members.map((member) => [member.id, dimension.name] as const)),
    ),
    stateChances: groupBy(assessment.chances.flatMap((chance) => chance.states.map((state) => [state.text, chance.id] as const))),
    objectiveByDefinition: new Map(
      [...assessment.objectives]
        .reverse()
        .flatMap((objective) => (objective.definition.kind === "name" ? [[objective.definition.name, objective] as const] : [])),
    ),
  };
}

function readPathways({ pathways }: Assessment, options: readonly OptionDeclaration[]): ReadonlyMap<string, PathwayDeclaration> {
  return new Map(pathways.filter(({ span }) => options.some((option) => option.span === span)).map((pathway) => [pathway.id, pathway]));
}

function groupBy(pairs: readonly (readonly [string, string])[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [key, value] of pairs) {
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

/** Words for a kind of declaration. */
export function entityWords(kind: Entity["kind"]): string {
  if (kind === "futures" || kind === "weights") return `a block of ${kind}`;
  return /^[aeiou]/.test(kind) ? `an ${kind}` : kind === "data" ? "a table of data" : `a ${kind}`;
}

/** What a name already is in the notation (“a function”), where it cannot be given to a declaration of that kind; undefined where it is free. */
export function reservedWords(
  id: string,
  kind: Entity["kind"],
  functionNames: ReadonlySet<string>,
  prices: number | undefined,
): string | undefined {
  if (/^(source|claim|forecast|indicator|observation|check|rule|scenario|futures|weights|study|expert|judgement|seed|pathway)$/.test(kind))
    return undefined;
  if (keptWords.has(id)) return keptWords.get(id);
  if (functionNames.has(id) || /^p\d{1,2}$/.test(id)) return "a function";
  if (countingUnits.has(id) && kind !== "unit") return undefined;
  if (kind === "unit" && /^[A-Z]{3}\d{4}$/.test(id)) return undefined;
  return builtInUnit(id, prices) === undefined ? undefined : "a unit";
}

/** An option by its name, or a diagnostic. */
export function findOption(environment: Environment, name: NameSyntax, report: (diagnostic: Diagnostic) => void): number | undefined {
  const position = environment.optionPositions.get(name.text);
  if (position === undefined) reportUnknownOption(environment, name.text, name.span, report);
  return position;
}

export function reportUnknownOption(environment: Environment, name: string, span: Span, report: (diagnostic: Diagnostic) => void): void {
  const names = [...environment.optionPositions.keys()];
  report(unknownOption.at(span, { name, near: environment.near(name, names), known: shortList(names) }));
}

/** Every name that may stand in an expression, for near names. */
export function* expressionNames(environment: Environment): Iterable<string> {
  for (const [id, entity] of environment.entities) {
    if (entity.kind === "data") for (const column of entity.declaration.columns) yield `${id}.${column.id}`;
    else if (!/^(source|claim|rule|dimension|unit|weights|scenario|futures|study|expert|judgement|seed)$/.test(entity.kind)) yield id;
  }
  yield "time";
}

/** Every unit name, for near names. */
export function unitNames(environment: Environment): readonly string[] {
  return [...environment.assessment.units.map((unit) => unit.id), ...builtInUnitNames];
}

/** The declaration that has a value and whose name begins `text` (`members.sinaloa` is in `members`), with what follows it. */
export function findValue(
  environment: Environment,
  text: string,
): { readonly entity: ValueEntity; readonly rest: string | undefined } | undefined {
  const whole = environment.entities.get(text);
  if (whole) return isValueEntity(whole) ? { entity: whole, rest: undefined } : undefined;
  const dot = text.lastIndexOf(".");
  const owner = dot > 0 ? environment.entities.get(text.slice(0, dot)) : undefined;
  return owner && isValueEntity(owner) ? { entity: owner, rest: text.slice(dot + 1) } : undefined;
}

/** Whether a declaration has a value in every draw. */
export function isValueEntity(entity: Entity): entity is ValueEntity {
  return /^(quantity|chance|precedent|stock|objective)$/.test(entity.kind);
}
