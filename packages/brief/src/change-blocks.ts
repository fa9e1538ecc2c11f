/** Why two versions of a case differ, as blocks: whether the answer changed, the change of each option, and the table of causes with their shares. */
import type { Estimated, Unit } from "@outweigh/engine";
import type { CaseChange, ChangeAttribution, ChangeCause, Compiled, NotAttributed } from "@outweigh/language";
import { columns, paragraph } from "./blocks.js";
import type { Block, TableBlock, TableRow } from "./document.js";
import { formatCount, formatExact, formatProbabilityShort, formatWithin } from "./numbers.js";
import { bareUnit, withUnit } from "./unit-words.js";
import { text } from "./values.js";
import { capitalise, countWords, joinWords } from "./words.js";

/** Shares are shown for so many options, and so many causes by name. */
const [shownOptions, shownCauses] = [3, 12];

/** The blocks of an attribution; `after` is the later case. */
export function changeBlocks(found: ChangeAttribution | NotAttributed, after: Compiled): readonly Block[] {
  if (found.kind === "not-attributed") return [paragraph(notAttributedWords(found, after))];
  if (found.causes.length === 0) return [paragraph(`${nothingWords(found)}${idleWords(found)}`)];
  const unit = after.lowering.units.get(found.objective.name);
  return [paragraph(`${answerWords(found)} ${causesWords(found)}${idleWords(found)}`), optionTable(found, unit), causeTable(found, unit)];
}

/** Why there is no attribution, and what would give one. */
export function notAttributedWords({ reason, name }: NotAttributed, { assessment }: Compiled): string {
  const label = assessment.objectives.find(({ id }) => id === name)?.label ?? name;
  switch (reason) {
    case "errors":
      return "A case with errors has no results to compare. outweigh check says what is wrong.";
    case "no-common-objective":
      return name === undefined
        ? "The two cases have no objective in common, by name, that can be compared over options."
        : `There is no objective “${label}” in both cases that can be compared over options.`;
    case "no-common-option":
      return "The two cases have no option in common, by name, so there is nothing to compare.";
    case "different-unit":
      return `“${label}” is measured in another kind of unit than before, so its change has no number. Keep the unit, or give the new objective another name.`;
    case "not-finite":
      return `“${label}” has no finite value in all draws with some of the changes made. outweigh check and explain say where such values come from.`;
  }
}

function nothingWords({ objective, idle }: ChangeAttribution): string {
  return idle.length === 0
    ? "Nothing was changed on which numbers rest: the two cases differ at most in their order, layout, words and reasons."
    : `Nothing was changed on which ${objective.label} rests, so it is as it was.`;
}

function idleWords({ idle, causes }: ChangeAttribution): string {
  if (idle.length === 0) return "";
  const names = idle.slice(0, 6).map(({ label, how }) => `${label}${how === "changed" ? "" : how === "added" ? " (new)" : " (removed)"}`);
  const more = idle.length > names.length ? [`${countWords(idle.length - names.length, "other")}`] : [];
  return ` ${causes.length === 0 ? "Changed" : "Changed too"}, without effect on it: ${joinWords([...names, ...more])}.`;
}

function answerWords({ objective, options, rankingBefore, rankingAfter, added, removed }: ChangeAttribution): string {
  const [old, now] = [rankingBefore[0], rankingAfter[0]].map((place) => (place === undefined ? undefined : `“${options[place]!.label}”`));
  const sets = [
    ...(added.length > 0 ? [`new ${added.length === 1 ? "is" : "are"} ${joinWords(added.map((each) => `“${each}”`))}`] : []),
    ...(removed.length > 0 ? [`gone ${removed.length === 1 ? "is" : "are"} ${joinWords(removed.map((each) => `“${each}”`))}`] : []),
  ];
  const among = sets.length === 0 ? "" : ` Among the options, ${joinWords(sets)}; those in both are compared.`;
  if (old === undefined || now === undefined) return `On ${objective.label} no option was left to be ranked.${among}`;
  if (old !== now) return `On ${objective.label} the best mean is now that of ${now}; before it was that of ${old}.${among}`;
  const isSame = rankingBefore.length === rankingAfter.length && rankingBefore.every((place, index) => rankingAfter[index] === place);
  return `On ${objective.label} ${now} has the best mean, as before${isSame ? ", and the ranking is the same" : "; behind it the ranking changed"}.${among}`;
}

function causesWords({ causes }: ChangeAttribution): string {
  const [first] = causes;
  if (first === undefined) return "";
  const counted = countWords(causes.length, "cause");
  return causes.length === 1
    ? `The whole change comes from ${causeLabel(first)}.`
    : `The change has ${counted}; most comes from ${causeLabel(first)}.`;
}

function causeLabel({ changes }: ChangeCause): string {
  const names = changes.slice(0, 4).map(({ label }) => label);
  const more = changes.length > names.length ? [countWords(changes.length - names.length, "other")] : [];
  return joinWords([...names, ...more]);
}

function optionTable({ objective, options, before, after, total }: ChangeAttribution, unit: Unit | undefined): TableBlock {
  return {
    kind: "table",
    caption: `${withUnit(`The change by option: ${objective.label}`, unit)}`,
    columns: columns("Option", ">Before", ">Now", ">Change", ">Best in"),
    rows: options.map(({ label }, option) => ({
      cells: [
        [text(label)],
        [text(levelWords(before.means[option]!, unit))],
        [text(levelWords(after.means[option]!, unit))],
        [text(signedWords(total.means[option]!, unit))],
        [text(`${formatProbabilityShort(before.best[option]!.value)} → ${formatProbabilityShort(after.best[option]!.value)}`)],
      ],
    })),
    note: [text("Means, and the share of the draws in which the option is the best of those that no rule bars.")],
  };
}

/** A mean to the digit that its error leaves. */
function levelWords({ value, error }: Estimated, unit: Unit | undefined): string {
  return error > 0 ? formatWithin(value, error * 8, bareUnit(unit)) : formatExact(value, bareUnit(unit), 4);
}

/** `+1,230 ± 40`; the error is left out where it is nothing beside the value. */
function signedWords({ value, error }: Estimated, unit: Unit | undefined): string {
  const bare = bareUnit(unit);
  const size = Math.abs(value);
  if (size === 0 || size < error * 1e-6) return error > 0 ? `0 ±\u00a0${formatExact(error, bare, 2)}` : "0";
  const sign = value > 0 ? "+" : "−";
  if (!(error > size * 1e-6)) return `${sign}${formatExact(size, bare, 4)}`;
  return `${sign}${formatWithin(size, error * 8, bare)} ±\u00a0${formatExact(error, bare, 2)}`;
}

function causeTable(found: ChangeAttribution, unit: Unit | undefined): TableBlock {
  const { options, causes, total, rankingAfter, rankingBefore, isExact, draws, objective } = found;
  const moved = [...options.keys()].sort((one, other) => Math.abs(total.means[other]!.value) - Math.abs(total.means[one]!.value));
  const shown = [...new Set([rankingAfter[0] ?? 0, ...rankingBefore.slice(0, 1), ...rankingAfter.slice(1, 2), ...moved])].slice(
    0,
    shownOptions,
  );
  const leader = shown[0]!;
  const row = (label: string, means: readonly Estimated[], best: readonly Estimated[]): TableRow => ({
    cells: [[text(label)], ...shown.map((option) => [text(signedWords(means[option]!, unit))]), [text(pointsWords(best[leader]!))]],
  });
  const rest = causes.slice(shownCauses);
  const summed = (pick: (cause: ChangeCause) => readonly Estimated[]) =>
    options.map((_, option) => ({
      value: rest.reduce((sum, cause) => sum + pick(cause)[option]!.value, 0),
      error: Math.sqrt(rest.reduce((sum, cause) => sum + pick(cause)[option]!.error ** 2, 0)),
    }));
  return {
    kind: "table",
    caption: withUnit(`What the change comes from: ${objective.label}`, unit),
    columns: columns("Cause", ...shown.map((option) => `>${options[option]!.label}`), `>Best in, ${options[leader]!.label}`),
    rows: [
      ...causes.slice(0, shownCauses).map((cause) => row(causeWords(cause), cause.means, cause.best)),
      ...(rest.length > 0
        ? [
            row(
              capitalise(countWords(rest.length, "other cause")),
              summed(({ means }) => means),
              summed(({ best }) => best),
            ),
          ]
        : []),
      row("All together", total.means, total.best),
    ],
    note: [
      text(
        `Shapley’s value: what a change adds on average over all orders in which the changes could have been made. The last column is in percentage points. ±: the standard error of the simulation (${formatCount(draws)} draws, the same random numbers throughout)${isExact ? "" : " and of the orders, which are a random sample"}.`,
      ),
    ],
  };
}

function pointsWords({ value, error }: Estimated): string {
  const points = Math.round(value * 1000) / 10;
  const sign = points > 0 ? "+" : points < 0 ? "−" : "";
  return `${sign}${Math.abs(points).toFixed(1)}${error > 0.0005 ? ` ±\u00a0${(error * 100).toFixed(1)}` : ""}`;
}

/** `Price of gates: 3 to 9 as lognormal → 4 to 9 as lognormal`. */
function causeWords({ changes, carried }: ChangeCause): string {
  const said = changes.map((change) => `${capitalise(change.label)}${howWords(change)}`);
  const along =
    carried.length === 0 ? "" : ` (with ${joinWords(carried.map(({ label, how }) => `${label}, ${how === "added" ? "new" : "gone"}`))})`;
  return `${said.join("; ")}${along}`;
}

const longest = 60;

function howWords({ how, was, is }: CaseChange): string {
  if (how !== "changed") return how === "added" ? " (new)" : " (removed)";
  return was === undefined || is === undefined || was === is || was.length > longest || is.length > longest ? "" : `: ${was} → ${is}`;
}
