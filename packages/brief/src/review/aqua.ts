/** The questions of the AQuA Book of the United Kingdom's government (2015, revised 2025) on quality analysis, in our own words, as questions to a case. */
import type { Findings } from "../findings.js";
import { formatCount } from "../numbers.js";
import { countWords } from "../words.js";
import { every, met, noFindings, notApplicable, notMet, type Standard, type StandardSet } from "./standard.js";

/** A standard error of the simulation above this share of the 90 % interval would be seen beside the uncertainty of the model. */
const largestError = 0.05;

const repeatable: Standard = {
  code: "aqua-repeatable",
  title: "Repeatable",
  asks: "Would the same inputs give the same result to anybody?",
  leftToPeople: undefined,
  questions: [
    {
      name: "record",
      asks: "Are seed, inputs and versions on record?",
      answer: ({ evaluated }) => {
        const { seed, draws, engineVersion } = evaluated.result.record;
        return met(`Seed ${seed}, ${formatCount(draws)} draws, engine ${engineVersion}, hashes of inputs and result.`);
      },
    },
    {
      name: "sources-held",
      asks: "Are the sources held so that they cannot change unnoticed?",
      answer: (findings) =>
        findings.assessment.sources.length === 0
          ? notApplicable("The case has no sources.")
          : noFindings(
              findings,
              ["source-not-locked", "source-changed", "source-copy-missing", "lock-unreadable"],
              "The copies of the sources are locked by their hash.",
            ),
    },
  ],
};

const independent: Standard = {
  code: "aqua-independent",
  title: "Independent",
  asks: "Has somebody other than the analyst checked it?",
  leftToPeople: "How thorough the check was, and whether the analysis is free of prejudice.",
  questions: [
    {
      name: "assurer",
      asks: "Is an assurer named who is not the author?",
      answer: ({ assessment }) => {
        const { assurer, author, span } = assessment.case;
        if (assurer === undefined) return notMet("The case names no “assurer”.", span);
        return author !== undefined && sameWords(assurer, author)
          ? notMet("The assurer is the author; the two roles are to be kept apart.", span)
          : met(`Checked by ${assurer}.`);
      },
    },
    {
      name: "roles",
      asks: "Are the commissioner and the approver named?",
      answer: ({ assessment }) => {
        const { commissioner, approver, span } = assessment.case;
        const missing = [...(commissioner === undefined ? ["commissioner"] : []), ...(approver === undefined ? ["approver"] : [])];
        return missing.length > 0
          ? notMet(`The case names no ${missing.join(" and no ")}.`, span)
          : met(`Commissioned by ${commissioner}, approved by ${approver}.`);
      },
    },
  ],
};

const sameWords = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();

const grounded: Standard = {
  code: "aqua-grounded",
  title: "Grounded in reality",
  asks: "Does the model rest on evidence, and is it held against what is known?",
  leftToPeople: "Whether the model is fit for the question.",
  questions: [
    {
      name: "evidence",
      asks: "Does at least half of what is uncertain rest on more than the author’s judgement?",
      answer: ({ assessment }) => {
        const inputs = [...assessment.quantities, ...assessment.chances].filter(
          ({ because }) => because.length === 0 || because.every(({ kind }) => kind === "judgement"),
        );
        const all = assessment.quantities.length + assessment.chances.length;
        if (all === 0) return notApplicable("The case has no quantities and no chances.");
        const words = `${formatCount(all - inputs.length)} of ${countWords(all, "quantity or chance", "quantities and chances")} rest on a source, a base rate or other quantities.`;
        if (2 * inputs.length <= all) return met(words);
        return {
          verdict: "not-met",
          because: words,
          shortfalls: inputs.map(({ label, because, span }) => ({
            words: `${label}: ${because.length === 0 ? "no reason is stated" : "a judgement alone"}.`,
            span,
          })),
        };
      },
    },
    {
      name: "base-rates",
      asks: "Are base rates counted on enough cases, chosen before their outcome was known?",
      answer: (findings) =>
        findings.assessment.precedents.length === 0
          ? notApplicable("The case counts no precedents.")
          : noFindings(findings, ["precedent-small", "selected-on-outcome"], "Every base rate rests on ten cases or more."),
    },
    {
      name: "tests",
      asks: "Are results held against conditions that they must fulfil?",
      answer: (findings) =>
        every(findings.assessment.checks, ({ id }) => findings.output(`check:${id}`)?.summaries.every(({ min }) => min >= 1) ?? false, {
          one: "condition",
          several: "conditions",
          holds: "all hold in every draw",
          fails: "does not hold in every draw",
          none: "The case states no condition of its own (a block “check”).",
        }),
    },
  ],
};

const objective: Standard = {
  code: "aqua-objective",
  title: "Objective",
  asks: "Are all courses treated alike?",
  leftToPeople: "Whether the objectives are those that matter.",
  questions: [
    {
      name: "same-depth",
      asks: "Does every option change something in the model?",
      answer: (findings) => noFindings(findings, ["option-without-effect"], "Every option has an effect of its own."),
    },
    {
      name: "law",
      asks: "Is lawfulness kept apart from the objectives?",
      answer: ({ assessment }) =>
        assessment.rules.length === 0
          ? notApplicable("No rule of law is stated.")
          : met(
              `${countWords(assessment.rules.length, "rule gates", "rules gate")} the options and ${assessment.rules.length === 1 ? "is" : "are"} averaged into nothing.`,
            ),
    },
  ],
};

const uncertaintyManaged: Standard = {
  code: "aqua-uncertainty",
  title: "Uncertainty managed",
  asks: "Is uncertainty found, measured and told?",
  leftToPeople: "Whether an important uncertainty is left out.",
  questions: [
    {
      name: "distributions",
      asks: "Do the results carry their uncertainty?",
      answer: ({ objectives, assessment }) => {
        const fixed = objectives.filter(({ rows }) => rows.every(({ summary }) => summary.min === summary.max));
        if (objectives.length === 0) return notApplicable("No objective is compared.");
        return fixed.length === 0
          ? met("Every objective is a distribution.")
          : {
              verdict: "not-met",
              because: `${countWords(fixed.length, "objective does", "objectives do")} not vary at all.`,
              shortfalls: fixed.map(({ declaration }) => ({
                words: `${declaration.label}: no uncertainty reaches it.`,
                span: declaration.span ?? assessment.case.span,
              })),
            };
      },
    },
    {
      name: "simulation-error",
      asks: "Is the error of the simulation small beside that uncertainty?",
      answer: ({ objectives }) => {
        const shares = objectives.flatMap(({ rows }) =>
          rows.flatMap(({ summary, compared }) => {
            const width = compared.estimate.high - compared.estimate.low;
            return width > 0 ? [summary.meanError / width] : [];
          }),
        );
        if (shares.length === 0) return notApplicable("No objective varies.");
        const worst = Math.max(...shares);
        const words = `The standard error of a mean is at most ${(100 * worst).toPrecision(2)} % of its 90 % interval.`;
        return worst <= largestError ? met(words) : notMet(`${words} More draws would help.`);
      },
    },
  ],
};

const robust: Standard = {
  code: "aqua-robust",
  title: "Robust",
  asks: "Does the answer stand when assumptions change?",
  leftToPeople: undefined,
  questions: [
    {
      name: "other-worlds",
      asks: "Is it computed under scenarios or ranges without odds?",
      answer: ({ assessment }) =>
        assessment.scenarios.length + assessment.futures.length > 0
          ? met(
              `${countWords(assessment.scenarios.length + assessment.futures.length, "scenario or set of futures is", "scenarios and sets of futures are")} computed.`,
            )
          : notMet("There is no block “scenario” and none “futures”.", assessment.case.span),
    },
    {
      name: "substitutes",
      asks: "Where evidence is in conflict, is the other reading computed?",
      answer: ({ assessment }) => {
        const disputed = new Set(assessment.claims.filter(({ conflictsWith }) => conflictsWith.length > 0).map(({ id }) => id));
        const resting = assessment.quantities.filter(({ because }) =>
          because.some((reason) => reason.kind === "reference" && disputed.has(reason.id)),
        );
        return every(resting, ({ instead }) => instead.length > 0, {
          one: "quantity",
          several: "quantities",
          holds: "each says what it is instead",
          fails: "rests on a disputed claim and has no “instead”",
          none: "No quantity rests on a disputed claim.",
        });
      },
    },
  ],
};

const documented: Standard = {
  code: "aqua-documented",
  title: "Documented and communicated",
  asks: "Are the analysis, its date, its assumptions and its limits written down?",
  leftToPeople: "Whether it is in proportion to the decision, and whether the reader understands it.",
  questions: [
    {
      name: "date",
      asks: "Is it said up to what day the assessment is informed, and who made it?",
      answer: ({ assessment }) => {
        const { asOf, author, span } = assessment.case;
        const missing = [...(asOf === undefined ? ["“as of” date"] : []), ...(author === undefined ? ["“author”"] : [])];
        return missing.length > 0 ? notMet(`The case states no ${missing.join(" and no ")}.`, span) : met(`As of ${asOf}, by ${author}.`);
      },
    },
    {
      name: "assumptions",
      asks: "Is every assumption on the log, with its reason?",
      answer: (findings) => noFindings(findings, ["no-reason"], "The log of assumptions is complete: each has its reason."),
    },
    {
      name: "limitations",
      asks: "Are the known limitations stated?",
      answer: ({ assessment }) =>
        assessment.case.limitations.length > 0
          ? met(`${countWords(assessment.case.limitations.length, "limitation is", "limitations are")} stated.`)
          : notMet("The case states no “limitation”.", assessment.case.span),
    },
    {
      name: "prose",
      asks: "Is the reasoning told in words?",
      answer: ({ assessment }: Findings) => {
        const paragraphs = assessment.chapters.reduce(
          (sum, { blocks }) => sum + blocks.filter(({ kind }) => kind === "paragraph").length,
          0,
        );
        return paragraphs > 0
          ? met(`${countWords(paragraphs, "paragraph")} beside the notation.`)
          : notMet("The case holds notation and no prose.", assessment.case.span);
      },
    },
  ],
};

export const aquaBook: StandardSet = {
  name: "AQuA Book",
  source: "HM Government, The AQuA Book: guidance on producing quality analysis",
  standards: [repeatable, independent, grounded, objective, uncertaintyManaged, robust, documented],
};
