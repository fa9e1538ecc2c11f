/** Which names each declaration uses: the order in which to lower them, circles, and lineage. Read from the text, before anything is lowered. */
import type { GivenTable } from "../assessment.js";
import type { Diagnostic } from "../diagnostic.js";
import { circularReaction } from "../diagnostics/actors.js";
import { circularDefinition } from "../diagnostics/model.js";
import type { Expression, NameSyntax, Span } from "../syntax.js";
import { type Environment, isValueEntity, type ValueEntity } from "./environment.js";

/** A use of a name. A later one is reached through a stock or a lag, so it may close a circle. */
export interface Reference {
  readonly id: string;
  readonly span: Span;
  readonly isLater: boolean;
}

/** All references of a case. */
export interface References {
  readonly byDeclaration: ReadonlyMap<string, readonly Reference[]>;
  /** Declarations whose value may differ between options. */
  readonly optionDependent: ReadonlySet<string>;
}

/** Names used by an expression. */
export function referencesOf(environment: Environment, expression: Expression | undefined, isLater = false): Reference[] {
  const found: Reference[] = [];
  const visit = (part: Expression | undefined, later: boolean): void => {
    if (!part) return;
    switch (part.kind) {
      case "name": {
        const id = declarationOf(environment, part.name);
        if (id !== undefined) found.push({ id, span: part.span, isLater: later });
        return;
      }
      case "with-unit":
      case "negate":
      case "not":
        visit(part.of, later);
        return;
      case "binary": {
        const isTest = part.operator === "is" || part.operator === "is-not";
        if (!isTest || !isState(environment, part.left, part.right)) visit(part.left, later);
        if (!isTest || !isState(environment, part.right, part.left)) visit(part.right, later);
        return;
      }
      case "if":
        visit(part.condition, later);
        visit(part.then, later);
        visit(part.otherwise, later);
        return;
      case "interval":
        visit(part.low, later);
        visit(part.high, later);
        return;
      case "call":
        for (const [position, argument] of part.arguments.entries()) {
          visit(argument.value, later || (part.name.text === "lag" && position === 0 && argument.value.kind === "name"));
          visit(argument.to, later);
        }
        if (part.over && environment.entities.has(part.over.text)) found.push({ id: part.over.text, span: part.over.span, isLater: true });
        visit(part.given, later);
        if (part.option && environment.optionPositions.has(part.option.text))
          found.push({ id: part.option.text, span: part.option.span, isLater: true });
        return;
      case "index":
        visit(part.of, later);
        for (const { value } of part.entries) {
          if (
            value.kind === "name" &&
            (environment.memberDimensions.has(value.name) ||
              environment.optionPositions.has(value.name) ||
              environment.dimensions.has(value.name))
          )
            continue;
          visit(value, later);
        }
        return;
      case "compare-options": {
        visit(part.of, later);
        if (environment.entities.has(part.option.text)) found.push({ id: part.option.text, span: part.option.span, isLater: true });
        const first = environment.assessment.objectives[0];
        if (!part.of && first) found.push({ id: first.id, span: part.span, isLater: later });
        return;
      }
      default:
        return;
    }
  };
  visit(expression, isLater);
  return found;
}

/** The declaration whose value, option or table a name in an expression means. */
export function declarationOf(environment: Environment, name: string): string | undefined {
  if (environment.entities.has(name)) return name;
  const dot = name.lastIndexOf(".");
  const owner = dot > 0 ? name.slice(0, dot) : undefined;
  return owner !== undefined && environment.entities.has(owner) ? owner : undefined;
}

function isState(environment: Environment, part: Expression, other: Expression): boolean {
  if (part.kind !== "name") return false;
  const of = other.kind === "index" ? other.of : other;
  if (of.kind !== "name") return false;
  const id = declarationOf(environment, of.name);
  const chance = id === undefined ? undefined : environment.entities.get(id);
  return chance?.kind === "chance" && chance.declaration.states.some((state) => state.text === part.name);
}

function tableReferences(environment: Environment, table: GivenTable | undefined): Reference[] {
  if (!table) return [];
  const over = table.over.flatMap((name) => nameReference(environment, name));
  const isOption = table.over.map((name) => name.text === "option");
  return [
    ...over,
    ...table.rows.flatMap((row) => [
      ...row.labels.flatMap((label, position) => (isOption[position] ? nameReference(environment, label) : [])),
      ...row.cells.flatMap((cell) => referencesOf(environment, cell)),
    ]),
  ];
}

function nameReference(environment: Environment, name: NameSyntax): Reference[] {
  return environment.entities.has(name.text) ? [{ id: name.text, span: name.span, isLater: false }] : [];
}

function referencesOfEntity(environment: Environment, entity: ValueEntity): Reference[] {
  const over = "over" in entity.declaration ? entity.declaration.over.flatMap((name) => nameReference(environment, name)) : [];
  switch (entity.kind) {
    case "quantity": {
      const { definition, given, correlations, uplift } = entity.declaration;
      const paired = correlations.flatMap((each) => nameReference(environment, each.with)).map((each) => ({ ...each, isLater: true }));
      const raised = uplift ? nameReference(environment, uplift.by) : [];
      return [...over, ...referencesOf(environment, definition), ...tableReferences(environment, given), ...raised, ...paired];
    }
    case "chance": {
      const { probabilities, given, precedent } = entity.declaration;
      const cells = probabilities.flatMap((each) => referencesOf(environment, each));
      return [...over, ...cells, ...tableReferences(environment, given), ...(precedent ? nameReference(environment, precedent) : [])];
    }
    case "stock": {
      const { start, gains, loses } = entity.declaration;
      return [
        ...over,
        ...referencesOf(environment, start),
        ...referencesOf(environment, gains, true),
        ...referencesOf(environment, loses, true),
      ];
    }
    case "objective":
      return referencesOf(environment, entity.declaration.definition);
    case "precedent":
      return (entity.declaration.events ?? []).flatMap(({ duration }) => referencesOf(environment, duration));
  }
}

/** Reads the references of every declaration that has a value. */
export function readReferences(environment: Environment): References {
  const byDeclaration = new Map<string, readonly Reference[]>();
  const users = new Map<string, string[]>();
  const waiting: string[] = [];
  for (const [id, entity] of environment.entities) {
    if (!isValueEntity(entity)) continue;
    const references = referencesOfEntity(environment, entity);
    byDeclaration.set(id, references);
    for (const reference of references) {
      const group = users.get(reference.id);
      if (group) group.push(id);
      else users.set(reference.id, [id]);
    }
    const given = "given" in entity.declaration ? entity.declaration.given : undefined;
    const isJudgedByOption = environment.assessment.judgements.some(({ of, under }) => under !== undefined && of.text === id);
    if (isJudgedByOption || given?.over.some((name) => name.text === "option")) waiting.push(id);
  }
  for (const option of environment.optionPositions.keys()) waiting.push(...(users.get(option) ?? []));
  const keyed = environment.assessment.data.filter((data) =>
    data.columns.some((column) => column.key === "option" || (column.unit?.kind === "name" && column.unit.name === "option")),
  );
  for (const { id } of keyed) waiting.push(...(users.get(id) ?? []));
  const optionDependent = new Set<string>();
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (optionDependent.has(id)) continue;
    optionDependent.add(id);
    waiting.push(...(users.get(id) ?? []));
  }
  return { byDeclaration, optionDependent };
}

/** The order in which declarations can be lowered, each after those that it needs; those in a circle are reported and left out. */
export function orderDeclarations(
  environment: Environment,
  references: References,
  report: (diagnostic: Diagnostic) => void,
): { readonly order: readonly string[]; readonly circular: ReadonlySet<string> } {
  const order: string[] = [];
  const circular = new Set<string>();
  const state = new Map<string, "open" | "done">();
  for (const root of references.byDeclaration.keys()) {
    if (state.has(root)) continue;
    const path: { readonly id: string; next: number }[] = [{ id: root, next: 0 }];
    state.set(root, "open");
    while (path.length > 0) {
      const top = path[path.length - 1]!;
      const reference = references.byDeclaration.get(top.id)?.[top.next++];
      if (!reference) {
        path.pop();
        state.set(top.id, "done");
        order.push(top.id);
        continue;
      }
      if (reference.isLater || !references.byDeclaration.has(reference.id)) continue;
      const seen = state.get(reference.id);
      if (seen === undefined) {
        state.set(reference.id, "open");
        path.push({ id: reference.id, next: 0 });
      } else if (seen === "open") reportCircle(environment, path, reference, circular, report);
    }
  }
  return { order, circular };
}

function reportCircle(
  environment: Environment,
  path: readonly { readonly id: string }[],
  closing: Reference,
  circular: Set<string>,
  report: (diagnostic: Diagnostic) => void,
): void {
  const circle: string[] = [];
  let isKnown = false;
  for (let at = path.length - 1; at >= 0 && !isKnown; at--) {
    const id = path[at]!.id;
    isKnown = circular.has(id);
    circle.push(id);
    if (id === closing.id) break;
  }
  for (const id of circle) circular.add(id);
  if (isKnown) return;
  circle.reverse();
  const first = environment.entities.get(closing.id)?.declaration;
  const place = first && circle.length > 1 ? { span: first.span, message: `“${closing.id}” is declared here.` } : undefined;
  const shown = circle.length > 10 ? [...circle.slice(0, 5), "…", ...circle.slice(-4)] : circle;
  const cycle = [...shown, closing.id].join(" → ");
  const owned = environment.assessment.actors.flatMap(({ label, reactions }) =>
    reactions.flatMap(({ text }) => (circle.includes(text) ? [{ reaction: text, actor: label }] : [])),
  );
  const one = owned.find(({ reaction }) => reaction === closing.id) ?? owned[0];
  report(one ? circularReaction.at(closing.span, { ...one, cycle }, place) : circularDefinition.at(closing.span, { cycle }, place));
}
