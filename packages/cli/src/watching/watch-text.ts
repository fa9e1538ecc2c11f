/** A run of `outweigh watch` in words for a terminal. */
import { formatProbability, formatWithin } from "@outweigh/brief";
import { type FlippingInput, numberWithUnit, type SignpostState } from "@outweigh/language";
import type { Effects } from "../effects.js";
import { count, printable, type Style, styleOf, widthOf, wrap } from "../terminal.js";
import type { Decided } from "./accepting.js";
import type { WatchReport } from "./report.js";

/** So many candidates are shown in full. */
const mostShown = 30;

/** The whole text, ending with a line break. */
export function watchText(report: WatchReport, effects: Effects): string {
  const style = styleOf(effects, effects.stdout);
  const width = widthOf(effects.stdout);
  const line = (text: string, indent = "  ") => wrap(printable(text), width, indent, `${indent}  `);
  const sections = [
    titled(style, "Amiss where indicators are read", problemLines(report, line)),
    titled(style, report.isDry ? "New readings (not recorded)" : "New readings", readingLines(report, line)),
    titled(
      style,
      "Decided",
      report.decided.flatMap((each) => decidedLines(report, each, line)),
    ),
    titled(style, "Waiting for a decision", pendingLines(report, style, line)),
    titled(
      style,
      "Signposts",
      report.signposts.map((each) => line(signpostWords(each, report))),
    ),
    titled(style, "Overdue", overdueLines(report, line)),
    titled(style, "Blind spots", blindLines(report, line)),
  ].filter((section) => section !== "");
  return `${[...sections, wrap(verdict(report), width)].join("\n\n")}\n`;
}

type Line = (text: string, indent?: string) => string;

function titled({ bold, cyan }: Style, title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : [bold(cyan(title)), ...lines].join("\n");
}

function problemLines({ problems }: WatchReport, line: Line): readonly string[] {
  return [...new Set(problems.map(({ message, remedy }) => `${message} ${remedy}`))].map((text) => line(text));
}

function readingLines({ found, compiled }: WatchReport, line: Line): readonly string[] {
  return found.flatMap((draft) => {
    if (draft.kind !== "reading") return [];
    const isLook = draft.from.startsWith("feed ");
    const unit = compiled.lowering.indicators.get(draft.indicator)?.unit;
    const value = typeof draft.value === "number" && unit ? numberWithUnit(draft.value, unit) : draft.value;
    const threshold = compiled.assessment.indicators.find(({ id }) => id === draft.indicator)?.threshold ?? "";
    const passed = draft.passed ? `; passes the threshold: ${threshold}` : "";
    return [
      line(
        isLook
          ? `${draft.indicator}: ${count(Number(draft.value), "matching entry").replace(/entrys$/, "entries")} in ${draft.from.slice(5)}`
          : `${draft.indicator} ${draft.of}: ${value}${passed}`,
      ),
    ];
  });
}

function pendingLines({ states, folder, found }: WatchReport, { bold, dim }: Style, line: Line): readonly string[] {
  const fresh = new Set(found.flatMap((draft) => (draft.kind === "candidate" ? [draft.key] : [])));
  const pending = states.flatMap((state) => state.pending);
  if (pending.length === 0) return [];
  const shown = pending
    .slice(0, mostShown)
    .flatMap((entry) => [
      `  ${bold(printable(entry.key))}${fresh.has(entry.key) ? " new" : ""}  ${line(`${entry.indicator}: ${entry.title}`, "").trimStart()}`,
      line(entry.passage, "    "),
      ...(entry.address === undefined ? [] : [dim(line(entry.address, "    "))]),
    ]);
  const more = pending.length - mostShown;
  return [
    ...shown,
    ...(more > 0 ? [line(`${more} more; --json has all.`)] : []),
    line(`Decide with: outweigh watch ${folder} --accept KEY… --reject KEY…`),
  ];
}

function decidedLines(
  { isDry, chapter, compiled }: WatchReport,
  { candidate, verdict, consequence, obstacle }: Decided,
  line: Line,
): readonly string[] {
  const head = `${candidate.key} ${verdict}: ${candidate.title}.`;
  if (obstacle !== undefined)
    return [
      line(`${candidate.key} was not accepted, because its observation does not fit the case. ${obstacle}`),
      ...blockLines(consequence),
    ];
  if (verdict === "rejected") {
    const left = compiled.assessment.observations.find(({ note }) => note?.includes(candidate.key));
    return [line(left ? `${head} Its observation ${left.id} is still in ${left.span.file}; take it out there.` : head)];
  }
  if (consequence?.kind === "observe")
    return [
      line(`${head} ${isDry ? "This would be written" : "Written"} into ${chapter}; every result is now conditioned on it:`),
      ...blockLines(consequence),
    ];
  if (consequence?.kind === "set")
    return [
      line(
        `${head} The forecast ${consequence.forecast} goes from ${formatProbability(consequence.was)} to ${formatProbability(consequence.now)} (odds times ${consequence.ratio}).`,
      ),
    ];
  return [line(`${head} It is filed and changes no number, ${consequence?.why ?? "because nothing follows from it"}.`)];
}

function blockLines(consequence: Decided["consequence"]): readonly string[] {
  return consequence?.kind === "observe"
    ? printable(consequence.block)
        .trimEnd()
        .split("\n")
        .map((each) => `    ${each}`)
    : [];
}

function signpostWords({ signpost, passed, readings }: SignpostState, { compiled }: WatchReport): string {
  const { assessment, lowering } = compiled;
  const label = (id: string) => [...assessment.pathways, ...assessment.options].find((each) => each.id === id)?.label ?? id;
  const seen = readings
    .map(({ indicator, value, of }) => {
      const unit = lowering.indicators.get(indicator)?.unit;
      return `${indicator} ${unit ? numberWithUnit(value, unit) : value} (${of})`;
    })
    .join(", ");
  const head = `“${label(signpost.pathway)}”, signpost ${signpost.number} (${signpost.words})`;
  const act = `${signpost.action === "add" ? "add" : "switch to"} “${label(signpost.option)}”`;
  if (passed === "open") return `${head} is not decided by readings alone: ${seen}.`;
  return passed ? `${head} is passed: ${seen}. Then ${act}.` : `${head} is not passed: ${seen}.`;
}

function overdueLines({ states }: WatchReport, line: Line): readonly string[] {
  return states.flatMap((state) =>
    state.isOverdue
      ? [
          line(
            `${state.indicator} (${state.label}): a reading was due on ${state.due}${state.last ? `; the last is about ${state.last.of}` : ""}.`,
          ),
        ]
      : [],
  );
}

function blindLines(report: WatchReport, line: Line): readonly string[] {
  return report.blind.map((input) => line(blindWords(input, report)));
}

/** `coverage: above 40 %, “Wait” overtakes “Act” (probability 12 %); no indicator reveals it.` */
function blindWords(input: FlippingInput, { compiled, options }: WatchReport): string {
  const unit = compiled.lowering.units.get(input.name);
  const chance = compiled.assessment.chances.find(({ id }) => id === input.name);
  const width = (input.quantiles[2] - input.quantiles[0]) / 10;
  const where = input.points.map(({ value, betterAbove }) => {
    const isAbove = betterAbove === input.rival;
    if (!chance) return `${isAbove ? "above" : "below"} ${formatWithin(value, width, unit)}`;
    return `when ${chance.states
      .filter((_, state) => state > value === isAbove)
      .map(({ text }) => text)
      .join(" or ")}`;
  });
  const rival = options[input.rival]?.label ?? "";
  return `${input.input}: ${where.join(" and ")}, “${rival}” overtakes “${options[input.leader]?.label}” (probability ${formatProbability(input.changed.value)}). No indicator reveals it.`;
}

function verdict({ found, decided, isDry, isUnanalysed, blind, flipping, states }: WatchReport): string {
  const readings = found.filter(({ kind }) => kind === "reading").length;
  const candidates = found.length - readings;
  const news = [readings > 0 ? count(readings, "new reading") : "", candidates > 0 ? count(candidates, "new candidate") : ""].filter(
    (words) => words !== "",
  );
  const what = news.length === 0 ? "Nothing new." : `${news.join(", ")}${isDry ? "; nothing was written" : ""}.`;
  const decisions = decided.length === 0 ? "" : ` ${count(decided.filter(({ obstacle }) => obstacle === undefined).length, "decision")}.`;
  const watched = states.length === 0 ? " The case has no indicators." : "";
  const flips = isUnanalysed
    ? " The case is too large to say here which inputs flip the answer."
    : flipping.length === 0
      ? ""
      : ` ${count(flipping.length, "input")} can flip the answer, ${blind.length === 0 ? "each revealed by an indicator" : `${blind.length} revealed by none`}.`;
  return `${what}${decisions}${watched}${flips}`;
}
