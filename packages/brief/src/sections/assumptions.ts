/** The section on what the answer rests on without evidence: quantities and chances with no reason, and judgements, ordered by how much they move the answer. */
import type { Declared } from "@outweigh/language";
import { figureAnchor } from "../anchors.js";
import { columns, heading, interleave, paragraph } from "../blocks.js";
import { cellsOf } from "../cells.js";
import type { Block, Inline } from "../document.js";
import type { Findings } from "../findings.js";
import { type LeverageTarget, leverage, leverageTarget } from "../leverage.js";
import { reasonInlines } from "../reasons.js";
import { text, value } from "../values.js";
import { capitalise, countWords, joinWords } from "../words.js";
import { defineSection } from "./section.js";

/** Most entries of a table; the others are named below it. */
const shown = 15;

export const assumptions = defineSection({
  name: "assumptions",
  title: "Key assumptions",
  doc: "What the model rests on with no reason, and those that only a judgement supports, ordered by leverage on the leading difference.",
  needs: ["quantities", "chances", "assumptions"],
  place: "back",
  compose: (findings) => {
    const target = leverageTarget(findings);
    const assumed = order(findings, assumedBy(findings), target);
    const judged = order(
      findings,
      [...findings.assessment.quantities, ...findings.assessment.chances, ...findings.assessment.stocks].filter(restsOnJudgement),
      target,
    );
    return [
      ...keyAssumptions(findings),
      assumed.length === 0
        ? paragraph("Every quantity, chance and contested element states a reason.")
        : paragraph(
            `${capitalise(countWords(assumed.length, "entry of the model states", "entries of the model state"))} no reason: what ${assumed.length === 1 ? "it says" : "they say"} is assumed. ${howMeasured(target)}`,
          ),
      ...(assumed.length > 0 ? tableAndRest(findings, "Assumptions, by leverage", assumed) : []),
      ...(judged.length > 0
        ? [
            heading(figureAnchor("judgements"), "Judgements"),
            paragraph(
              `${capitalise(countWords(judged.length, "entry of the model rests", "entries of the model rest"))} on the analyst’s judgement alone. ${assumed.length === 0 ? howMeasured(target) : ""}`,
            ),
            ...tableAndRest(findings, "Judgements, by leverage", judged),
          ]
        : []),
    ];
  },
});

/** The premises that were put to a key assumptions check. */
function keyAssumptions(findings: Findings): readonly Block[] {
  const { assumptions: checked } = findings.assessment;
  if (checked.length === 0) return [];
  const words = { solid: "solid", caveats: "with caveats", unsupported: "unsupported" };
  const tone = { solid: "clear", caveats: "note", unsupported: "contested" } as const;
  return [
    {
      kind: "table",
      caption: "Key assumptions check",
      columns: columns("Assumption", "Rating", "Why confident", "Untrue when", "Behind"),
      rows: checked.map((each) => ({
        cells: [
          [text(capitalise(each.label))],
          [{ kind: "mark", tone: tone[each.rating], text: words[each.rating] }],
          [text(each.confident ?? "–")],
          [text(each.untrueWhen ?? "–")],
          [text(each.behind.length > 0 ? joinWords(each.behind.map(({ text: id }) => findings.label(id))) : "–")],
        ],
      })),
    },
  ];
}

/** What the check found to rest on no reason: quantities, chances, stocks, forecasts, and contested elements of rules. */
function assumedBy(findings: Findings): readonly Declared[] {
  const names = findings.evaluated.diagnostics.filter(({ code }) => code === "no-reason").map(({ parameters }) => String(parameters.name));
  const elements = findings.assessment.rules.flatMap((rule) =>
    rule.elements.map(
      (element): Declared => ({ ...element, id: `${rule.id}.${element.id}`, label: `${element.label}, in ${rule.label}`, note: undefined }),
    ),
  );
  return [...new Set(names)].flatMap((name) => findings.declared(name) ?? elements.find(({ id }) => id === name) ?? []);
}

interface Ordered {
  readonly declaration: Declared;
  readonly leverage: number | undefined;
}

function restsOnJudgement(declaration: Declared): boolean {
  return declaration.because.length > 0 && declaration.because.every((reason) => reason.kind === "judgement");
}

function order(findings: Findings, declarations: readonly Declared[], target: LeverageTarget | undefined): readonly Ordered[] {
  return declarations
    .map((declaration) => ({ declaration, leverage: target && leverage(findings, declaration.id, target) }))
    .sort((one, other) => (other.leverage ?? -1) - (one.leverage ?? -1));
}

function howMeasured(target: LeverageTarget | undefined): string {
  if (target === undefined) return "Leverage could not be measured, because no objective is compared.";
  const { leader, other, objective } = target;
  const subject =
    other === undefined
      ? `“${objective.declaration.label}” under “${leader.label}”`
      : `the difference in “${objective.declaration.label}” between “${leader.label}” and “${other.label}”`;
  return `Leverage is the absolute rank correlation (Spearman) between the draws of the quantity and ${subject}: 0 means that it does not move the answer, 1 that it alone decides it. A quantity with several cells is given its strongest; one that does not vary, or whose draws were not kept, is not measured.`;
}

/** The first of the list as a table, and a sentence that names the others. */
function tableAndRest(findings: Findings, caption: string, rows: readonly Ordered[]): readonly Block[] {
  const rest = rows.slice(shown);
  const highest = rest[0]?.leverage;
  const size = highest === undefined ? "not measured" : `with a leverage of ${highest.toFixed(2)} or less, or not measured`;
  const names = rest.map(({ declaration }) => reasonInlines(findings, { kind: "reference", id: declaration.id, span: declaration.span }));
  return [
    table(findings, caption, rows.slice(0, shown)),
    ...(rest.length > 0
      ? [paragraph(`${capitalise(countWords(rest.length, "more", "more"))}, ${size}: `, ...interleave(names, "; "), ".")]
      : []),
  ];
}

function table(findings: Findings, caption: string, rows: readonly Ordered[]): Block {
  return {
    kind: "table",
    caption,
    columns: columns("What is assumed", "Value", ">Leverage"),
    rows: rows.map(({ declaration, leverage: size }) => ({
      cells: [name(declaration), shortValue(findings, declaration.id), [text(size === undefined ? "not measured" : size.toFixed(2))]],
    })),
  };
}

function name(declaration: Declared): readonly Inline[] {
  const judgements = declaration.because.flatMap((reason) => (reason.kind === "judgement" ? [`“${reason.text}”`] : []));
  return [
    text(capitalise(declaration.label)),
    ...(judgements.length > 0 ? [text(": "), { kind: "emphasis" as const, content: [text(judgements.join(" "))] }] : []),
  ];
}

/** The value where it is one number, otherwise how many numbers it is. */
function shortValue(findings: Findings, id: string): readonly Inline[] {
  const output = findings.output(id);
  if (output === undefined) return forecastOrNothing(findings, id);
  const cells = cellsOf(findings, output);
  const distinct = [...new Set(cells.map((cell) => cell.text))];
  if (distinct.length === 1) return [value(findings, id, distinct[0] ?? "")];
  const axes = output.dimensions.map((dimension) => dimension.replaceAll("_", " ")).join(" and ");
  return [value(findings, id, `${cells.length} values over ${axes}`)];
}

/** A forecast leads to its own entry; a contested element has no number of its own. */
function forecastOrNothing(findings: Findings, id: string): readonly Inline[] {
  const forecast = findings.output(`forecast:${id}`);
  return forecast ? [value(findings, forecast.name, cellsOf(findings, forecast)[0]?.text ?? "")] : [text("contested element of a rule")];
}
