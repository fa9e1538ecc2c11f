/** A value over time under each option: its intervals where the draws were kept, otherwise means, added up over any further dimension. */
import type { OutputResult, Summary } from "@outweigh/engine";
import { summaryText } from "./cells.js";
import type { FanPoint } from "./document.js";
import type { Findings } from "./findings.js";
import { formatStatistic } from "./numbers.js";
import { bareUnit } from "./unit-words.js";

/** The course of one output. `texts` has a row per series and a text per time, without the unit. */
export interface Course {
  readonly times: readonly string[];
  readonly series: readonly { readonly label: string; readonly points: readonly FanPoint[] }[];
  readonly texts: readonly (readonly string[])[];
  /** Whether intervals are known. */
  readonly banded: boolean;
  /** How further dimensions were taken together: `summed over cartel`, or nothing. */
  readonly added: string;
}

/** The course of an output over time; undefined when it has no dimension `time` or nothing was kept. */
export function courseOf(findings: Findings, name: string): Course | undefined {
  const output = findings.output(name);
  const times = findings.dimension("time")?.members ?? [];
  if (output === undefined || !output.dimensions.includes("time") || times.length === 0) return undefined;
  const options = output.dimensions.includes("option") ? findings.options.map(({ label }) => label) : ["All options"];
  const others = output.dimensions.filter((dimension) => dimension !== "time" && dimension !== "option");
  const cells = options.map((_, option) => times.map((_, time) => cellsAt(findings, output, option, time)));
  const banded = others.length === 0 && output.summaries.every((summary) => summary.quantiles !== undefined || summary.sd === 0);
  const unit = bareUnit(findings.unit(name));
  return {
    times: times.map(({ label }) => label),
    banded,
    added: others.length > 0 ? `summed over ${others.map((other) => other.replaceAll("_", " ")).join(" and ")}` : "",
    series: options.map((label, option) => ({
      label,
      points: times.map((time, step) => point(timeOf(time.id, time.label, step), cells[option]?.[step] ?? [], banded)),
    })),
    texts: cells.map((row) =>
      row.map((summaries) => (banded && summaries[0] ? summaryText(summaries[0], unit) : formatStatistic(total(summaries), unit))),
    ),
  };
}

/** The summaries of all cells at one option and time. */
function cellsAt(findings: Findings, output: OutputResult, option: number, time: number): readonly Summary[] {
  const sizes = output.dimensions.map((dimension) => findings.dimension(dimension)?.members.length ?? 1);
  return output.summaries.filter((_, cell) => {
    let rest = cell;
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      const size = sizes[axis] ?? 1;
      const at = rest % size;
      rest = Math.floor(rest / size);
      if (output.dimensions[axis] === "option" && at !== option) return false;
      if (output.dimensions[axis] === "time" && at !== time) return false;
    }
    return true;
  });
}

function total(summaries: readonly Summary[]): number {
  return summaries.reduce((sum, summary) => sum + summary.mean, 0);
}

function point(time: number, summaries: readonly Summary[], banded: boolean): FanPoint {
  const [summary] = summaries;
  const at = (probability: number) =>
    banded ? summary?.quantiles?.find((quantile) => quantile.probability === probability)?.value : undefined;
  return { time, middle: at(0.5) ?? total(summaries), low90: at(0.05), low50: at(0.25), high50: at(0.75), high90: at(0.95) };
}

/** The place of a reporting point on the axis of time: the number in its name (`2030`, `2030.25`), or its position. */
function timeOf(id: string, label: string, step: number): number {
  const found = [id, label].map(Number).find((number) => Number.isFinite(number));
  return found ?? step;
}
