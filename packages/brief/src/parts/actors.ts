/** The part on actors: whose reaction differs most between options, and who can stop what. */
import type { ActorDeclaration, ChanceDeclaration } from "@outweigh/language";
import { list, paragraph, strong } from "../blocks.js";
import { stateShares } from "../cells.js";
import { chanceFigure } from "../chances.js";
import type { Block, Inline } from "../document.js";
import type { Findings, OptionFinding } from "../findings.js";
import { formatProbability } from "../numbers.js";
import { vetoShare, vetoTable } from "../sections/actors.js";
import { text, value } from "../values.js";
import { capitalise, sentence } from "../words.js";
import type { Part } from "./part.js";

/** A smaller difference between options than this is not told. */
const least = 0.05;

/** The state of a reaction whose probability rises most against that under the baseline, and under which option. */
interface Reaction {
  readonly actor: ActorDeclaration;
  readonly chance: ChanceDeclaration;
  readonly state: number;
  readonly option: OptionFinding;
  readonly share: number;
  readonly usual: number;
}

export const actorsPart: Part = {
  name: "actors",
  title: "Who reacts, and who can stop it",
  weight: (findings) => {
    const reacting = reactionsOf(findings)[0];
    const most = Math.max(
      0,
      ...vetoes(findings).flatMap((veto) => findings.options.map(({ position }) => vetoShare(findings, veto, position))),
    );
    if (most > 0) return 0.7;
    return reacting ? 0.5 : 0;
  },
  compose: (findings) => {
    const reactions = reactionsOf(findings);
    const stopping = vetoes(findings).filter((veto) => findings.options.some(({ position }) => vetoShare(findings, veto, position) > 0));
    return [
      ...(reactions.length > 0
        ? [list(reactions.map((reaction, place) => reactionWords(findings, reaction, isFirst(reactions, place))))]
        : []),
      ...(reactions[0] ? shortFigure(findings, reactions[0].chance) : []),
      ...(stopping.length > 0 ? stopBlocks(findings, stopping) : []),
    ];
  },
};

/** The reaction under the baseline and under the options that differ from it; the section on actors has them all. */
function shortFigure(findings: Findings, chance: ChanceDeclaration): readonly Block[] {
  const at = findings.baseline?.position ?? 0;
  return chanceFigure(findings, chance, `brief.actors.${chance.id}`).map((figure) => {
    if (figure.plot.kind !== "states") return figure;
    const { rows } = figure.plot;
    const keeps = rows.map(
      ({ shares }, place) => place === at || shares.some((share, state) => Math.abs(share - (rows[at]?.shares[state] ?? 0)) >= least),
    );
    const kept = <T>(list: readonly T[]) => list.filter((_, place) => keeps[place]);
    const note = keeps.includes(false) ? `Options not shown differ from “${findings.baseline?.label ?? ""}” by less than five points.` : "";
    return { ...figure, note, plot: { ...figure.plot, rows: kept(rows) }, table: { ...figure.table, rows: kept(figure.table.rows) } };
  });
}

function vetoes({ assessment }: Findings) {
  return assessment.actors.flatMap((actor) => actor.vetoes);
}

function stopBlocks(findings: Findings, stopping: ReturnType<typeof vetoes>): readonly Block[] {
  return [
    paragraph("What follows is no part of the comparison: an option that can be stopped is compared as if it were carried out."),
    vetoTable(findings, stopping),
  ];
}

/** The largest differences first, one for each reaction. */
function reactionsOf(findings: Findings): readonly Reaction[] {
  const { assessment, baseline } = findings;
  if (baseline === undefined) return [];
  return assessment.actors
    .flatMap((actor) =>
      actor.reactions.flatMap(({ text: id }): readonly Reaction[] => {
        const chance = assessment.chances.find((each) => each.id === id);
        const output = findings.output(id);
        if (!chance || output?.dimensions.join() !== "option") return [];
        const sharesOf = (option: OptionFinding) => stateShares(output, option.position, chance.states.length) ?? [];
        const usual = sharesOf(baseline);
        const all = findings.options.flatMap((option) =>
          sharesOf(option).map((share, state) => ({ actor, chance, state, option, share, usual: usual[state] ?? 0 })),
        );
        const [first] = all;
        if (!first) return [];
        const most = all.reduce((best, each) => (difference(each) > difference(best) ? each : best), first);
        return difference(most) >= least ? [most] : [];
      }),
    )
    .sort((one, other) => difference(other) - difference(one));
}

function difference({ share, usual }: Pick<Reaction, "share" | "usual">): number {
  return share - usual;
}

/** Whether an actor is named for the first time. */
function isFirst(reactions: readonly Reaction[], place: number): boolean {
  return reactions.findIndex(({ actor }) => actor === reactions[place]?.actor) === place;
}

function reactionWords(
  findings: Findings,
  { actor, chance, state, option, share, usual }: Reaction,
  withInterest: boolean,
): readonly Inline[] {
  const name = chance.states[state]?.text.replaceAll("_", " ") ?? "";
  const [interest] = actor.interests;
  return [
    strong(`${capitalise(actor.label)}.`),
    text(` ${capitalise(chance.label)} is “${name}” with probability `),
    value(findings, chance.id, formatProbability(share)),
    text(` under “${option.label}”, against `),
    value(findings, chance.id, formatProbability(usual)),
    text(` under “${findings.baseline?.label ?? ""}”.`),
    ...(interest && withInterest ? [text(` Its first interest: ${sentence(interest.text)}`)] : []),
  ];
}
