/** The section on actors: what each wants, how it reacts under each option, what it can stop and what it decides. */
import { type ActorDeclaration, lapseWords, type VetoDeclaration } from "@outweigh/language";
import { figureAnchor } from "../anchors.js";
import { columns, heading, interleave, list, paragraph, strong } from "../blocks.js";
import { chanceFigure, chanceTable } from "../chances.js";
import type { Block, Inline, TableBlock } from "../document.js";
import type { Findings } from "../findings.js";
import { formatProbability } from "../numbers.js";
import { reasonInlines } from "../reasons.js";
import { text, value } from "../values.js";
import { capitalise, joinWords, logicWords, sentence } from "../words.js";
import { defineSection } from "./section.js";

export const actors = defineSection({
  name: "actors",
  title: "Who acts, and how",
  doc: "Each actor with its interests and the reasons to think so, how it reacts under each option, the points at which it can stop one, and what it decides.",
  needs: ["actors"],
  place: "back",
  compose: (findings) => {
    const all = findings.assessment.actors;
    const vetoes = all.flatMap(({ vetoes: own }) => own);
    return [
      paragraph(
        "Reactions are chances of the model: their probabilities, and whatever follows from them, are in every result. What an actor can stop is shown here and beside the law; like the law it is never averaged into a result.",
      ),
      ...(vetoes.length > 0 ? vetoBlocks(findings, vetoes) : []),
      ...all.flatMap((actor) => oneActor(findings, actor)),
    ];
  },
});

function oneActor(findings: Findings, actor: ActorDeclaration): readonly Block[] {
  const chances = actor.reactions.flatMap(({ text: id }) => findings.assessment.chances.find((chance) => chance.id === id) ?? []);
  const alone = chances.filter(({ id }) => findings.output(id)?.summaries.length === 1);
  const decides = actor.decides.map(({ text: name }) => `“${decidedLabel(findings, name)}”`);
  const reasons = actor.because.map((reason) => reasonInlines(findings, reason));
  return [
    heading(figureAnchor(`actor.${actor.id}`), capitalise(actor.label)),
    ...(actor.actorKind === undefined && decides.length === 0
      ? []
      : [
          paragraph(
            ...(actor.actorKind === undefined ? [] : [`${sentence(capitalise(actor.actorKind))} `]),
            decides.length > 0 ? `Decides on ${joinWords(decides)}.` : "",
          ),
        ]),
    ...(actor.interests.length > 0
      ? [
          list(
            actor.interests.map(({ text: words, because }) => [
              strong(capitalise(words)),
              ...(because.length > 0
                ? [
                    text(" – "),
                    ...interleave(
                      because.map((reason) => reasonInlines(findings, reason)),
                      "; ",
                    ),
                  ]
                : [text(" – no reason given")]),
            ]),
          ),
        ]
      : []),
    ...(reasons.length > 0 ? [paragraph("Basis: ", ...interleave(reasons, "; "))] : []),
    ...(actor.note === undefined ? [] : [paragraph(sentence(actor.note))]),
    ...(alone.length > 0 ? [chanceTable(findings, alone)] : []),
    ...chances.flatMap((chance) => chanceFigure(findings, chance)),
  ];
}

/** A rule by its label, an element by its own. */
export function decidedLabel(findings: Findings, name: string, otherwise = name): string {
  const rule = findings.assessment.rules.find(({ id }) => name === id || name.startsWith(`${id}.`));
  return rule?.elements.find(({ id }) => name === `${rule.id}.${id}`)?.label ?? rule?.label ?? otherwise;
}

function vetoBlocks(findings: Findings, vetoes: readonly VetoDeclaration[]): readonly Block[] {
  return [
    heading(figureAnchor("vetoes"), "What can be stopped, and by whom"),
    vetoTable(findings, vetoes),
    list(
      vetoes.map((veto) => {
        const reasons = veto.because.map((reason) => reasonInlines(findings, reason));
        return [
          strong(`${capitalise(findings.label(`veto:${veto.id}`))}.`),
          text(` ${veto.lapse ? `Holds up for ${lapseWords(veto.lapse)}.` : "Stops for good."} ${useWords(findings, veto)}`),
          ...(reasons.length > 0 ? [text(" "), ...interleave(reasons, "; ")] : []),
        ];
      }),
    ),
  ];
}

/** The probability that each veto is used against each option that one of them touches. */
export function vetoTable(findings: Findings, vetoes: readonly VetoDeclaration[]): TableBlock {
  const touched = findings.options.filter((option) => vetoes.some((veto) => vetoShare(findings, veto, option.position) > 0));
  return {
    kind: "table",
    caption: "Probability that an option is stopped or held up (– where it is not)",
    columns: columns("Option", ...vetoes.map((veto) => capitalise(findings.label(`veto:${veto.id}`)))),
    rows: touched.map((option) => ({
      faded: option.standing === "barred",
      cells: [
        [text(option.label)],
        ...vetoes.map((veto): readonly Inline[] => {
          const share = vetoShare(findings, veto, option.position);
          if (share === 0) return [text("–")];
          return [
            value(findings, `veto:${veto.id}`, formatProbability(share)),
            ...(veto.lapse ? [text(` for ${lapseWords(veto.lapse)}`)] : []),
          ];
        }),
      ],
    })),
  };
}

/** The share of the draws in which a veto stops an option. */
export function vetoShare(findings: Findings, { id }: VetoDeclaration, option: number): number {
  const output = findings.output(`veto:${id}`);
  return output?.summaries[output.dimensions.includes("option") ? option : 0]?.mean ?? 0;
}

function useWords(findings: Findings, { use }: VetoDeclaration): string {
  const { assessment } = findings;
  if (use.kind === "used" || use.kind === "unused") return `It is ${use.kind === "used" ? "used" : "not used"}.`;
  const { file, from, to } = (use.kind === "contested" ? use.probability : use.condition).span;
  const written = assessment.files[file]?.slice(from, to).replace(/\s+/g, " ") ?? "";
  if (use.kind === "contested") return `Whether it is used is contested: probability ${written}.`;
  const said = logicWords(use.condition, (name) => `“${decidedLabel(findings, name, findings.label(name))}”`);
  return `It is used ${use.kind} ${said.includes("…") ? written : said}.`;
}
