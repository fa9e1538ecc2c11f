/** The part on pathways: what adapting gains over the options that stay as they are, how often and when each signpost is passed, and what is then followed. */
import { type Estimated, meanError, momentsOf } from "@outweigh/engine";
import { type PathwayReport, pathwayReport, type SignpostReport } from "@outweigh/language";
import { figureAnchor } from "../anchors.js";
import { columns, paragraph } from "../blocks.js";
import type { Block, FigureBlock, TableBlock } from "../document.js";
import type { Findings, ObjectiveFinding } from "../findings.js";
import { formatProbability, formatProbabilityWithError } from "../numbers.js";
import { text } from "../values.js";
import { countWords, joinWords } from "../words.js";
import type { Part } from "./part.js";
import { calendarWords, differenceWords, inputWords, likelihoodWord, optionWords } from "./wording.js";

/** The figure has at most about so many rows. */
const shown = 10;

export const signposts: Part = {
  name: "signposts",
  title: "If the plan adapts",
  weight: ({ assessment, options }) => (assessment.pathways.length > 0 && options.length > 0 ? 0.67 : 0),
  compose: (findings) => pathwayReport(findings.evaluated).flatMap((report) => onePathway(findings, report)),
};

function onePathway(findings: Findings, report: PathwayReport): readonly Block[] {
  return [
    paragraph(`${comparisonSentence(findings, report)} ${firingSentence(findings, report)}`.trim()),
    signpostTable(findings, report),
    followedFigure(findings, report),
  ];
}

function comparisonSentence(findings: Findings, { id, label, followed }: PathwayReport): string {
  const [first] = findings.objectives;
  const own = placeOf(findings, id);
  if (first === undefined || own < 0) return `“${label}” starts as “${followed[0]?.label}”.`;
  const start = placeOf(findings, followed[0]?.option ?? "");
  const best = bestStatic(findings, first);
  const others = [
    ...(best >= 0 && best !== start
      ? [`${differenceTo(findings, first, own, best)} ${optionWords(findings, best)}, the best option that stays as it is`]
      : []),
    ...(start >= 0
      ? [
          `${differenceTo(findings, first, own, start)} ${optionWords(findings, start)}, as which it starts${best === start ? " and which is the best option that stays as it is" : ""}`,
        ]
      : []),
  ];
  const barred = findings.options[own]?.standing === "barred" ? " A rule bars it, so it is not ranked." : "";
  return `On ${inputWords(findings, first.declaration.id)}, “${label}” is on average ${others.join(", and ")}.${barred}`;
}

function placeOf(findings: Findings, id: string): number {
  return findings.options.findIndex((option) => option.id === id);
}

/** The option with the best mean of those that are neither pathways nor barred, or -1. */
function bestStatic({ assessment, options }: Findings, { declaration, rows }: ObjectiveFinding): number {
  const adaptive = new Set(assessment.pathways.map(({ id }) => id));
  const sign = declaration.sense === "minimise" ? -1 : 1;
  return options.reduce((best, { id, standing }, place) => {
    const mean = sign * (rows[place]?.summary.mean ?? Number.NaN);
    const isBetter = best < 0 || mean > sign * rows[best]!.summary.mean;
    return !adaptive.has(id) && standing !== "barred" && isBetter ? place : best;
  }, -1);
}

/** `3,200 ± 90 deaths better than`: the mean difference draw by draw, with the standard error of the simulation. */
function differenceTo(findings: Findings, { declaration, unit }: ObjectiveFinding, one: number, other: number): string {
  const difference = meanDifference(findings, declaration.id, one, other);
  return differenceWords(difference, declaration.sense, unit);
}

function meanDifference(findings: Findings, objective: string, one: number, other: number): Estimated {
  const output = findings.output(objective);
  const column = (option: number) => output?.draws?.[output.dimensions.includes("option") ? (findings.options[option]?.position ?? 0) : 0];
  const [own, against] = [column(one), column(other)];
  if (own === undefined || against === undefined) return { value: Number.NaN, error: Number.NaN };
  const at = (values: Float64Array, draw: number) => values[values.length === 1 ? 0 : draw]!;
  const moments = momentsOf(
    Float64Array.from({ length: Math.max(own.length, against.length) }, (_, draw) => at(own, draw) - at(against, draw)),
  );
  const { replicated, errorFactor } = findings.errors;
  return { value: moments.mean, error: meanError(moments, replicated) * errorFactor };
}

function firingSentence(findings: Findings, { signposts: rules }: PathwayReport): string {
  const label = (id: string) => `“${findings.label(id)}”`;
  const phrases = rules.map(
    ({ number, option, action, fired }) =>
      `${rules.length > 1 ? `signpost ${number}` : "its signpost"}, after which ${action === "add" ? `${label(option)} is added` : `${label(option)} is followed`}, is passed in ${formatProbability(fired.value)} of the draws`,
  );
  const said = joinWords(phrases);
  return said === "" ? "" : `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
}

function signpostTable(findings: Findings, { label, signposts: rules }: PathwayReport): TableBlock {
  return {
    kind: "table",
    caption: `Signposts of “${label}”`,
    columns: columns("Signpost", "Watched", "Then", ">Passed in", "Likelihood", ">When (90\u00a0%)"),
    rows: rules.map((rule) => ({
      cells: [
        [text(`${rule.number}. `), { kind: "code", text: rule.condition }],
        [text(windowWords(rule))],
        [text(`${rule.action === "add" ? "add" : "switch to"} “${findings.label(rule.option)}”`)],
        [text(formatProbabilityWithError(rule.fired.value, rule.fired.error))],
        [text(likelihoodWord(findings, rule.fired.value))],
        [text(dateWords(findings, rule))],
      ],
    })),
    note: [
      text(
        "Passed in: the share of the draws, with the standard error of the simulation in percentage points. When: the median date of those draws and where 90\u00a0% of them lie.",
      ),
    ],
  };
}

function windowWords({ from, by }: SignpostReport): string {
  if (from === undefined) return by === undefined ? "always" : `until ${by}`;
  return by === undefined ? `from ${from}` : `from ${from} until ${by}`;
}

function dateWords(findings: Findings, { dates }: SignpostReport): string {
  const at = (probability: number) => dates.find((each) => each.probability === probability)?.value;
  const [low, median, high] = [at(0.05), at(0.5), at(0.95)].map((date) => (date === undefined ? "" : calendarWords(findings, date)));
  if (median === undefined || median === "") return "–";
  return low === high ? median : `${median} (${low} to ${high})`;
}

type Row = { readonly label: string; readonly shares: readonly number[] };

/** Rows that follow each other with the same shares, as they are printed, become one. */
function joined(rows: readonly Row[]): readonly Row[] {
  const printed = ({ shares }: Row) => shares.map(formatProbability).join();
  const runs: Row[][] = [];
  for (const row of rows) {
    const last = runs[runs.length - 1];
    if (last !== undefined && printed(last[0]!) === printed(row)) last.push(row);
    else runs.push([row]);
  }
  return runs.map((run) => ({
    label: run.length === 1 ? run[0]!.label : `${run[0]!.label} to ${run[run.length - 1]!.label}`,
    shares: run[0]!.shares,
  }));
}

/** One row a year or fewer, the first and the last period always among them. */
function followedFigure(findings: Findings, { id, label, followed, years }: PathwayReport): FigureBlock {
  const last = years.length - 1;
  const perYear = years.length > 1 ? Math.max(1, Math.round(1 / (years[1]! - years[0]!))) : 1;
  const every = perYear * Math.max(1, Math.ceil(last / perYear / shown));
  const periods = [...years.keys()].filter((period) => period % every === 0 && last - period >= every / 2).concat(last);
  const rows = joined(
    [...new Set(periods)].map((period) => ({
      label: calendarWords(findings, years[period]!),
      shares: followed.map(({ shares }) => shares[period] ?? 0),
    })),
  );
  const states = followed.map(({ label: name }) => name);
  const final = rows[rows.length - 1];
  return {
    kind: "figure",
    anchor: figureAnchor(`brief.signposts.${id}`),
    caption: `What “${label}” follows over time`,
    note: `Shares of the draws. From pale to dark: ${joinWords(states)}.`,
    alternative: `At first “${states[0]}” in all draws; at the end: ${states.map((name, state) => `${name} ${formatProbability(final?.shares[state] ?? 0)}`).join("; ")}.`,
    plot: { kind: "states", states, rows },
    table: {
      kind: "table",
      caption: `Shares of the draws in which each of ${countWords(states.length, "option")} is followed`,
      columns: columns("At the beginning of", ...states.map((name) => `>${name}`)),
      rows: rows.map((row) => ({ cells: [[text(row.label)], ...row.shares.map((share) => [text(formatProbability(share))])] })),
    },
    tableOpen: false,
  };
}
