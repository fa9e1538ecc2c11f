/** The section on the law: what each rule forbids, the element on which it turns, and what that makes of each option. */
import type { ElementDeclaration, Expression, RuleDeclaration } from "@outweigh/language";
import { figureAnchor, lineageAnchor, ruleAnchor } from "../anchors.js";
import { columns, heading, interleave, paragraph, strong } from "../blocks.js";
import type { Block, Inline } from "../document.js";
import { sharedTimelines, timelineBlocks } from "../duties.js";
import type { Findings, OptionFinding } from "../findings.js";
import { formatProbability, formatProbabilityRange } from "../numbers.js";
import { partyWords } from "../parties.js";
import { reasonInlines } from "../reasons.js";
import { standingOf } from "../standing.js";
import { text, value } from "../values.js";
import { capitalise, joinWords, logicWords, sentence } from "../words.js";
import { defineSection } from "./section.js";

export const law = defineSection({
  name: "law",
  title: "What the law allows",
  doc: "Each rule with what it forbids, its exception, the element on which it turns, and the options that it bars or leaves contested.",
  needs: ["rules"],
  place: "back",
  compose: (findings) => [
    paragraph(
      "The law is a gate. An option that breaches a rule in every draw is barred and is not ranked, whatever it would achieve; one that breaches a rule in some draws is contested and carries the probability of breach beside its name. Neither is averaged into a result.",
    ),
    ...(forbidding(findings).length > 0 ? [overview(findings, findings.options, forbidding(findings))] : []),
    ...challengeBlocks(findings),
    ...findings.assessment.rules.flatMap((rule) => oneRule(findings, rule)),
    ...timelines(findings),
  ],
});

/** Rules that forbid something; others only bring duties. */
function forbidding({ assessment }: Findings): readonly RuleDeclaration[] {
  return assessment.rules.filter(({ forbids }) => forbids.length > 0);
}

function timelines(findings: Findings): readonly Block[] {
  const shared = sharedTimelines(findings);
  if (shared.length === 0) return [];
  return [
    heading(figureAnchor("duties"), "What has to be done, and by when"),
    paragraph(
      "Duties that the rules bring if an option is chosen. A duty that is missed is a breach of its own and is not in the probabilities above. Days are those of the calendar unless a deadline says otherwise, and public holidays are not known. This is no legal advice.",
    ),
    ...shared.flatMap((timeline) => timelineBlocks(findings, timeline)),
  ];
}

/** Rules that say how probable a challenge is. */
function challengeable(findings: Findings): readonly RuleDeclaration[] {
  return findings.assessment.rules.filter(({ id }) => findings.output(`challenge:${id}`));
}

function shareOf(findings: Findings, name: string, option: OptionFinding): number {
  const output = findings.output(name);
  return output?.summaries[output.dimensions.includes("option") ? option.position : 0]?.mean ?? 0;
}

/** A sentence for each rule with a challenge: how probable it is that each option is challenged and found unlawful. */
export function challengeSentences(findings: Findings): readonly (readonly Inline[])[] {
  return challengeable(findings).flatMap(({ id, label }) => {
    const touched = findings.options.filter((option) => shareOf(findings, `unlawful:${id}`, option) > 0);
    if (touched.length === 0) return [];
    const each = touched.map((option): readonly Inline[] => [
      text(`“${option.label}” `),
      value(findings, `unlawful:${id}`, formatProbability(shareOf(findings, `unlawful:${id}`, option))),
    ]);
    return [[text(`Probability of being challenged and found unlawful under “${label}”: `), ...interleave(each, "; "), text(".")]];
  });
}

/** How probable it is that each option is challenged, and challenged and found unlawful, under the rules that say so. */
function challengeBlocks(findings: Findings): readonly Block[] {
  const rules = challengeable(findings);
  const share = (name: string, option: OptionFinding) => shareOf(findings, name, option);
  const touched = findings.options.filter((option) => rules.some(({ id }) => share(`challenge:${id}`, option) > 0));
  if (touched.length === 0) return [];
  return [
    {
      kind: "table",
      caption: "Probability of being challenged, and of being challenged and found unlawful",
      columns: columns("Option", ...rules.map(({ label }) => label)),
      rows: touched.map((option) => ({
        faded: option.standing === "barred",
        cells: [
          [text(option.label)],
          ...rules.map(({ id }): readonly Inline[] => {
            const challenged = share(`challenge:${id}`, option);
            if (challenged === 0) return [text("–")];
            return [
              text("challenged "),
              value(findings, `challenge:${id}`, formatProbability(challenged)),
              text("; found unlawful "),
              value(findings, `unlawful:${id}`, formatProbability(share(`unlawful:${id}`, option))),
            ];
          }),
        ],
      })),
      note: [text("An act that nobody challenges can be unlawful all the same: the probability of a breach above is the one that gates.")],
    },
  ];
}

/** Options against rules: the probability of breach in each cell. */
export function overview(findings: Findings, options = findings.options, rules = findings.assessment.rules): Block {
  return {
    kind: "table",
    caption: "Options and rules: probability of breach (– where there is none)",
    columns: columns("Option", ...rules.map((rule) => rule.label)),
    rows: options.map((option) => ({
      faded: option.standing === "barred",
      cells: [[text(option.label)], ...rules.map((rule) => breachCell(option, rule))],
    })),
  };
}

function breachCell(option: OptionFinding, rule: RuleDeclaration): readonly Inline[] {
  const probability = option.rules.find((touched) => touched.rule.id === rule.id)?.probability ?? 0;
  const standing = standingOf(probability);
  if (standing === "clear") return [text("–")];
  return [
    { kind: "mark", tone: standing, text: standing },
    text(" "),
    { kind: "value", text: formatProbability(probability), anchor: lineageAnchor(`rule:${rule.id}`) },
  ];
}

function oneRule(findings: Findings, rule: RuleDeclaration): readonly Block[] {
  const reasons = rule.because.map((reason) => reasonInlines(findings, reason));
  return [
    heading(ruleAnchor(rule.id), rule.label),
    ...(rule.regime || rule.citation || rule.ruleKind
      ? [
          paragraph(
            [rule.ruleKind && capitalise(rule.ruleKind), rule.regime, rule.citation]
              .filter((part) => part !== undefined)
              .map(sentence)
              .join(" "),
          ),
        ]
      : []),
    ...(rule.forbids.length === 0
      ? [
          paragraph(
            `Forbids nothing by itself; its duties bind ${joinWords(rule.appliesTo.map(({ text: id }) => `“${findings.label(id)}”`))}.`,
          ),
        ]
      : [prohibition(findings, rule)]),
    ...deciders(findings, rule),
    ...positions(findings, rule),
    ...(reasons.length > 0 ? [paragraph("Basis: ", ...interleave(reasons, "; "))] : []),
    ...(rule.note === undefined ? [] : [paragraph(sentence(rule.note))]),
    ...(rule.elements.length > 0 ? [elementTable(findings, rule)] : []),
  ];
}

function prohibition(findings: Findings, rule: RuleDeclaration): Block {
  const name = (identifier: string) => `“${rule.elements.find(({ id }) => id === identifier)?.label ?? findings.label(identifier)}”`;
  const forbidden = rule.forbids.map(({ text: id }) => `“${findings.label(id)}”`);
  return paragraph(
    `Forbids ${joinWords(forbidden)}${forbidden.length > 0 ? ", alone or in a package" : ""}`,
    rule.when === undefined ? ". " : `, if ${logicWords(rule.when, name)}. `,
    rule.unless === undefined ? "No exception is stated. " : `Exception: ${logicWords(rule.unless, name)}. `,
    ...turningPoint(findings, rule),
    rule.consequence === undefined ? "" : ` If breached: ${sentence(rule.consequence)}`,
  );
}

/** Who decides whether the rule is breached, and who may ask. */
function deciders(findings: Findings, rule: RuleDeclaration): readonly Block[] {
  const deciding = findings.assessment.actors.filter(({ decides }) => decides.some(({ text: id }) => id === rule.id));
  const named = rule.decidedBy.flatMap((party) => (party.kind === "actor" ? [party.id] : []));
  const others = deciding.filter(({ id }) => !named.includes(id)).map(({ label }) => label);
  const who = joinWords([partyWords(findings, rule.decidedBy), ...others].filter((words) => words !== ""));
  const standing = partyWords(findings, rule.standing);
  const words = [who && sentence(`Who decides: ${who}`), standing && sentence(`Who may bring it: ${standing}`)].filter(
    (part) => part !== "",
  );
  return words.length > 0 ? [paragraph(words.join(" "))] : [];
}

/** Views that are held, side by side: nothing is said about which is right. */
function positions(findings: Findings, rule: RuleDeclaration): readonly Block[] {
  const columnsOf = rule.positions.map(({ text: words, heldBy, because }): readonly Block[] => {
    const reasons = because.map((reason) => reasonInlines(findings, reason));
    return [
      paragraph(strong(capitalise(partyWords(findings, heldBy)))),
      paragraph(sentence(words), ...(reasons.length > 0 ? [text(" "), ...interleave(reasons, "; ")] : [])),
    ];
  });
  if (columnsOf.length === 1) return columnsOf[0]!;
  return columnsOf.length > 1 ? [{ kind: "side-by-side", label: `Positions on ${rule.label}`, columns: columnsOf }] : [];
}

/** What decides a rule: the contested elements where there are any, otherwise those that are not met. */
export function turningPoint(findings: Findings, rule: RuleDeclaration): readonly Inline[] {
  const touched = findings.options.filter((option) => option.rules.some((each) => each.rule.id === rule.id));
  const labels = (status: ElementDeclaration["status"]) =>
    rule.elements.filter((element) => element.status === status).map(({ label }) => `“${label}”`);
  const [contested, unmet] = [labels("contested"), labels("unmet")];
  if (touched.length === 0) return [text("As the elements stand, no option breaches it.")];
  if (contested.length > 0 && touched.some((option) => option.rules.some((each) => each.rule.id === rule.id && each.probability < 1))) {
    return [strong(`It turns on ${joinWords(contested)}, which ${contested.length === 1 ? "is" : "are"} contested.`)];
  }
  if (unmet.length > 0) return [strong(`It turns on ${joinWords(unmet)}: not met.`)];
  return [strong("It applies as it stands.")];
}

function elementTable(findings: Findings, rule: RuleDeclaration): Block {
  return {
    kind: "table",
    caption: `Elements of ${rule.label}`,
    columns: columns("Element", "Status", "Reasons"),
    rows: rule.elements.map((element) => ({
      cells: [
        [text(capitalise(element.label))],
        [...elementStatus(findings, element), ...decidedBy(findings, rule, element)],
        elementReasons(findings, element),
      ],
    })),
  };
}

function elementStatus(findings: Findings, element: ElementDeclaration): readonly Inline[] {
  if (element.status !== "contested") return [text(element.status === "met" ? "met" : "not met")];
  return [{ kind: "mark", tone: "contested", text: "contested" }, text(probabilityWords(findings, element.probability))];
}

function decidedBy({ assessment }: Findings, rule: RuleDeclaration, element: ElementDeclaration): readonly Inline[] {
  const deciding = assessment.actors.filter(({ decides }) => decides.some(({ text: name }) => name === `${rule.id}.${element.id}`));
  return deciding.length === 0 ? [] : [text(`; decided by ${joinWords(deciding.map(({ label }) => label))}`)];
}

/** ` met with probability 15 to 40 %`; anything but a number or an interval of numbers as it is written. */
function probabilityWords(findings: Findings, probability: Expression | undefined): string {
  if (probability === undefined) return "";
  if (probability.kind === "number") return ` met with probability ${formatProbability(probability.value)}`;
  if (probability.kind === "interval" && probability.low.kind === "number" && probability.high.kind === "number") {
    return ` met with probability ${formatProbabilityRange(probability.low.value, probability.high.value)}`;
  }
  const { file, from, to } = probability.span;
  const written = findings.assessment.files[file]?.slice(from, to).replace(/\s+/g, " ");
  return written ? ` met with probability ${written}` : "";
}

function elementReasons(findings: Findings, element: ElementDeclaration): readonly Inline[] {
  const reasons = element.because.map((reason) => reasonInlines(findings, reason));
  return reasons.length > 0 ? interleave(reasons, "; ") : [text("none given")];
}
