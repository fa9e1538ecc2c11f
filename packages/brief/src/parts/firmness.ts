/** The part that says how firm the ranking on the first objective is: luck of the draws, dominance, regret, and what the contested rules change. */
import { type ComparisonTable, isUnsuitable, type ObjectiveComparison, type Ranking, type Selection } from "@outweigh/engine";
import { columns, paragraph } from "../blocks.js";
import type { Block, TableBlock } from "../document.js";
import type { Findings } from "../findings.js";
import { formatProbability, formatProbabilityWithError } from "../numbers.js";
import { bareUnit, withUnit } from "../unit-words.js";
import { text } from "../values.js";
import { capitalise, countWords, joinWords } from "../words.js";
import { tellingPart } from "./part.js";
import { columnNumbers, inputWords, optionWords } from "./wording.js";

export const firmness = tellingPart<ComparisonTable>({
  name: "firmness",
  title: "How firm the ranking is",
  analysis: "comparison",
  weight: (_, { options }) => (options.length > 1 ? 0.85 : 0),
  compose: (findings, table) => {
    const [first] = table.objectives;
    const ranking = first?.rankings[0];
    if (first === undefined || ranking === undefined || isUnsuitable(ranking)) return [paragraph("No option is left to be ranked.")];
    return [
      paragraph(
        selectionSentence(findings, first, ranking),
        " ",
        dominanceSentence(findings, ranking),
        contestedSentence(findings, table, first),
        heavySentence(findings, first),
      ),
      regretTable(findings, table, first, ranking),
    ];
  },
});

function selectionSentence(findings: Findings, { objective }: ObjectiveComparison, { selection, order }: Ranking): string {
  const what = inputWords(findings, objective);
  if (isUnsuitable(selection)) return `On ${what}, ${optionWords(findings, order[0]?.option ?? 0)} is the only option left.`;
  const level = selection.competitors.filter(({ difference }) => difference.value === 0 && difference.error === 0);
  if (level.length > 0) {
    const names = [selection.selected, ...level.map(({ option }) => option)].map((option) => optionWords(findings, option));
    return `On ${what}, ${joinWords(names)} are level, and no number of draws will part them.`;
  }
  const lead = `On ${what}, ${optionWords(findings, selection.selected)} has the best mean`;
  return `${lead}, and ${verdictWords(findings, selection)}`;
}

function verdictWords(findings: Findings, { verdict, probability, notSeparated }: Selection): string {
  const sure = `the simulation leaves no doubt that this is no luck of the draws (probability of correct selection ${formatProbability(probability)}).`;
  if (verdict === "stable") return sure;
  const others = joinWords(notSeparated.map((option) => optionWords(findings, option)));
  return `more draws may change that: ${others} cannot be told from it yet (probability of correct selection ${formatProbability(probability)}). Run with --until-stable.`;
}

function dominanceSentence(findings: Findings, { dominance, order }: Ranking): string {
  if (isUnsuitable(dominance)) return "";
  const leader = order[0]?.option;
  const beaten = (degree: "first" | "second") =>
    dominance.pairs.filter((pair) => pair.dominating === leader && pair[degree].holds).map(({ dominated }) => dominated);
  const [first, second] = [beaten("first"), beaten("second")];
  const others = order.length - 1;
  if (first.length === others && others > 0)
    return "Whatever one’s attitude to risk, it is preferable to every other option (first-order stochastic dominance).";
  if (first.length > 0)
    return `It is preferable whatever one’s attitude to risk to ${joinWords(first.map((option) => optionWords(findings, option)))} (first-order stochastic dominance).`;
  if (second.length > 0)
    return `For anyone who dislikes risk it is preferable to ${joinWords(second.map((option) => optionWords(findings, option)))} (second-order stochastic dominance).`;
  return order.length > 1 && order[1]!.rank === order[0]!.rank ? "" : "It dominates no other option outright.";
}

function contestedSentence(findings: Findings, table: ComparisonTable, { rankings }: ObjectiveComparison): string {
  const place = table.rankings.findIndex(({ kind }) => kind === "without-contested");
  const without = rankings[place];
  if (without === undefined) return "";
  const contested = table.options.filter(({ standing }) => standing === "contested").length;
  const counted = countWords(contested, "contested option is", "contested options are");
  if (isUnsuitable(without)) return ` If the ${counted} left out, none remains.`;
  const [leader] = without.order;
  return leader === undefined ? "" : ` If the ${counted} left out, ${optionWords(findings, leader.option)} leads.`;
}

/** Means that cannot be relied on. */
function heavySentence(findings: Findings, { warnings }: ObjectiveComparison): string {
  if (warnings.length === 0) return "";
  const names = joinWords(warnings.map(({ name }) => `“${findings.label(name ?? "")}”`));
  return ` The draws of ${names} have so heavy a tail that neither the mean nor its error can be relied on: go by the medians and by how often each option is the best, or truncate what is behind it.`;
}

function regretTable(
  findings: Findings,
  { options }: ComparisonTable,
  { objective, options: values }: ObjectiveComparison,
  ranking: Ranking,
): TableBlock {
  const unit = findings.unit(objective);
  const regrets = isUnsuitable(ranking.regrets) ? undefined : ranking.regrets.options;
  const ranked = new Map(ranking.order.map((each) => [each.option, each]));
  const rows = [...options.keys()].sort((one, other) => (ranked.get(one)?.rank ?? 99) - (ranked.get(other)?.rank ?? 99));
  const means = columnNumbers(
    values.map(({ mean }) => mean.value),
    bareUnit(unit),
  );
  const tails = columnNumbers(
    values.map(({ badTail }) => badTail.mean.value),
    bareUnit(unit),
  );
  const regretNumber = columnNumbers([0, ...(regrets ?? []).map(({ expected }) => expected.value)], bareUnit(unit));
  return {
    kind: "table",
    caption: `${capitalise(findings.label(objective))}: ranking by mean${withUnit("", unit)}`,
    columns: columns("Option", ">Mean", `>Worst ${formatProbability(values[0]?.badTail.probability ?? 0.05)}`, ">Best in", ">Regret"),
    rows: rows.map((option) => {
      const value = values[option]!;
      const place = ranked.get(option);
      const regret = regrets?.[option];
      return {
        faded: place === undefined,
        cells: [
          [text(place === undefined ? `${findings.options[option]?.label} (barred)` : `${place.rank}. ${findings.options[option]?.label}`)],
          [text(means(value.mean.value))],
          [text(tails(value.badTail.mean.value))],
          [text(place === undefined ? "–" : formatProbabilityWithError(place.probabilityBest.value, place.probabilityBest.error))],
          [text(regret === undefined || !regret.eligible ? "–" : regretNumber(regret.expected.value))],
        ],
      };
    }),
    note: [
      text("Regret: how much worse the option is on average than the one that would have been best, had one known how things turn out."),
    ],
  } satisfies Block;
}
