/**
 * Values that came out infinite or as no number: each is followed back to the place where it begins, and reported once, there. What is
 * computed from it is not reported again.
 */
import {
  distributions,
  firstNotFinite,
  type Graph,
  type NodeId,
  type Origin,
  type OutputResult,
  originOf,
  type Unit,
} from "@outweigh/engine";
import type { Declared } from "./assessment.js";
import type { Diagnostic } from "./diagnostic.js";
import { infiniteNumber, notANumber, uncomputable } from "./diagnostics/results.js";
import type { Compiled } from "./evaluated.js";
import { declaredNodes, membersInWords, nodesBelow, numberInWords, ownersOf, referencesOf } from "./graph-words.js";
import type { Span } from "./syntax.js";

/** How the run was made. */
export interface RunMade {
  readonly seed: number;
  readonly draws: number;
  readonly sampling: "digital" | "sobol" | "latin" | "random";
}

/** Of so many origins each is told; who has more will find the others when these are put right. */
const mostExplained = 20;

/** What is known of a case before its run. */
type Known = Pick<Compiled, "assessment" | "lowering">;

/** Most values that are told beside the cause. */
const mostValues = 4;

/** Whether a summary has something that is not finite in it. */
export function isNotFinite({ summaries }: Pick<OutputResult, "summaries">): boolean {
  return summaries.some(
    ({ mean, sd, min, max, notFinite = 0 }) => notFinite > 0 || ![mean, sd, min, max].every((value) => Number.isFinite(value)),
  );
}

/** Reports every origin of values that are not finite among the outputs of a run. */
export function reportNotFinite(
  compiled: Known,
  outputs: readonly OutputResult[],
  made: RunMade,
  report: (diagnostic: Diagnostic) => void,
): void {
  const every = outputs.filter(isNotFinite);
  if (every.length === 0) return;
  const { graph } = compiled.lowering;
  const inDraws = every.filter(({ summaries }) =>
    summaries.some(({ notFinite = 0, min, max }) => notFinite > 0 || !Number.isFinite(min + max)),
  );
  const bad = new Set((inDraws.length > 0 ? inDraws : every).map(({ name }) => name));
  const asked = graph.outputs.filter(({ name }) => bad.has(name));
  const declared = asked.filter(({ name }) => !name.includes(":")).sort((one, other) => one.node - other.node);
  const taint = spreading(graph);
  const reported = new Set<NodeId>();
  let explained = 0;
  for (const { name, node } of [...declared, ...asked.filter(({ name }) => name.includes(":"))]) {
    if (taint.has(node)) continue;
    taint.add(node);
    if (++explained > mostExplained) return;
    explain(compiled, name, node, made, reported, report);
  }
}

/** Nodes that are added, and all that is computed from them. */
function spreading(graph: Graph): { has(node: NodeId): boolean; add(node: NodeId): void } {
  const users: NodeId[][] = graph.nodes.map(() => []);
  graph.nodes.forEach((node, id) => {
    for (const reference of referencesOf(node)) users[reference]!.push(id);
  });
  const marked = new Set<NodeId>();
  return {
    has: (node) => marked.has(node),
    add: (node) => {
      const waiting = [node];
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
        if (marked.has(id)) continue;
        marked.add(id);
        for (const user of users[id]!) waiting.push(user);
      }
    },
  };
}

function explain(
  compiled: Known,
  name: string,
  node: NodeId,
  made: RunMade,
  reported: Set<NodeId>,
  report: (diagnostic: Diagnostic) => void,
): void {
  const { lowering } = compiled;
  const { graph } = lowering;
  const inline = compiled.assessment.inlines.find(({ index }) => name === `inline:${index}`);
  const span = inline?.span ?? declarationOf(compiled, name)?.span;
  if (span === undefined) return;
  for (const source of beforeStatistics(compiled, node)) {
    const found = firstNotFinite(graph, made, source);
    if (found === undefined) continue;
    const origin = originOf(graph, made, { node: source, draw: found.draw, members: found.members });
    if (reported.has(origin.node)) return;
    reported.add(origin.node);
    const { cause, remedy } = causeOf(compiled, origin);
    const owner = ownersOf(graph).get(origin.node) ?? name;
    const place = lowering.traces.get(origin.node)?.span ?? declarationOf(compiled, owner)?.span ?? span;
    if (inline !== undefined && owner === name) {
      const howOften =
        found.count === made.draws
          ? ""
          : `in ${found.count.toLocaleString("en")} of ${made.draws.toLocaleString("en")} draws, the first of them draw ${(found.draw + 1).toLocaleString("en")}`;
      report(uncomputable.at(place, { text: inline.text, howOften, cause, remedy }));
      return;
    }
    const isInfinite = Math.abs(origin.value) === Infinity;
    const shown = declarationOf(compiled, owner)?.id ?? owner;
    const canReplay = graph.outputs.some((output) => output.name === shown);
    const seed = made.seed === (compiled.assessment.case.seed ?? 1) ? "" : ` --seed ${made.seed}`;
    report(
      (isInfinite ? infiniteNumber : notANumber).at(place, {
        name: inline ? `The value {${inline.text}}` : wordsFor(compiled, name),
        origin: owner === name && inline === undefined ? wordsFor(compiled, name) : wordsFor(compiled, owner),
        where: membersInWords(graph, found.members),
        count: found.count,
        draws: made.draws,
        draw: found.draw + 1,
        cause,
        remedy,
        command: canReplay ? `outweigh explain ${shown} DIR --draw ${found.draw + 1}${seed}` : "",
      }),
    );
    return;
  }
  if (inline === undefined || beforeStatistics(compiled, node)[0] === node) {
    const what = `The mean or standard deviation of ${wordsFor(compiled, name)}`;
    const cause = "adds up numbers too large for that";
    const times = { where: "", count: 0, draws: made.draws, draw: 0 };
    report(infiniteNumber.at(span, { name: what, origin: what, ...times, cause, remedy: overflowRemedy, command: "" }));
  } else {
    const cause = "divides by nothing, or takes the root or the logarithm of a negative number, once its statistics are taken";
    const remedy = "Look at each statistic in it by itself, in a value of its own.";
    report(uncomputable.at(span, { text: inline.text, howOften: "", cause, remedy }));
  }
}

/** The nodes with draws behind a node: itself, or what its statistics are of. */
function beforeStatistics(compiled: Known, node: NodeId): readonly NodeId[] {
  const { graph } = compiled.lowering;
  const statistics = [...nodesBelow(graph, node), node].flatMap((id) => {
    const found = graph.nodes[id]!;
    return found.kind === "statistic" ? [found.of, ...(found.given === undefined ? [] : [found.given])] : [];
  });
  return statistics.length > 0 ? statistics : [node];
}

/** The declaration behind the name of an output. */
function declarationOf({ assessment }: Known, name: string): Declared | undefined {
  const [kind, id] = name.includes(":") ? (name.split(":") as [string, string]) : ["", name];
  if (kind === "rule") return assessment.rules.find((rule) => rule.id === id);
  if (kind === "forecast") return assessment.forecasts.find((forecast) => forecast.id === id);
  if (kind === "check") return assessment.checks.find((check) => check.id === id);
  if (kind !== "") return undefined;
  const { quantities, chances, precedents, stocks, objectives } = assessment;
  const valued: readonly Declared[] = [...quantities, ...chances, ...precedents, ...stocks, ...objectives];
  return valued.find((declared) => declared.id === id);
}

function wordsFor(compiled: Known, name: string): string {
  const inline = compiled.assessment.inlines.find(({ index }) => name === `inline:${index}`);
  if (inline) return `the value {${inline.text}}`;
  const [kind, id] = name.split(":");
  if (id === undefined) return name;
  return kind === "check" ? `The check “${declarationOf(compiled, name)?.label ?? id}”` : `The ${kind} ${id}`;
}

interface Cause {
  readonly cause: string;
  readonly remedy: string;
}

const overflowRemedy =
  "Numbers so large mostly come from a wrong unit (million written twice), from growth that feeds itself, or from a distribution with too wide an interval.";

/** What happens at an origin, in words, with the values that led there. */
function causeOf(compiled: Known, origin: Origin): Cause {
  const { graph, units, traces } = compiled.lowering;
  const named = declaredNodes(graph);
  const node = graph.nodes[origin.node]!;
  const textOf = (id: NodeId): string | undefined => {
    const trace = traces.get(id);
    return named.get(id) ?? (trace && textAt(compiled, trace.span));
  };
  const unitOf = (id: NodeId): Unit | undefined => units.get(named.get(id) ?? "") ?? traces.get(id)?.unit;
  const told = (id: NodeId | undefined, end = ""): string => {
    const value = id === undefined ? undefined : origin.valueOf(id);
    if (id === undefined || value === undefined) return "something";
    const text = textOf(id);
    const number = numberInWords(value, unitOf(id));
    return text === undefined || graph.nodes[id]!.kind === "constant" ? (text ?? number) : `${text}, which is ${number}${end}`;
  };
  const written = traces.get(origin.node);
  const all = written === undefined ? "" : ` (${textAt(compiled, written.span)})`;
  const { action, remedy } = actionOf();
  const shown = new Set(node.kind === "apply" ? node.arguments.map((id) => named.get(id)) : []);
  const values = leadingValues(compiled, origin, named)
    .filter(({ name }) => !shown.has(name))
    .map(({ name, id, value }) => `${name} at ${numberInWords(value, unitOf(id))}`);
  const beside = values.length === 0 ? "" : `, with ${values.join(", ")}`;
  const time = origin.time === undefined ? "" : `, at time ${Number(origin.time.toFixed(3))}`;
  return { cause: `${action}${time}${beside}`, remedy };

  function actionOf(): { readonly action: string; readonly remedy: string } {
    const large = { action: `comes to a number beyond all bounds${all}`, remedy: overflowRemedy };
    if (node.kind === "draw") {
      const record = distributions.get(node.distribution);
      const values = node.parameters.map((parameter) => origin.valueOf(parameter) ?? Number.NaN);
      const problem = record?.problem(values);
      return {
        action: `is drawn from a ${node.distribution} distribution${all} that does not exist: ${problem ?? "its bounds leave nothing between them"}`,
        remedy:
          "Give the parameter a distribution that stays in its range, such as lognormal for what is above 0, or guard it with max(…).",
      };
    }
    if (node.kind === "constant")
      return {
        action: `is ${Number.isNaN(origin.value) ? "no number" : "infinite"} as it is written${all}`,
        remedy: "Correct the formula: it divides by nothing, takes the root or logarithm of a negative number, or is too large.",
      };
    if (node.kind !== "apply") return large;
    const [first, second] = node.arguments;
    const value = (id: NodeId | undefined) => (id === undefined ? Number.NaN : (origin.valueOf(id) ?? Number.NaN));
    switch (node.operation) {
      case "divide":
        return value(second) === 0
          ? {
              action: `divides ${told(first, ",")} by ${isWritten(second) ? "0" : told(second)}`,
              remedy: `Say what holds when there is nothing to divide by: if ${nameOr(second)} > 0 then … else …, or guard it with max(${nameOr(second)}, …).`,
            }
          : large;
      case "ln":
        return {
          action: `takes the logarithm of ${told(first)}`,
          remedy:
            "Only what is above 0 has a logarithm. Give what it is taken of a shape that cannot be negative (lognormal, gamma), or guard it with max(…).",
        };
      case "sqrt":
        return {
          action: `takes the root of ${told(first)}`,
          remedy:
            "A negative number has no root. Give what it is taken of a shape that cannot be negative (lognormal, gamma), or guard it with max(…, 0).",
        };
      case "power":
        return value(first) < 0
          ? {
              action: `raises ${told(first, ",")} to a power that is not whole: ${told(second)}`,
              remedy: "A negative number has whole powers only. Correct what is raised, or guard it with max(…, 0).",
            }
          : value(first) === 0
            ? { action: `raises nothing to a negative power: ${told(second)}`, remedy: "Guard what is raised with max(…)." }
            : large;
      default:
        return large;
    }
  }

  function isWritten(id: NodeId | undefined): boolean {
    return id !== undefined && graph.nodes[id]!.kind === "constant";
  }

  function nameOr(id: NodeId | undefined): string {
    return (id === undefined ? undefined : textOf(id)) ?? "x";
  }
}

/** The declared values from which an origin is computed, nearest first, with what they are there. */
function leadingValues(
  { lowering: { graph } }: Known,
  origin: Origin,
  named: ReadonlyMap<NodeId, string>,
): readonly { readonly name: string; readonly id: NodeId; readonly value: number }[] {
  const found: { readonly name: string; readonly id: NodeId; readonly value: number }[] = [];
  for (const id of nodesBelow(graph, origin.node, (each) => named.has(each))) {
    const name = named.get(id);
    const value = name === undefined ? undefined : origin.valueOf(id);
    if (name !== undefined && value !== undefined && found.length < mostValues) found.push({ name, id, value });
  }
  return found;
}

function textAt({ assessment }: Known, span: Span): string {
  const whole = (assessment.files[span.file] ?? "").slice(span.from, span.to).replace(/\s+/g, " ").trim();
  return whole.length > 50 ? `${whole.slice(0, 49)}…` : whole;
}
