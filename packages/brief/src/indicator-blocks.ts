/** Indicators as tables and sentences: what is watched for, how each stands by the ledger, which signposts are passed, and what no indicator would show. */
import {
  blindSpots,
  type FlippingInput,
  flippingInputs,
  type IndicatorDeclaration,
  type IndicatorState,
  indicatorStates,
  type NameSyntax,
  numberWithUnit,
  type SignpostState,
  signpostStates,
} from "@outweigh/language";
import { figureAnchor } from "./anchors.js";
import { columns, heading, paragraph } from "./blocks.js";
import type { Block, TableBlock } from "./document.js";
import type { Findings } from "./findings.js";
import { formatProbability } from "./numbers.js";
import { sideWords } from "./parts/change.js";
import type { Analysed } from "./parts/part.js";
import { inputHead, likelihoodWords, onWords, optionWords } from "./parts/wording.js";
import { text } from "./values.js";
import { capitalise, countWords, joinWords, sentence } from "./words.js";

/** Names as the reader knows them. */
export function named(findings: Findings, names: readonly NameSyntax[]): string {
  return names.length > 0 ? capitalise(joinWords(names.map((name) => findings.label(name.text)))) : "–";
}

/** How each indicator of the case stands by its ledger. A brief has no clock, so nothing is overdue in it. */
export function statesOfIndicators({ evaluated }: Findings): readonly IndicatorState[] {
  const { assessment, ledger, lowering } = evaluated;
  return indicatorStates(ledger.entries, assessment, { stated: lowering.indicators });
}

/** The table of the indicators, and what readings say of signposts. Once there are readings or candidates, each row says how it stands. */
export function indicatorBlocks(findings: Findings): readonly Block[] {
  const states = new Map(statesOfIndicators(findings).map((state) => [state.indicator, state]));
  const isRead = [...states.values()].some(({ last, candidates }) => last !== undefined || candidates.length > 0);
  const table: TableBlock = {
    kind: "table",
    caption: "Indicators to watch",
    columns: columns("Indicator", "Watch for", ...(isRead ? ["How it stands"] : []), "Tells about", "Source and rhythm", "Speaks for"),
    rows: findings.assessment.indicators.map((indicator) => ({
      cells: [
        [text(capitalise(indicator.label))],
        [
          text(
            [indicator.watches, indicator.threshold && `Threshold: ${indicator.threshold}`]
              .filter(Boolean)
              .map((part) => sentence(capitalise(part ?? "")))
              .join(" ") || "–",
          ),
        ],
        ...(isRead ? [[text(standingWords(findings, states.get(indicator.id)))]] : []),
        [text(revealedWords(findings, indicator))],
        [text([indicator.source, indicator.check].filter(Boolean).join("; ") || "–")],
        [text(named(findings, indicator.signals))],
      ],
    })),
  };
  const signposts = statesOfSignposts(findings, [...states.values()]).filter(({ passed }) => passed === true);
  return [table, ...signposts.map((each) => paragraph(signpostSentence(findings, each)))];
}

/** What it is said to reveal; without that, what it measures or is a sign of. */
function revealedWords(findings: Findings, { id, reveals }: IndicatorDeclaration): string {
  const covers = [...(findings.evaluated.lowering.indicators.get(id)?.covers ?? [])];
  if (reveals.length > 0 || covers.length === 0) return named(findings, reveals);
  return capitalise(joinWords(covers.map((name) => findings.label(name))));
}

function statesOfSignposts({ evaluated }: Findings, states: readonly IndicatorState[]): readonly SignpostState[] {
  const { signposts, indicators } = evaluated.lowering;
  return signpostStates(signposts, indicators, (id) => states.find(({ indicator }) => indicator === id)?.readings.at(-1));
}

/** `410/day (2026-06): passed since 2026-05. One passage waits for a decision.` */
function standingWords(findings: Findings, state: IndicatorState | undefined): string {
  if (!state) return "–";
  const { last, standing, passedSince, candidates, pending } = state;
  const accepted = candidates.filter(({ decision, entry }) => decision?.verdict === "accepted" && entry.address !== undefined).length;
  const number = last?.passed === null && typeof last.value === "number" && state.readings.length === 0 ? undefined : last;
  const reading = number && `${readingWords(findings, state.indicator, number.value)} (${number.of})`;
  const words = {
    unread: "Not read yet",
    quiet: "quiet",
    near: "near its threshold",
    passed: passedSince === undefined ? "seen" : passedSince === last?.of ? "threshold passed" : `threshold passed since ${passedSince}`,
  }[standing];
  const seen = accepted > 0 ? ` ${capitalise(countWords(accepted, "passage"))} accepted.` : "";
  const waiting =
    pending.length > 0 ? ` ${capitalise(countWords(pending.length, "candidate waits", "candidates wait"))} for a decision.` : "";
  return `${reading === undefined ? capitalise(words) : `${reading}: ${words}`}.${seen}${waiting}`;
}

function readingWords({ evaluated }: Findings, indicator: string, value: number | string): string {
  const unit = evaluated.lowering.indicators.get(indicator)?.unit;
  return typeof value === "number" && unit ? numberWithUnit(value, unit) : String(value);
}

function signpostSentence(findings: Findings, { signpost, readings }: SignpostState): string {
  const seen = readings.map(
    ({ indicator, value, of }) => `“${findings.label(indicator)}” ${readingWords(findings, indicator, value)} (${of})`,
  );
  const act = signpost.action === "add" ? `add “${findings.label(signpost.option)}”` : `switch to “${findings.label(signpost.option)}”`;
  return `Signpost ${signpost.number} of “${findings.label(signpost.pathway)}” (${signpost.words}) is passed: ${joinWords(seen)}. The pathway would now ${act}.`;
}

/** One sentence on what is seen, passed or near; empty where there is nothing. */
export function indicatorSentence(findings: Findings): string {
  const of = (standing: IndicatorState["standing"]) =>
    statesOfIndicators(findings).flatMap((state) => (state.standing === standing ? [`“${state.label}”`] : []));
  const [passed, near] = [of("passed"), of("near")];
  return [
    passed.length > 0 ? ` ${joinWords(passed)} ${passed.length === 1 ? "shows" : "show"} what is watched for.` : "",
    near.length > 0 ? ` ${joinWords(near)} ${near.length === 1 ? "is near its threshold" : "are near their thresholds"}.` : "",
  ].join("");
}

/** The inputs that flip the answer, as far as the analyses were made. */
export function flippingOf({ evaluated }: Findings, analysed: Analysed | undefined): readonly FlippingInput[] {
  return flippingInputs(analysed?.results.get("flip-points"), evaluated.lowering.indicators);
}

/** The sentence and the table of blind spots, at most so many rows; nothing where nothing flips the answer. */
export function blindSpotTable(findings: Findings, flipping: readonly FlippingInput[], most: number): readonly Block[] {
  const blind = blindSpots(flipping);
  if (flipping.length === 0) return [];
  const all = countWords(flipping.length, "uncertain input");
  if (blind.length === 0) return [paragraph(`${capitalise(all)} could change the answer, and an indicator reveals each.`)];
  const rest = blind.slice(most);
  const none = blind.length === 1 ? "no indicator reveals it" : "no indicator reveals any of them";
  const said =
    blind.length === flipping.length
      ? `${capitalise(all)} could change the answer, and ${none}.`
      : `${capitalise(all)} could change the answer. Of ${blind.length === 1 ? "one of them" : countWords(blind.length, "of them", "of them")} no indicator tells anything.`;
  const table: TableBlock = {
    kind: "table",
    caption: "Blind spots: inputs that could change the answer and that no indicator reveals",
    columns: columns("Input", "The answer changes", ">Probability"),
    rows: blind.slice(0, most).map((input) => ({
      cells: [
        [text(inputHead(findings, input.input))],
        [
          text(
            `${capitalise(joinWords(input.points.map((point) => sideWords(findings, input, point, input.rival))))}: ${optionWords(findings, input.rival)} overtakes ${optionWords(findings, input.leader)} ${onWords(findings, input.objective)}`,
          ),
        ],
        [text(likelihoodWords(findings, input.changed.value))],
      ],
    })),
    ...(rest.length === 0
      ? {}
      : {
          note: [
            text(
              `${capitalise(countWords(rest.length, "further input"))} with a probability of ${formatProbability(rest[0]!.changed.value)} or less.`,
            ),
          ],
        }),
  };
  return [paragraph(said), table];
}

/** Blind spots under a heading of their own, for the outlook. */
export function blindSpotBlocks(findings: Findings, analysed: Analysed | undefined): readonly Block[] {
  const blocks = blindSpotTable(findings, flippingOf(findings, analysed), 12);
  return blocks.length === 0 ? [] : [heading(figureAnchor("blind-spots"), "Blind spots"), ...blocks];
}
