/** A difference of two versions as blocks: how results moved, why, and which sentences do not hold any more. */
import type { Difference, ObjectiveMove, OptionMove, StatementMove, Uncertain } from "@outweigh/language";
import { columns, list, paragraph } from "../blocks.js";
import type { Block, TableBlock, TableRow } from "../document.js";
import { formatCount, formatProbabilityShort } from "../numbers.js";
import { withUnit } from "../unit-words.js";
import { text } from "../values.js";
import { capitalise, countWords, joinWords } from "../words.js";
import {
  answerWords,
  causeItemWords,
  causelessWords,
  inOrder,
  levelWords,
  pointsWords,
  signedWords,
  statementWords,
  unitOf,
} from "./difference-words.js";

/** Shares are shown for so many options, and so many causes by name. */
const [shownOptions, shownCauses] = [3, 12];

/** How the options moved on each objective, a sentence and a table each; nothing where nothing was computed. */
export function resultBlocks({ objectives = [] }: Difference): readonly Block[] {
  const ordered = inOrder(objectives);
  const still = ordered.filter(isStill);
  const moved = ordered.filter((move) => !isStill(move));
  const last = moved[moved.length - 1];
  const labels = joinWords(still.map(({ now }) => now!.label));
  return [
    ...moved.flatMap((move, place) => [...headOf(move, place === 0), levelTable(move, move === last)]),
    ...(still.length === 0 ? [] : [paragraph(`No option moved on ${labels}.`)]),
  ];
}

function isStill({ was, now, options, rankingMoved }: ObjectiveMove): boolean {
  const isSame = options.every(({ change }) => change?.mean.value === 0 && (change.best === null || change.best.value === 0));
  return was !== undefined && now !== undefined && was.sense === now.sense && !rankingMoved && isSame;
}

/** What stands above a table; what became of the first objective has been said before. */
function headOf({ name, incomparable, ...move }: ObjectiveMove, isFirst: boolean): readonly Block[] {
  const { was, now } = move;
  if (was === undefined || now === undefined) {
    const only = (now ?? was)!.label;
    return [paragraph(`${capitalise(only)} is an objective of the ${now === undefined ? "earlier" : "later"} version alone.`)];
  }
  if (incomparable === undefined) return isFirst ? [] : [paragraph(answerWords({ name, ...move }))];
  const [old, current] = [was, now].map(({ unit }) => unit?.text || "a plain number");
  return [
    paragraph(
      `${capitalise(now.label)} (${name}) is measured in another kind of unit now: ${old} before, ${current} now. So its change has no number.`,
    ),
  ];
}

function byRank({ options }: ObjectiveMove): readonly OptionMove[] {
  const place = ({ now, was }: OptionMove) => (now === undefined ? 1000 : 0) + (now?.rank ?? was?.rank ?? 500);
  return [...options].sort((one, other) => place(one) - place(other));
}

function levelTable(move: ObjectiveMove, isNoted: boolean): TableBlock {
  const { was, now } = move;
  const [unitWas, unitNow] = [unitOf(was?.unit), unitOf(now?.unit)];
  const label = (now ?? was)!.label;
  const isOneUnit = move.incomparable === undefined;
  const level = (mean: Uncertain | undefined, isNow: boolean) => {
    if (mean === undefined) return "–";
    const unit = isOneUnit ? (unitNow ?? unitWas) : isNow ? unitNow : unitWas;
    return levelWords(mean, unit);
  };
  const place = (each: OptionMove["was"]) => (each === undefined ? "–" : each.rank === null ? "barred" : String(each.rank));
  const best = (each: OptionMove["was"]) => (each?.best?.value == null ? "–" : formatProbabilityShort(each.best.value));
  const arrow = (one: string, other: string) => (one === other ? one : `${one} → ${other}`);
  return {
    kind: "table",
    caption: isOneUnit ? withUnit(label, unitNow ?? unitWas) : label,
    columns: columns("Option", ">Before", ">Now", ">Change", ">Place", ">Best in"),
    rows: byRank(move).map((option) => ({
      faded: option.now === undefined,
      cells: [
        [text(`${option.label}${option.was === undefined ? " (new)" : option.now === undefined ? " (gone)" : ""}`)],
        [text(level(option.was?.mean, false))],
        [text(level(option.now?.mean, true))],
        [text(option.change === undefined ? "–" : signedWords(option.change.mean, unitNow))],
        [text(arrow(place(option.was), place(option.now)))],
        [text(arrow(best(option.was), best(option.now)))],
      ],
    })),
    ...(isNoted
      ? {
          note: [
            text(
              "Means with the standard error of the simulation, places by the median, and the share of draws in which the option is the best.",
            ),
          ],
        }
      : {}),
  };
}

/** The shares of the change by cause, or why there are none. */
export function causeBlocks(difference: Difference): readonly Block[] {
  const { causes, items, objectives = [] } = difference;
  if (causes.kind === "none") return [paragraph(causelessWords(causes))];
  const objective = objectives.find(({ name }) => name === causes.objective);
  const unit = unitOf(objective?.now?.unit);
  const labelOf = (name: string) => objective?.options.find((option) => option.name === name)?.label ?? name;
  const size = (option: number) => Math.abs(causes.total.means[option]?.value ?? 0);
  const places = [...causes.options.keys()];
  const leaders = [objective?.now?.ranking[0], objective?.now?.ranking[1]].flatMap((name) => {
    const place = causes.options.indexOf(name ?? "");
    return place < 0 ? [] : [place];
  });
  const old = causes.options.findIndex((name) => {
    const option = objective?.options.find((each) => each.name === name);
    return (option?.formerly ?? option?.name) === objective?.was?.ranking[0];
  });
  const moved = [...places].sort((one, other) => size(other) - size(one));
  const shown = [...new Set([...leaders.slice(0, 1), ...(old < 0 ? [] : [old]), ...leaders.slice(1), ...moved])].slice(0, shownOptions);
  const leader = shown[0] ?? 0;
  const itemsByName = new Map(items.map((item) => [`${item.kind} ${item.name}`, item]));
  const itemOf = (reference: string) => (reference === "case" ? undefined : itemsByName.get(reference));
  const row = (label: string, means: readonly Uncertain[], best: readonly Uncertain[]): TableRow => ({
    cells: [[text(label)], ...shown.map((option) => [text(signedWords(means[option]!, unit))]), [text(pointsWords(best[leader]!))]],
  });
  const words = (references: readonly string[]) => {
    const all = references.map((each) => causeItemWords(itemOf(each), each));
    return capitalise([...all.slice(0, 4), ...(all.length > 4 ? [countWords(all.length - 4, "other")] : [])].join("; "));
  };
  const rest = causes.shares.slice(shownCauses);
  const summed = (pick: (share: (typeof rest)[number]) => readonly Uncertain[]) =>
    places.map((option) => ({
      value: rest.reduce((sum, share) => sum + (pick(share)[option]!.value ?? 0), 0),
      error: Math.sqrt(rest.reduce((sum, share) => sum + (pick(share)[option]!.error ?? 0) ** 2, 0)),
    }));
  return [
    {
      kind: "table",
      caption: withUnit(`What the change comes from: ${objective?.now?.label ?? causes.objective}`, unit),
      columns: columns(
        "Cause",
        ...shown.map((option) => `>${labelOf(causes.options[option]!)}`),
        `>Best in, ${labelOf(causes.options[leader]!)}`,
      ),
      rows: [
        ...causes.shares.slice(0, shownCauses).map(({ items: own, means, best }) => row(words(own), means, best)),
        ...(rest.length === 0
          ? []
          : [
              row(
                capitalise(countWords(rest.length, "other cause")),
                summed(({ means }) => means),
                summed(({ best }) => best),
              ),
            ]),
        row("All together", causes.total.means, causes.total.best),
      ],
      note: [
        text(
          `Shapley’s value: what a change adds on average over all orders in which the changes could have been made. The last column is in percentage points. ±: the standard error of the simulation (${formatCount(causes.draws)} draws, the same random numbers throughout)${causes.isExact ? "" : " and of the orders, which are a random sample"}; so the whole can differ from the table above within errors.`,
        ),
      ],
    },
  ];
}

/** The sentences of the earlier version that do not hold under the results of the later one. */
export function statementBlocks({ statements }: Difference): readonly Block[] {
  const told = (statements?.before ?? []).flatMap((move) => {
    const words = statementWords(move);
    return words === undefined ? [] : [{ move, words }];
  });
  const order: Readonly<Record<StatementMove["why"], number>> = { word: 0, check: 1, gone: 2, value: 3 };
  told.sort((one, other) => order[one.move.why] - order[other.move.why]);
  if (told.length === 0) return [];
  return [
    list(
      told.map(({ move, words }) => [{ kind: "emphasis", content: [text(move.sentence)] }, text(` (${move.file}:${move.line}) ${words}`)]),
    ),
  ];
}
