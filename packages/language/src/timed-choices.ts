/** The courses among which a decision about when has to choose, run on common random numbers: what a solution by simulation with regression reads. */
import { type Graph, hasReplicates, type Node, type NodeId, type Output, type RunOptions, run } from "@outweigh/engine";
import type { Assessment, OptionDeclaration, PathwayDeclaration, RulePoint, TimingDeclaration } from "./assessment.js";
import type { Compiled } from "./evaluated.js";
import { lower } from "./lower/lower.js";
import { periodAt } from "./lower/timings.js";
import { type CaseSettings, settingsOf } from "./run-case.js";

/** What there is to choose from. Columns have one number for each draw, in base units, and draw j is the same world in all of them. */
export interface TimedChoices {
  readonly id: string;
  readonly label: string;
  /** The option that is followed until the switch, and that to which it leads. */
  readonly starts: string;
  readonly option: string;
  readonly objective: string;
  readonly sense: "minimise" | "maximise";
  /** Names of what is known at each date. */
  readonly known: readonly string[];
  /** The dates of decision, in years of the calendar, rising. */
  readonly dates: readonly number[];
  /** For each date, a column for each name of `known`: its value then, on the course that has not switched. */
  readonly states: readonly (readonly Float64Array[])[];
  /** For each date, the objective of the course that switches then. */
  readonly payoffs: readonly Float64Array[];
  /** The objective of the course that never switches. */
  readonly never: Float64Array;
  /** Whether draw j belongs to replicate j % 8 of a randomised sequence; independent draws otherwise. */
  readonly replicated: boolean;
}

/** How to run the courses. */
export type TimedSettings = CaseSettings &
  Pick<RunOptions, "onProgress"> & {
    /** Quantities that a scenario sets to a number, as `compileScenario` takes them. */
    readonly values?: ReadonlyMap<string, number>;
  };

/** Runs the courses of every pathway of the case that seeks the best moment. The case has to be free of errors. */
export function timedChoices(compiled: Compiled, settings: TimedSettings = {}): readonly TimedChoices[] {
  const { assessment, lowering } = compiled;
  if (assessment.timings.length === 0 || !lowering.graph.time || compiled.diagnostics.some(({ severity }) => severity === "error"))
    return [];
  return assessment.timings.map((timing) => timedChoice(compiled, timing, settings));
}

/** The same for one of the timings of a case with time and without errors. */
export function timedChoice(compiled: Compiled, timing: TimingDeclaration, settings: TimedSettings): TimedChoices {
  const { assessment, lowering } = compiled;
  const time = lowering.graph.time!;
  const periods = timing.dates.map((date) => periodAt(time, date) ?? 0);
  const dates = periods.map((period) => time.start + period * time.reportStep);
  const width = time.reportStep / time.stepsPerReport;
  const courses = periods.map((period, index) =>
    period === 0 ? timing.option.text : courseAt(timing, index, time.start + period * time.reportStep - width),
  );
  const added = courses.filter((course) => typeof course !== "string");
  const { graph } = lower(withPathways(assessment, added), () => {}, new Map([...(compiled.overrides ?? []), ...(settings.values ?? [])]));
  const chosen = outputsOf(graph, timing, periods);
  const { onProgress } = settings;
  const sampling = settingsOf(compiled, settings);
  const { outputs, conditioning } = run(chosen.graph, { ...sampling, ...(onProgress ? { onProgress } : {}) });
  const columns = new Map(outputs.map((output) => [output.name, output]));
  const options = graph.dimensions.find(({ name }) => name === "option")?.members.map(({ id }) => id) ?? [];
  const column = (name: string, option: string): Float64Array => {
    const output = columns.get(name);
    const cell = output?.dimensions.includes("option") ? options.indexOf(option) : 0;
    const draws = output?.draws?.[cell];
    return draws?.length === sampling.draws ? draws : new Float64Array(sampling.draws).fill(output?.summaries[cell]?.mean ?? Number.NaN);
  };
  return {
    id: timing.id,
    label: timing.label,
    starts: timing.starts.text,
    option: timing.option.text,
    objective: timing.objective.text,
    sense: assessment.objectives.find(({ id }) => id === timing.objective.text)?.sense ?? "minimise",
    known: timing.known.map(({ text }) => text),
    dates,
    states: periods.map((period) => timing.known.map(({ text }) => column(stateName(text, period), timing.starts.text))),
    payoffs: courses.map((course) => column(timing.objective.text, typeof course === "string" ? course : course.id)),
    never: column(timing.objective.text, timing.starts.text),
    replicated: conditioning === undefined && hasReplicates(sampling.sampling),
  };
}

/** The course that switches at a date: its rule fires one inner step before. */
function courseAt(timing: TimingDeclaration, index: number, year: number): PathwayDeclaration {
  const span = { ...timing.span };
  const from: RulePoint = { year, text: timing.dates[index]?.text ?? "", isDay: false, span };
  const rule = { condition: { kind: "name", name: "true", span }, from, by: undefined, action: "switch", option: timing.option } as const;
  return {
    id: `${timing.id}@${index + 1}`,
    label: timing.label,
    span,
    because: [],
    note: undefined,
    starts: timing.starts,
    rules: [{ ...rule, because: [], span }],
  };
}

function withPathways(assessment: Assessment, pathways: readonly PathwayDeclaration[]): Assessment {
  const asOption = ({ rules, starts, ...declared }: PathwayDeclaration): OptionDeclaration => ({
    ...declared,
    measures: [declared.id],
    isCombination: false,
    startDate: undefined,
  });
  return {
    ...assessment,
    timings: [],
    options: [...assessment.options, ...pathways.map(asOption)],
    pathways: [...assessment.pathways, ...pathways],
  };
}

function stateName(name: string, period: number): string {
  return `${name}@${period}`;
}

/** The graph with only the outputs that are read: the objective, and each known value at each date. */
function outputsOf(graph: Graph, timing: TimingDeclaration, periods: readonly number[]): { readonly graph: Graph } {
  const nodes: Node[] = [...graph.nodes];
  const nodeOf = (name: string): NodeId => {
    const output = graph.outputs.find((each) => each.name === name);
    if (!output) throw new Error(`no output ${name}`);
    return output.node;
  };
  const at = (of: NodeId, period: number): NodeId => {
    const { dimensions } = nodes[of]!;
    if (!dimensions.includes("time")) return of;
    return (
      nodes.push({ kind: "pick", dimensions: dimensions.filter((name) => name !== "time"), of, dimension: "time", member: period }) - 1
    );
  };
  const states = timing.known.flatMap(({ text }) =>
    periods.map((period): Output => ({ name: stateName(text, period), node: at(nodeOf(text), period), keep: "draws" })),
  );
  const objective: Output = { name: timing.objective.text, node: nodeOf(timing.objective.text), keep: "draws" };
  return { graph: { ...graph, nodes, outputs: [objective, ...states] } };
}
