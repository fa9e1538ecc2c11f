/** Rules of law and vetoes of actors: in which draws an option is forbidden, challenged, found unlawful or stopped. None of it enters an objective. */
import { asidePrefix, type NodeId } from "@outweigh/engine";
import type { RuleDeclaration, VetoDeclaration } from "../assessment.js";
import { dimensionMismatch, noOptions, probabilityOutOfRange } from "../diagnostics/model.js";
import { duplicateName, unknownElement, unusedElement } from "../diagnostics/names.js";
import { expressionParts } from "../expression-parts.js";
import type { Expression, NameSyntax, Span } from "../syntax.js";
import { applyNode, asCondition, asPlain } from "./combine.js";
import { findOption } from "./environment.js";
import { elaborate } from "./expression.js";
import { type Model, type Scope, scopeOf } from "./model.js";
import { outputOf, type Shown } from "./outputs.js";

/** Elements of all rules by `RULE.ELEMENT`; undefined when the probability of one is spoiled. */
export type RuleElements = Map<string, NodeId | undefined>;

/**
 * A rule as breach of each option: 1 in the draws in which the option is forbidden. Where the rule says how probable a challenge is, also
 * `challenge:RULE`, 1 in the draws in which the option is challenged, and `unlawful:RULE`, 1 where it is challenged and in breach.
 */
export function lowerRule(model: Model, declaration: RuleDeclaration, all: RuleElements): readonly Shown[] {
  const { builder, environment } = model;
  const elements = readElements(model, declaration);
  for (const [id, node] of elements) all.set(`${declaration.id}.${id}`, node);
  const scope: Scope = { ...scopeOf(`rule:${declaration.id}`), elements };
  const when = lowerLegal(model, scope, declaration.when);
  const unless = lowerLegal(model, scope, declaration.unless);
  const challenge = declaration.challenge && lowerChallenge(model, declaration.id, declaration.challenge.probability);
  reportUnused(model, declaration);
  if (environment.optionPositions.size === 0) {
    model.report(noOptions.at(declaration.span, { what: `The rule ${declaration.id}` }));
    return [];
  }
  const bars = barsOf(model, declaration.forbids);
  if (declaration.forbids.length === 0 && declaration.appliesTo.length > 0) return [];
  if (when === undefined || unless === undefined || !bars || [...elements.values()].includes(undefined)) return [];
  const barred = barredOptions(model, bars);
  const applies = declaration.when ? builder.apply("and", when, barred) : barred;
  const node = declaration.unless ? applyNode(model, declaration.span, "and", applies, builder.apply("not", unless)) : applies;
  if (node === undefined) return [];
  const shown = (name: string, of: NodeId): Shown => ({ output: outputOf(model, `${name}:${declaration.id}`, of), unit: undefined });
  const breach = shown("rule", node);
  if (challenge === undefined) return [breach];
  return [breach, shown("challenge", builder.apply("and", challenge, barred)), shown("unlawful", builder.apply("and", challenge, node))];
}

/** A veto: 1 in the draws in which it is used and stops the option. */
export function lowerVeto(model: Model, declaration: VetoDeclaration, elements: RuleElements): Shown | undefined {
  const { builder } = model;
  const name = `veto:${declaration.id}`;
  const bars = barsOf(model, declaration.over);
  const used = lowerUse(model, name, declaration, elements);
  if (!bars || used === undefined) return undefined;
  return { output: outputOf(model, name, builder.apply("and", used, barredOptions(model, bars))), unit: undefined };
}

function lowerUse(model: Model, name: string, { id, use, span }: VetoDeclaration, elements: RuleElements): NodeId | undefined {
  const { builder } = model;
  if (use.kind === "used" || use.kind === "unused") return builder.number(use.kind === "used" ? 1 : 0);
  if (use.kind === "contested") {
    const drawn = drawnEvent(model, `${asidePrefix}${name}`, use.probability, "The probability of a veto");
    return byOptionAlone(model, id, drawn, span);
  }
  if (reportUnknownElements(model, use.condition, elements)) return undefined;
  const scope: Scope = { ...scopeOf(`${asidePrefix}${name}`), elements };
  const condition = asCondition(model, elaborate(model, scope, use.condition), use.condition.span)?.node;
  const node = byOptionAlone(model, id, condition, span);
  return node === undefined || use.kind === "when" ? node : builder.apply("not", node);
}

/** Names like `charter.consent` whose rule there is and whose element there is not. */
function reportUnknownElements(model: Model, condition: Expression, elements: RuleElements): boolean {
  let isUnknown = false;
  const waiting: Expression[] = [condition];
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    waiting.push(...expressionParts(one));
    if (one.kind !== "name" || elements.has(one.name)) continue;
    const { name, span } = one;
    const rule = model.environment.assessment.rules.find(({ id }) => name.startsWith(`${id}.`));
    if (!rule || model.environment.entities.has(name)) continue;
    isUnknown = true;
    const known = rule.elements.map(({ id }) => `${rule.id}.${id}`);
    model.report(unknownElement.at(span, { name, rule: rule.id, near: model.environment.near(name, known), known: known.join(", ") }));
  }
  return isUnknown;
}

function byOptionAlone(model: Model, name: string, node: NodeId | undefined, span: Span): NodeId | undefined {
  const extra = node === undefined ? [] : model.builder.dimensionsOf(node).filter((each) => each !== "option");
  if (extra.length === 0) return node;
  const remedy = "Take one value of it: its last, its total, or a member.";
  model.report(dimensionMismatch.at(span, { name, extra: extra.join(" and "), declared: "", remedy }));
  return undefined;
}

function lowerChallenge(model: Model, id: string, probability: Expression): NodeId | undefined {
  const drawn = drawnEvent(model, `${asidePrefix}challenge:${id}`, probability, "The probability of a challenge");
  return byOptionAlone(model, id, drawn, probability.span);
}

/** Whether each option holds something that is named; undefined when a name is no option. */
function barsOf(model: Model, names: readonly NameSyntax[]): readonly number[] | undefined {
  const { environment } = model;
  const known = names.map((name) => findOption(environment, name, model.report) !== undefined);
  if (known.includes(false)) return undefined;
  return [...environment.optionPositions.keys()].map((option) =>
    names.some(({ text }) => environment.measures.get(option)?.has(text)) ? 1 : 0,
  );
}

/** An event as 0 or 1 in each draw, by its probability; undefined when that is spoiled. */
function drawnEvent(model: Model, stream: string, probability: Expression, what: string): NodeId | undefined {
  const { builder } = model;
  const value = asPlain(model, elaborate(model, scopeOf(`${stream}:probability`), probability), probability.span, what);
  const bad = value && builder.fixedValues(value.node)?.find((each) => !(each >= 0 && each <= 1));
  if (bad !== undefined) model.report(probabilityOutOfRange.at(probability.span, { found: bad }));
  const isSound = value !== undefined && bad === undefined;
  return isSound ? builder.draw({ distribution: "bernoulli", parameters: [value.node], stream, independentOver: [] }) : undefined;
}

/** Which options are barred; a pathway is in the draws in which it ever follows a barred one. */
function barredOptions({ builder }: Model, bars: readonly number[]): NodeId {
  const parts = bars.map((bar) => builder.number(bar));
  for (const { position, options, states, state } of builder.pathways) {
    const flags = options.map((option) => bars[option] ?? 0);
    if (bars[position] === 1 || !flags.includes(1)) continue;
    if (!flags.includes(0)) {
      parts[position] = builder.number(1);
      continue;
    }
    const isBarred = builder.choose(builder.constant([states], flags), states, state);
    parts[position] = builder.apply("greater", builder.reduce("integral", "time", isBarred), builder.number(0));
  }
  return builder.stack("option", parts);
}

function lowerLegal(model: Model, scope: Scope, expression: Expression | undefined): NodeId | undefined {
  if (!expression) return model.builder.number(0);
  return asCondition(model, elaborate(model, scope, expression), expression.span)?.node;
}

/** Each element as 0 or 1, drawn by its probability when it is contested; undefined when its probability is spoiled. */
function readElements(model: Model, declaration: RuleDeclaration): ReadonlyMap<string, NodeId | undefined> {
  const { builder } = model;
  const elements = new Map<string, NodeId | undefined>();
  for (const element of declaration.elements) {
    if (elements.has(element.id)) {
      model.report(duplicateName.at(element.span, { name: element.id, kind: `an element of ${declaration.id}` }));
      continue;
    }
    const stream = `rule:${declaration.id}:${element.id}`;
    if (!element.probability) {
      elements.set(element.id, builder.number(element.status === "met" ? 1 : 0));
      continue;
    }
    elements.set(element.id, drawnEvent(model, stream, element.probability, "The probability of an element"));
  }
  return elements;
}

function reportUnused(model: Model, declaration: RuleDeclaration): void {
  const named = new Set<string>();
  const visit = (expression: Expression | undefined): void => {
    if (!expression) return;
    if (expression.kind === "name") named.add(expression.name);
    else if (expression.kind === "not") visit(expression.of);
    else if (expression.kind === "binary") {
      visit(expression.left);
      visit(expression.right);
    } else if (expression.kind === "if") {
      visit(expression.condition);
      visit(expression.then);
      visit(expression.otherwise);
    }
  };
  visit(declaration.when);
  visit(declaration.unless);
  for (const element of declaration.elements)
    if (!named.has(element.id)) model.report(unusedElement.at(element.span, { name: element.id, rule: declaration.id }));
}
