/** What has to be done if an option is chosen: the duties of the rules that touch it with their dates, as a picture and a table. */
import { type DatedDuty, type OptionTimeline, timelinesOf } from "@outweigh/language";
import { figureAnchor } from "./anchors.js";
import { columns, interleave } from "./blocks.js";
import type { Block, Inline, SchedulePlot, TableBlock } from "./document.js";
import type { Findings } from "./findings.js";
import { partyWords } from "./parties.js";
import { reasonInlines } from "./reasons.js";
import { text } from "./values.js";
import { capitalise, countWords, formatDate, joinWords } from "./words.js";

/** A duty that falls due so many days after the beginning of the option, or before it, is due in its first months. */
const firstMonths = 92;

/** Options with the same duties on the same days. */
export interface SharedTimeline {
  readonly options: readonly string[];
  readonly timeline: OptionTimeline;
}

/** The timelines of the case, options with the same one together. */
export function sharedTimelines({ assessment }: Findings): readonly SharedTimeline[] {
  const shared = new Map<string, { options: string[]; timeline: OptionTimeline }>();
  for (const timeline of timelinesOf(assessment)) {
    const key = JSON.stringify([timeline.choice, timeline.start, timeline.duties.map(({ id, day }) => [id, day])]);
    const found = shared.get(key);
    if (found) found.options.push(timeline.label);
    else shared.set(key, { options: [timeline.label], timeline });
  }
  return [...shared.values()];
}

/** The picture and the table of one timeline; the table alone where fewer than two duties have a date. */
export function timelineBlocks(findings: Findings, { options, timeline }: SharedTimeline): readonly Block[] {
  const whom = anyOf(options);
  const table = dutyTable(findings, timeline, `If ${whom} is chosen: who has to do what, and by when`);
  const dated = timeline.duties.filter(({ day }) => day !== undefined);
  if (dated.length < 2) return [table];
  const marks = marksOf(timeline);
  return [
    {
      kind: "figure",
      anchor: figureAnchor(`duties.${timeline.option}`),
      caption: `Duties if ${whom} is chosen`,
      note: "A point is the last day; the bar begins where the duty can.",
      alternative: dated.map((duty) => `${duty.label}: ${dateWords(duty)}`).join("; "),
      plot: {
        kind: "schedule",
        rows: dated.map((duty) => ({ label: capitalise(duty.label), from: duty.from, due: duty.day!, words: dateWords(duty) })),
        marks,
      } satisfies SchedulePlot,
      table,
      tableOpen: true,
    },
  ];
}

function marksOf({ choice, start }: OptionTimeline): SchedulePlot["marks"] {
  const marks = [
    { day: choice, label: "choice" },
    { day: start, label: "start" },
  ].flatMap(({ day, label }) => (day === undefined ? [] : [{ day, label }]));
  return marks.length === 2 && marks[0]!.day === marks[1]!.day ? [{ day: marks[0]!.day, label: "choice and start" }] : marks;
}

function dutyTable(findings: Findings, { duties }: OptionTimeline, caption: string): TableBlock {
  return {
    kind: "table",
    caption,
    columns: columns("By", "What", "Who", "Deadline", "Under", "Reasons"),
    rows: duties.map((duty) => {
      const reasons = duty.because.map((reason) => reasonInlines(findings, reason));
      return {
        cells: [
          [text(dateWords(duty))],
          [text(capitalise(duty.label)), ...consulted(findings, duty)],
          [text(capitalise(partyWords(findings, duty.by)) || "nobody named")],
          [text(duty.words)],
          [text(findings.label(`rule:${duty.rule}`))],
          reasons.length > 0 ? interleave(reasons, "; ") : [text("none given")],
        ],
      };
    }),
  };
}

function consulted(findings: Findings, duty: DatedDuty): readonly Inline[] {
  return duty.with.length === 0 ? [] : [text(` (with ${partyWords(findings, duty.with)})`)];
}

function dateWords({ date }: DatedDuty): string {
  return date === undefined ? "no date" : formatDate(date);
}

/** A sentence for each timeline with duties in the first months: how many, the earliest, and who has it. */
export function firstDuties(findings: Findings): readonly (readonly Inline[])[] {
  return sharedTimelines(findings).flatMap(({ options, timeline }) => {
    const { start } = timeline;
    const soon = timeline.duties.filter(({ day }) => day !== undefined && start !== undefined && day <= start + firstMonths);
    const [first] = soon;
    const last = soon[soon.length - 1];
    if (!first || !last) return [];
    const counted = countWords(soon.length, "duty falls", "duties fall");
    const lead = `If ${anyOf(options)} is chosen, ${counted} due before the start or within three months of it`;
    if (soon.length === 1) return [[text(`${lead}: ${dutyWords(findings, first)}.`)]];
    return [[text(`${lead}. The first: ${dutyWords(findings, first)}. The last of them: ${dutyWords(findings, last)}.`)]];
  });
}

function dutyWords(findings: Findings, duty: DatedDuty): string {
  const who = partyWords(findings, duty.by);
  return `“${duty.label}”, by ${dateWords(duty)}${who === "" ? "" : ` (${who})`}`;
}

function anyOf(options: readonly string[]): string {
  return joinWords(
    options.map((option) => `“${option}”`),
    "or",
  );
}
