/** The section on the law: what each rule forbids, the element on which it turns, and what that makes of each option. */
import type { ElementDeclaration, Expression, RuleDeclaration } from "@outweigh/language";
import { lineageAnchor, ruleAnchor } from "../anchors.js";
import { columns, heading, interleave, paragraph, strong } from "../blocks.js";
import type { Block, Inline } from "../document.js";
import type { Findings, OptionFinding } from "../findings.js";
import { formatProbability, formatProbabilityRange } from "../numbers.js";
import { reasonInlines } from "../reasons.js";
import { standingOf } from "../standing.js";
import { text } from "../values.js";
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
    overview(findings),
    ...findings.assessment.rules.flatMap((rule) => oneRule(findings, rule)),
  ],
});

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
  const name = (identifier: string) => `“${rule.elements.find(({ id }) => id === identifier)?.label ?? findings.label(identifier)}”`;
  const forbidden = rule.forbids.map(({ text: id }) => `“${findings.label(id)}”`);
  const reasons = rule.because.map((reason) => reasonInlines(findings, reason));
  return [
    heading(ruleAnchor(rule.id), rule.label),
    paragraph(
      `Forbids ${joinWords(forbidden)}${forbidden.length > 0 ? ", alone or in a package" : ""}`,
      rule.when === undefined ? ". " : `, if ${logicWords(rule.when, name)}. `,
      rule.unless === undefined ? "No exception is stated. " : `Exception: ${logicWords(rule.unless, name)}. `,
      ...turningPoint(findings, rule),
      rule.consequence === undefined ? "" : ` If breached: ${sentence(rule.consequence)}`,
    ),
    ...(reasons.length > 0 ? [paragraph("Basis: ", ...interleave(reasons, "; "))] : []),
    ...(rule.note === undefined ? [] : [paragraph(sentence(rule.note))]),
    ...(rule.elements.length > 0 ? [elementTable(findings, rule)] : []),
  ];
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
      cells: [[text(capitalise(element.label))], elementStatus(findings, element), elementReasons(findings, element)],
    })),
  };
}

function elementStatus(findings: Findings, element: ElementDeclaration): readonly Inline[] {
  if (element.status !== "contested") return [text(element.status === "met" ? "met" : "not met")];
  return [{ kind: "mark", tone: "contested", text: "contested" }, text(probabilityWords(findings, element.probability))];
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
