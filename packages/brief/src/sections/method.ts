/** The section on method: how the numbers were made, how exact they are, and what it takes to make them again. */
import type { Summary, Unit } from "@outweigh/engine";
import { bandText, yardsticks } from "@outweigh/evidence";
import { suggestConfidence } from "@outweigh/language";
import { figureAnchor } from "../anchors.js";
import { columns, heading, interleave, list, paragraph } from "../blocks.js";
import type { Block, Fact } from "../document.js";
import type { Findings } from "../findings.js";
import { formatCount, formatExact, formatWithin } from "../numbers.js";
import { reasonInlines } from "../reasons.js";
import { bareUnit, withUnit } from "../unit-words.js";
import { text, value } from "../values.js";
import { capitalise, countWords, formatDate, joinWords, sentence } from "../words.js";
import { defineSection } from "./section.js";

export const method = defineSection({
  name: "method",
  title: "Method and run record",
  doc: "How the numbers were made: draws, seed, versions, hashes, standard errors, the likelihood scale, the modules used, findings of the check.",
  needs: [],
  place: "back",
  compose: (findings) => [
    paragraph(
      `The model was run ${formatCount(findings.evaluated.result.record.draws)} times by Monte Carlo simulation. Each run draws every uncertain quantity once and applies every option to the same draw. `,
      "A number in brackets after another is its 90\u00a0% interval: one draw in twenty lies below it and one in twenty above. Numbers are printed with no more digits than their interval carries. Every number leads to the lineage at the end: its definition, its reasons, and the words of the source.",
    ),
    ...timeParagraph(findings),
    ...moduleParagraph(findings),
    ...modelParagraph(findings),
    ...observationBlocks(findings),
    ...confidenceBlocks(findings),
    ...limitationBlocks(findings),
    heading(figureAnchor("record"), "Run record"),
    { kind: "facts", facts: record(findings) },
    ...standardErrors(findings),
    heading(figureAnchor("yardstick"), "Likelihood words"),
    yardstickTable(findings),
    ...checkFindings(findings),
  ],
});

function timeParagraph(findings: Findings): readonly Block[] {
  const time = findings.assessment.case.time;
  if (time === undefined) return [];
  const how = time.method === "rk4" ? "a fourth-order Runge–Kutta method" : "Euler’s method";
  return [paragraph(`Time runs from ${time.from} to ${time.to}, reported ${time.report}; stocks are stepped ${time.inner} by ${how}.`)];
}

function moduleParagraph(findings: Findings): readonly Block[] {
  const { uses } = findings.assessment;
  if (uses.length === 0) return [];
  const named = uses.map((use) => {
    const set = use.overrides.map((override) => override.name.text);
    return `${use.path} as ${use.prefix}${set.length > 0 ? ` (with its own ${joinWords(set)})` : ""}`;
  });
  return [paragraph(`The case uses ${countWords(uses.length, "module")}: ${joinWords(named)}.`)];
}

/** Which claims a language model pointed out. */
function modelParagraph(findings: Findings): readonly Block[] {
  const { claims } = findings.assessment;
  const models = [...new Set(claims.flatMap(({ suggestedBy }) => suggestedBy ?? []))].toSorted();
  if (models.length === 0) return [];
  const suggested = claims.filter(({ suggestedBy }) => suggestedBy !== undefined).length;
  return [
    paragraph(
      `A language model (${joinWords(models)}) was used to suggest ${countWords(suggested, "claim")} of ${claims.length}. It pointed out passages and wrote none: each quote was found word for word in the archived source, and an analyst accepted it.`,
    ),
  ];
}

/** What has been observed and what it leaves of the draws. */
function observationBlocks(findings: Findings): readonly Block[] {
  const { conditioning, record: run } = findings.evaluated.result;
  if (conditioning === undefined) return [];
  const { assessment, lowering } = findings.evaluated;
  const before = (name: string, { mean, sd }: { readonly mean: number; readonly sd: number }) => {
    const unit = lowering.measured.get(name)?.unit;
    return `${formatExact(mean, unit, 3)} ±\u00a0${formatExact(sd, unit, 2)}`;
  };
  const rows = conditioning.observations.map(({ name, effectiveDraws, prior }) => {
    const declaration = assessment.observations.find(({ id }) => id === name);
    const measured = lowering.measured.get(name);
    const reasons = (declaration?.because ?? []).map((reason) => reasonInlines(findings, reason));
    return {
      cells: [
        [text(capitalise(declaration?.label ?? name))],
        [text(measured ? formatExact(measured.value, measured.unit, 3) : "holds")],
        [text(prior ? before(name, prior) : "–")],
        [text(formatCount(Math.floor(effectiveDraws)))],
        reasons.length > 0 ? interleave(reasons, "; ") : [text("no reason stated: assumed")],
      ],
    };
  });
  return [
    paragraph(
      `The model has been conditioned on ${countWords(conditioning.observations.length, "observation")}: each draw counts by how well it agrees with what was observed. That leaves the equivalent of ${formatCount(Math.floor(conditioning.effectiveDraws))} of ${formatCount(run.draws)} draws. Everything else in this brief is what the model says given the observations.`,
    ),
    {
      kind: "table",
      caption: "What has been observed, and what the model expected before",
      columns: columns("Observation", "Observed", "Expected before (mean ± sd)", ">Draws left by it alone", "Reason"),
      rows,
    },
  ];
}

/** The confidence that was stated beside what the state of the evidence suggests. */
function confidenceBlocks({ assessment }: Findings): readonly Block[] {
  const { confidence, despite } = assessment.case;
  if (confidence === undefined) return [];
  const { level, factors } = suggestConfidence(assessment);
  return [
    heading(figureAnchor("confidence"), "Confidence"),
    paragraph(
      `The analyst states ${confidence.level} confidence. The state of the evidence suggests ${level}: the lowest of four factors. The suggestion is a check and is not put in the place of the judgement.${despite === undefined ? "" : ` High all the same: ${sentence(despite)}`}`,
    ),
    {
      kind: "table",
      caption: "What confidence rests on",
      columns: columns("Factor", "Allows", "Because"),
      rows: factors.map((factor) => ({
        cells: [[text(capitalise(factor.name))], [text(factor.level)], [text(capitalise(sentence(factor.because)))]],
      })),
    },
  ];
}

/** What the analysis cannot tell, by the analyst's own account. */
export function limitationBlocks({ assessment }: Findings): readonly Block[] {
  const { limitations } = assessment.case;
  return limitations.length === 0
    ? []
    : [heading(figureAnchor("limitations"), "Limitations"), list(limitations.map((words) => [text(capitalise(sentence(words)))]))];
}

/** What it takes to make the run again. */
export function record(findings: Findings): readonly Fact[] {
  const { record: run, conditioning } = findings.evaluated.result;
  const entry = (term: string, words: string, isCode = false): Fact => ({
    term,
    content: [isCode ? { kind: "code", text: words } : text(words)],
  });
  return [
    entry("Seed", String(run.seed)),
    entry("Draws", formatCount(run.draws)),
    ...(conditioning === undefined ? [] : [entry("Effective draws", formatCount(Math.floor(conditioning.effectiveDraws)))]),
    entry("Engine version", run.engineVersion),
    ...(run.without === undefined ? [] : [entry("Without", run.without.join("; "))]),
    entry("Hash of the inputs", run.inputsHash, true),
    entry("Hash of the result", run.resultHash, true),
    ...(findings.assessment.case.prices === undefined ? [] : [entry("Prices of", String(findings.assessment.case.prices))]),
    ...(findings.assessment.case.asOf === undefined ? [] : [entry("What was known on", formatDate(findings.assessment.case.asOf))]),
  ];
}

function standardErrors(findings: Findings): readonly Block[] {
  if (findings.objectives.length === 0) return [];
  return [
    {
      kind: "table",
      caption: "Means of the objectives and their Monte Carlo standard errors",
      columns: columns(
        "Option",
        ...findings.objectives.map(({ declaration, unit }) => `>${withUnit(capitalise(declaration.label), unit)}`),
      ),
      rows: findings.options.map((option) => ({
        faded: option.standing === "barred",
        cells: [
          [text(option.label)],
          ...findings.objectives.map(({ declaration, unit, rows }) => {
            const summary = rows[option.position]?.summary;
            if (summary === undefined) return [text("–")];
            return [value(findings, declaration.id, meanWithError(summary, bareUnit(unit)))];
          }),
        ],
      })),
      note: [
        text(
          "The error is that of the simulation alone: it shrinks with the square root of the number of draws and says nothing about the model.",
        ),
      ],
    },
  ];
}

function meanWithError(summary: Summary, unit: Unit | undefined): string {
  if (!(summary.meanError > 0)) return formatExact(summary.mean, unit);
  return `${formatWithin(summary.mean, summary.meanError * 10, unit)} ±\u00a0${formatExact(summary.meanError, unit, 2)}`;
}

function yardstickTable(findings: Findings): Block {
  const yardstick = yardsticks[findings.assessment.case.yardstick];
  return {
    kind: "table",
    caption: `Likelihood words of this brief: ${yardstick.title}`,
    columns: columns("Word", ">Probability"),
    rows: yardstick.terms.map((term) => ({
      cells: [
        [
          text(
            term.rows
              .map((words) => words[0])
              .filter((word) => word !== undefined)
              .join(" or "),
          ),
        ],
        [text(bandText(term))],
      ],
    })),
    note: [
      text("Confidence in a judgement is a different thing from the likelihood of an event, and the two are stated in separate sentences."),
    ],
  };
}

function checkFindings(findings: Findings): readonly Block[] {
  const { diagnostics } = findings.evaluated;
  const count = (severity: string) => diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  const [errors, warnings, notes] = [count("error"), count("warning"), count("note")];
  const total = `The check reported ${joinWords([countWords(errors, "error"), countWords(warnings, "warning"), countWords(notes, "note")])}.`;
  const serious = diagnostics.filter((diagnostic) => diagnostic.severity === "error").slice(0, 20);
  const own = findings.assessment.checks.flatMap((check) => {
    const output = findings.output(`check:${check.id}`);
    return output
      ? [[text(`${capitalise(check.label)}: ${output.summaries.every((summary) => summary.min >= 1) ? "holds" : "does not hold"}`)]]
      : [];
  });
  return [
    heading(figureAnchor("check"), "What the check found"),
    paragraph(total),
    ...(own.length > 0 ? [paragraph("The analyst’s own conditions on the results:"), list(own)] : []),
    ...(serious.length > 0 ? [list(serious.map((diagnostic) => [text(`${diagnostic.message} (${diagnostic.code})`)]))] : []),
  ];
}
