/** Checks on competing hypotheses, key assumptions and premortems: rows that are missing or lead nowhere, sums, items that tell nothing, links. */
import type { Assessment, EvidenceDeclaration } from "../assessment.js";
import { competingHypotheses, tellsNothing } from "../competing.js";
import { againstHighConfidence } from "../confidence.js";
import type { Diagnostic } from "../diagnostic.js";
import { duplicateRow, missingRow } from "../diagnostics/model.js";
import { unknownName, unknownOption } from "../diagnostics/names.js";
import { confidenceTooHigh, evidenceTellsNothing, hypothesesProblem } from "../diagnostics/techniques.js";
import { nearNames } from "../near.js";

type Report = (diagnostic: Diagnostic) => void;

/** Checks the blocks of structured techniques. */
export function checkTechniques(assessment: Assessment, report: Report): void {
  const { hypotheses, evidence, chances } = assessment;
  const sets = competingHypotheses(assessment);
  const setOf = new Map(sets.flatMap((set) => set.hypotheses.map(({ id }) => [id, set] as const)));
  for (const { about, hypotheses: members, posteriors } of sets) {
    const first = members[0]!;
    const stated = members.reduce((sum, { prior }) => sum + (prior ?? 0), 0);
    const isFull = members.every(({ prior }) => prior !== undefined);
    if (members.length < 2)
      report(
        hypothesesProblem.at(first.span, {
          problem: about === undefined ? `${first.id} has no rival.` : `Only ${first.id} answers “${about}”.`,
          remedy: "A single hypothesis cannot be weighed; declare what else could be so.",
        }),
      );
    if (stated > 1 + 1e-9 || (isFull && Math.abs(stated - 1) > 1e-6))
      report(
        hypothesesProblem.at(first.span, {
          problem: `The priors of the hypotheses add up to ${+(100 * stated).toFixed(4)} %.`,
          remedy: "One of them is true, so they add up to 100 %; leave one without a prior and it takes what is left.",
        }),
      );
    if (posteriors === undefined)
      report(
        hypothesesProblem.at(first.span, {
          problem: "The evidence rules every hypothesis out.",
          remedy: "Give no probability of 0 % that you would not stake everything on, or declare the hypothesis that is missing.",
        }),
      );
  }
  for (const item of evidence) checkEvidenceRows(item, assessment, setOf, report);
  for (const set of sets)
    for (const item of set.evidence)
      if (tellsNothing(item)) report(evidenceTellsNothing.at(item.declaration.span, { evidence: item.declaration.id }));
  for (const chance of chances.filter(({ isWeighed }) => isWeighed)) {
    const lost = chance.states.find(({ text }) => !setOf.has(text));
    const set = setOf.get(chance.states[0]?.text ?? "");
    if (lost)
      report(
        unknownName.at(lost.span, {
          name: lost.text,
          near: nearNames(
            lost.text,
            hypotheses.map(({ id }) => id),
          ),
          hint: "A chance weighed by evidence has hypotheses for its states.",
        }),
      );
    else if (set && (chance.states.some(({ text }) => setOf.get(text) !== set) || chance.states.length !== set.hypotheses.length))
      report(
        hypothesesProblem.at(chance.span, {
          problem: `The states of ${chance.id} are not one whole set of hypotheses.`,
          remedy: `Write them all: ${set.hypotheses.map(({ id }) => id).join(" | ")}.`,
        }),
      );
  }
  checkPremortems(assessment, report);
  const { confidence, despite, span } = assessment.case;
  const why = confidence?.level === "high" && despite === undefined ? againstHighConfidence(assessment) : undefined;
  if (why !== undefined) report(confidenceTooHigh.at(span, { why }));
}

function checkEvidenceRows(
  item: EvidenceDeclaration,
  { hypotheses }: Assessment,
  setOf: ReadonlyMap<string, { readonly hypotheses: readonly { readonly id: string }[] }>,
  report: Report,
): void {
  if (item.fits.length > 0 && item.likely.length > 0) {
    report(
      hypothesesProblem.at(item.span, {
        problem: `${item.id} has both ratings and probabilities.`,
        remedy: "Keep “fits” or “likely”; the ratings are read as probabilities anyway.",
      }),
    );
    return;
  }
  const rows = [...item.fits, ...item.likely];
  const seen = new Set<string>();
  for (const { hypothesis, span } of rows) {
    const { text } = hypothesis;
    if (!setOf.has(text))
      report(
        unknownName.at(hypothesis.span, {
          name: text,
          near: nearNames(
            text,
            hypotheses.map(({ id }) => id),
          ),
          hint: "A hypothesis is wanted here.",
        }),
      );
    if (seen.has(text)) report(duplicateRow.at(span, { label: text }));
    seen.add(text);
  }
  const sets = new Set(rows.flatMap(({ hypothesis }) => setOf.get(hypothesis.text) ?? []));
  const [set] = sets;
  if (sets.size > 1)
    report(
      hypothesesProblem.at(item.span, {
        problem: `${item.id} has rows for hypotheses that answer different questions.`,
        remedy: "Write one item of evidence for each question.",
      }),
    );
  else if (set) {
    const missing = set.hypotheses.filter(({ id }) => !seen.has(id)).map(({ id }) => id);
    if (missing.length > 0) report(missingRow.at(item.span, { name: item.id, missing: missing.join("; ") }));
  }
}

function checkPremortems({ premortems, options, indicators }: Assessment, report: Report): void {
  const names = options.map(({ id }) => id);
  for (const { of, shownBy } of premortems) {
    if (of && !names.includes(of.text))
      report(unknownOption.at(of.span, { name: of.text, near: nearNames(of.text, names), known: names.join(", ") }));
    for (const { text, span } of shownBy)
      if (!indicators.some(({ id }) => id === text))
        report(
          unknownName.at(span, {
            name: text,
            near: nearNames(
              text,
              indicators.map(({ id }) => id),
            ),
            hint: "An indicator is wanted here.",
          }),
        );
  }
}
