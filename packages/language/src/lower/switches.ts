/** The rules of pathways as nodes: when each fires, which option is followed then, and what a run keeps of it. */
import type { NodeId, TimeGrid } from "@outweigh/engine";
import type { Diagnostic } from "../diagnostic.js";
import { noTime } from "../diagnostics/model.js";
import { pathwayLooksAhead, pathwayWithoutTime } from "../diagnostics/pathways.js";
import { referencesOf } from "../graph-words.js";
import { asCondition } from "./combine.js";
import type { Environment } from "./environment.js";
import { elaborate } from "./expression.js";
import type { Followed, FollowingBuilder } from "./following.js";
import { type Model, type Pathway, scopeOf } from "./model.js";
import type { Shown } from "./outputs.js";
import { type CourseRule, readCourse } from "./pathways.js";

/** Gives every pathway that makes sense its place in the graph. What it follows is a lag of one inner step, so that a switch never depends on itself. */
export function openPathways(
  environment: Environment,
  builder: FollowingBuilder,
  time: TimeGrid | undefined,
  report: (diagnostic: Diagnostic) => void,
): readonly Pathway[] {
  return [...environment.pathways.values()].flatMap((declaration): Pathway[] => {
    if (!time) report(noTime.at(declaration.span, { what: `The pathway ${declaration.id}` }));
    const position = environment.optionPositions.get(declaration.id) ?? 0;
    const course = time && readCourse(environment, declaration, time, report);
    if (!course) {
      const first = environment.optionPositions.get(declaration.starts.text) ?? 0;
      builder.addPathway({ position, options: [first], states: "", state: builder.number(0) });
      return [];
    }
    const states = `states:pathway:${declaration.id}`;
    const members = course.options.map((id) => ({ id, label: optionLabel(environment, id) }));
    builder.addDimension({ name: states, kind: "states", members });
    const followed: Followed = {
      position,
      options: course.options.map((id) => environment.optionPositions.get(id) ?? 0),
      states,
      state: builder.lag(time.reportStep / time.stepsPerReport, builder.number(0), []),
    };
    builder.addPathway(followed);
    return [{ course, followed }];
  });
}

function optionLabel({ entities }: Environment, id: string): string {
  return entities.get(id)?.declaration.label ?? id;
}

/**
 * Closes the circles of pathways, once every value that their conditions may use is there, and gives what a run keeps: `pathway:ID:rule:K`, the time at
 * which rule K fired in years of the calendar, or the end of the case where it never did; and `pathway:ID:state`, 1 for the option followed at each time.
 * Undefined when a condition is spoiled.
 */
export function lowerSwitches(model: Model): readonly Shown[] | undefined {
  const closed = model.pathways.map((pathway) => {
    const { course, followed } = pathway;
    const owner = `pathway:${course.declaration.id}:rule`;
    const conditions = course.rules.map((rule, index) => lowerCondition(model, `${owner}:${index + 1}`, rule, followed));
    const whole = conditions.filter((condition) => condition !== undefined);
    return whole.length < conditions.length ? undefined : { pathway, conditions: whole, shown: close(model, pathway, whole) };
  });
  if (closed.includes(undefined)) return undefined;
  const whole = closed.filter((each) => each !== undefined);
  const isSound = whole.map(({ pathway, conditions }) => !reportLookingAhead(model, pathway, conditions));
  return isSound.includes(false) ? undefined : whole.flatMap(({ shown }) => shown);
}

function close({ builder, time }: Model, { course, followed }: Pathway, conditions: readonly NodeId[]): readonly Shown[] {
  if (!time) return [];
  const { id } = course.declaration;
  const width = time.reportStep / time.stepsPerReport;
  const outputs: Shown[] = [];
  let state = followed.state;
  for (const [index, rule] of course.rules.entries()) {
    const condition = conditions[index]!;
    const before = builder.lag(width, builder.number(0), []);
    const hasFired = builder.apply("or", before, condition);
    builder.setLagged(before, hasFired);
    const fires = builder.apply("and", condition, builder.apply("not", before));
    state = builder.apply("if", fires, nextState(builder, rule, followed, state), state);
    const waiting = builder.reduce("integral", "time", builder.apply("not", hasFired));
    const steps = builder.apply("round", builder.apply("divide", waiting, builder.number(width)));
    const date = builder.apply("add", builder.number(time.start), builder.apply("multiply", steps, builder.number(width)));
    outputs.push({ output: { name: `pathway:${id}:rule:${index + 1}`, node: date, keep: "draws" }, unit: undefined });
  }
  builder.setLagged(followed.state, state);
  const positions = builder.constant([followed.states], [...course.options.keys()]);
  const isFollowed = builder.apply("equal", followed.state, positions);
  outputs.push({ output: { name: `pathway:${id}:state`, node: isFollowed, keep: "moments" }, unit: undefined });
  return outputs;
}

function nextState(builder: FollowingBuilder, { next }: CourseRule, { states }: Followed, state: NodeId): NodeId {
  const [first = 0] = next;
  if (next.every((option) => option === first)) return builder.number(first);
  return builder.choose(builder.constant([states], next), states, state);
}

/** Whether a rule's condition holds on the pathway's own course, within its time. */
function lowerCondition(model: Model, owner: string, rule: CourseRule, followed: Followed): NodeId | undefined {
  const { builder } = model;
  const { condition } = rule.syntax;
  const value = asCondition(model, elaborate(model, scopeOf(owner), condition), condition.span);
  if (!value) return undefined;
  const holds = builder.pick(builder.follow(value.node), "option", followed.position);
  const begun = rule.from === -Infinity ? [] : [builder.apply("greater-equal", builder.time(), builder.number(rule.from))];
  const open = rule.by === Infinity ? [] : [builder.apply("less-equal", builder.time(), builder.number(rule.by))];
  return [...begun, ...open].reduce((all, each) => builder.apply("and", all, each), holds);
}

/** Reports conditions that need, through a total or one period, the whole course of something that the pathway changes. */
function reportLookingAhead(model: Model, { course, followed }: Pathway, conditions: readonly NodeId[]): boolean {
  const { builder, report } = model;
  const isTimely = (id: NodeId) => builder.dimensionsOf(id).includes("time");
  const isAhead = conditions.map((condition) =>
    [...below(builder, [condition])].some((id) => {
      const courses = isTimely(id) ? [] : referencesOf(builder.node(id)).filter(isTimely);
      return courses.length > 0 && below(builder, courses).has(followed.state);
    }),
  );
  for (const [index, { syntax }] of course.rules.entries()) {
    const { span } = syntax.condition;
    if (isAhead[index]) report(pathwayLooksAhead.at(span, { text: `“${model.text(span)}”` }));
  }
  return isAhead.includes(true);
}

/** These nodes and all that they are computed from, as far as that is known: a spoiled stock has no rate. */
function below(builder: FollowingBuilder, nodes: readonly NodeId[]): ReadonlySet<NodeId> {
  const found = new Set<NodeId>();
  const waiting = [...nodes];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (id < 0 || found.has(id)) continue;
    found.add(id);
    waiting.push(...referencesOf(builder.node(id)));
  }
  return found;
}

/** Reports what an objective takes from an option without saying when, where a pathway would have several values. */
export function checkObjectives(model: Model): void {
  for (const { id, definition } of model.environment.assessment.objectives) {
    const value = model.values.get(id);
    for (const { course, followed } of value ? model.pathways : []) {
      const name = blindPart(model, value!.node, followed.options, id);
      if (name === undefined) continue;
      model.report(pathwayWithoutTime.at(definition.span, { objective: id, name, pathway: course.declaration.id }));
      break;
    }
  }
}

/** In words, the nearest part of the value of a declaration that differs between options and knows nothing of time. */
export function blindPart(model: Model, node: NodeId, options: readonly number[], id: string): string | undefined {
  const blind = findBlind(model.builder, node, options);
  if (blind === undefined) return undefined;
  for (const [name, value] of model.values) if (value?.node === blind && name !== id) return name;
  const trace = model.traces.get(blind);
  return trace ? `“${model.text(trace.span)}”` : "a value";
}

function findBlind(builder: FollowingBuilder, node: NodeId, options: readonly number[]): NodeId | undefined {
  const waiting = [node];
  const seen = new Set(waiting);
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (builder.dimensionsOf(id).includes("time") || !builder.dimensionsOf(id).includes("option")) continue;
    if (builder.differsBlindly(id, options)) return id;
    for (const reference of referencesOf(builder.node(id))) {
      if (!seen.has(reference)) waiting.push(reference);
      seen.add(reference);
    }
  }
  return undefined;
}
