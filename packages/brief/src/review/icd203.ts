/** The nine analytic tradecraft standards of Intelligence Community Directive 203 (2 January 2015), in our own words, as questions to a case. */
import { yardsticks } from "@outweigh/evidence";
import type { Findings } from "../findings.js";
import { needsReason } from "../judgements.js";
import { leverage, leverageTarget } from "../leverage.js";
import { capitalise, countWords } from "../words.js";
import { every, met, noFindings, notApplicable, notMet, type Standard, type StandardSet } from "./standard.js";

/** Rank correlation with the leading difference from which an input is said to move the answer. */
const movesTheAnswer = 0.3;

const usedSources = ({ assessment }: Findings) =>
  assessment.sources.filter((source) => assessment.claims.some((claim) => claim.source === source.id));

const sources: Standard = {
  code: "icd203-1",
  title: "Quality of sources",
  asks: "Are the quality and credibility of sources, data and methods described?",
  leftToPeople: "Whether the grades are right.",
  questions: [
    {
      name: "grades",
      asks: "Is every claim graded, and every source behind one?",
      answer: (findings) => {
        const items = [...findings.assessment.claims, ...usedSources(findings)];
        return every(items, ({ grade }) => grade !== undefined, {
          one: "claim or source",
          several: "claims and sources",
          holds: "all graded",
          fails: "no Admiralty grade",
          none: "The case has no claims.",
        });
      },
    },
    {
      name: "descriptors",
      asks: "Does every source that is drawn on say what affects its quality?",
      answer: (findings) =>
        every(usedSources(findings), ({ descriptor, access }) => descriptor !== undefined || access !== undefined, {
          one: "source",
          several: "sources",
          holds: "each has a descriptor or says how it was reached",
          fails: "neither “descriptor” nor “access”",
          none: "No source is drawn on.",
        }),
    },
    {
      name: "summary",
      asks: "Is there a source summary statement: strengths, weaknesses and gaps of the sources as a whole?",
      answer: ({ assessment }) => {
        if (assessment.sources.length === 0) return notApplicable("The case has no sources.");
        return assessment.case.sourcing === undefined
          ? notMet("The case has no source summary statement (“sourcing”).", assessment.case.span)
          : met("The case has a source summary statement.");
      },
    },
    {
      name: "quotes",
      asks: "Is every claim held by the words of its source?",
      answer: ({ assessment }) =>
        every(assessment.claims, ({ quoteState }) => quoteState === "verified" || quoteState === "held-by-hash", {
          one: "claim",
          several: "claims",
          holds: "each quotes its source word for word",
          fails: "no verified quote",
          none: "The case has no claims.",
        }),
    },
  ],
};

const uncertainty: Standard = {
  code: "icd203-2",
  title: "Uncertainty",
  asks: "Is the uncertainty of the major judgements expressed and explained?",
  leftToPeople: "Whether the causes of uncertainty are named in full.",
  questions: [
    {
      name: "likelihood",
      asks: "Is every likelihood word bound to a computed probability, within its band?",
      answer: (findings) => {
        const codes = ["unbound-likelihood-word", "likelihood-outside-band", "likelihood-range-spans-bands", "likelihood-in-gap"];
        const { inlines } = findings.assessment;
        const bound = inlines.filter(({ likelihood }) => likelihood !== undefined).length;
        const answer = noFindings(
          findings,
          codes,
          `${countWords(bound, "likelihood word is", "likelihood words are")} bound and within its band.`,
        );
        return answer.verdict === "met" && bound === 0
          ? notMet("No judgement in the text says how likely it is in a word of the yardstick.", findings.assessment.case.span)
          : answer;
      },
    },
    {
      name: "one-scale",
      asks: "Are the words of one scale used throughout, and no hedges in their place?",
      answer: (findings) =>
        noFindings(
          findings,
          ["mixed-yardstick-rows", "hedge-as-likelihood", "unknown-likelihood-word"],
          `Words of one scale alone: ${yardsticks[findings.assessment.case.yardstick].title}.`,
        ),
    },
    {
      name: "confidence",
      asks: "Is the confidence in the answer stated with its basis, apart from any likelihood?",
      answer: (findings) => {
        const { confidence, span } = findings.assessment.case;
        if (confidence === undefined) return notMet("The case states no “confidence”.", span);
        if (confidence.because.trim() === "") return notMet("The confidence has no stated basis.", span);
        return noFindings(findings, ["confidence-with-likelihood"], `${confidence.level} confidence, with its basis.`);
      },
    },
    {
      name: "indicators",
      asks: "Is it said what would change the judgement: indicators to watch?",
      answer: ({ assessment }) =>
        assessment.indicators.length > 0
          ? met(`${countWords(assessment.indicators.length, "indicator is", "indicators are")} named.`)
          : notMet("No indicator is named that would show the judgement to be wrong.", assessment.case.span),
    },
  ],
};

const distinction: Standard = {
  code: "icd203-3",
  title: "Information, assumption, judgement",
  asks: "Are underlying information, assumptions and judgements told apart?",
  leftToPeople: undefined,
  questions: [
    {
      name: "kinds",
      asks: "Can the reader tell what each number of the model is?",
      answer: ({ assessment }) => {
        const model = [...assessment.quantities, ...assessment.chances, ...assessment.stocks];
        if (model.length === 0) return notApplicable("The case has no quantities and no chances.");
        const assumed = model.filter(({ because }) => because.length === 0).length;
        const judged = model.filter(({ because }) => because.length > 0 && because.every(({ kind }) => kind === "judgement")).length;
        return met(
          `Of ${model.length} entries of the model ${model.length - assumed - judged} rest on something named, ${judged} are marked as judgements and ${assumed} as assumptions.`,
        );
      },
    },
    {
      name: "assumptions",
      asks: "Does no assumption without a reason move the answer?",
      answer: (findings) => {
        const target = leverageTarget(findings);
        if (target === undefined) return notApplicable("No objective is compared.");
        const names = findings.evaluated.diagnostics
          .filter(({ code }) => code === "no-reason")
          .map(({ parameters }) => String(parameters.name));
        const heavy = [...new Set(names)].flatMap((name) => {
          const size = leverage(findings, name, target) ?? 0;
          const declared = findings.declared(name);
          return declared !== undefined && size >= movesTheAnswer ? [{ declared, size }] : [];
        });
        if (heavy.length === 0) return met("No entry without a reason moves the leading difference much.");
        return {
          verdict: "not-met",
          because: `${countWords(heavy.length, "entry", "entries")} without a reason ${heavy.length === 1 ? "moves" : "move"} the leading difference.`,
          shortfalls: heavy.map(({ declared, size }) => ({
            words: `${declared.label}: no reason is stated, and its rank correlation with the leading difference is ${size.toFixed(2)}.`,
            span: declared.span,
          })),
        };
      },
    },
    {
      name: "support",
      asks: "Does no judgement rest on evidence that is not there?",
      answer: (findings) =>
        noFindings(
          findings,
          ["quote-not-in-source", "source-copy-missing", "grade-needs-two-origins", "echo"],
          "No support is missing or counted twice.",
        ),
    },
  ],
};

const alternatives: Standard = {
  code: "icd203-4",
  title: "Alternatives",
  asks: "Are alternatives analysed?",
  leftToPeople: "Whether an important alternative is missing.",
  questions: [
    {
      name: "options",
      asks: "Are several courses compared, carrying on among them?",
      answer: ({ assessment }) => {
        if (assessment.options.length < 2) return notMet("Fewer than two options are compared.", assessment.case.span);
        return assessment.case.baseline === undefined
          ? notMet("The case does not say which option is carrying on (“baseline”).", assessment.case.span)
          : met(`${countWords(assessment.options.length, "option is", "options are")} compared.`);
      },
    },
    {
      name: "other-views",
      asks: "Is the model tried under other views of the world?",
      answer: ({ assessment }) => {
        const instead = assessment.quantities.filter((quantity) => quantity.instead.length > 0).length;
        const count = assessment.scenarios.length + assessment.futures.length + instead;
        return count > 0
          ? met(
              `${countWords(count, "scenario, set of futures or substitute is", "scenarios, sets of futures and substitutes are")} worked out.`,
            )
          : notMet("No scenario, no futures and no “instead” says how else the world could be.", assessment.case.span);
      },
    },
    {
      name: "conflicts",
      asks: "Are claims that contradict each other shown side by side?",
      answer: ({ assessment }) => {
        const count = assessment.claims.filter((claim) => claim.conflictsWith.length > 0).length;
        return count > 0
          ? met(`${countWords(count, "claim names", "claims name")} what it conflicts with.`)
          : notApplicable("No claim is marked as in conflict.");
      },
    },
  ],
};

const relevance: Standard = {
  code: "icd203-5",
  title: "Relevance",
  asks: "Does it bear on what the reader has to decide, with its implications?",
  leftToPeople: "Whether it comes in time and answers what the reader needs.",
  questions: [
    {
      name: "question",
      asks: "Are the question and its reader named?",
      answer: ({ assessment }) =>
        assessment.case.audience === undefined
          ? notMet("The case does not say for whom it is (“audience”).", assessment.case.span)
          : met(`For ${assessment.case.audience}: ${assessment.case.question}`),
    },
    {
      name: "objectives",
      asks: "Is it said by what the options are judged?",
      answer: ({ assessment }) =>
        assessment.objectives.length > 0
          ? met(`${countWords(assessment.objectives.length, "objective")}: ${assessment.objectives.map(({ label }) => label).join("; ")}.`)
          : notMet("There is no objective by which the options are judged.", assessment.case.span),
    },
  ],
};

const argument: Standard = {
  code: "icd203-6",
  title: "Argument",
  asks: "Is the argument clear and logical, with the main message first?",
  leftToPeople: "Whether the reasoning convinces.",
  questions: [
    {
      name: "message",
      asks: "Does the answer stand first?",
      answer: ({ assessment }) =>
        assessment.case.bottomLine === undefined
          ? notMet("The case has no “bottom line”.", assessment.case.span)
          : met("The bottom line stands first."),
    },
    {
      name: "orphans",
      asks: "Is all evidence that was gathered used?",
      answer: (findings) =>
        noFindings(findings, ["unused-declaration", "option-without-effect", "unused-element"], "Nothing is declared that has no effect."),
    },
    {
      name: "contradictions",
      asks: "Do the words agree with the numbers?",
      answer: (findings) => noFindings(findings, ["likelihood-outside-band", "check-failed"], "No word contradicts a computed value."),
    },
  ],
};

const consistency: Standard = {
  code: "icd203-7",
  title: "Change",
  asks: "Is it explained how the judgement has changed, or why it has not?",
  leftToPeople: undefined,
  questions: [
    {
      name: "change",
      asks: "Does each changed judgement give its reason?",
      answer: ({ history }) => {
        const last = history?.earlier.at(-1);
        if (history === undefined || last === undefined)
          return notApplicable("No earlier version of this assessment is at hand to compare with.");
        if (last.withheld) return notApplicable(`What changed since version ${last.version} is withheld under the mark of this brief.`);
        const explained = history.changes.filter(needsReason);
        if (explained.length === 0) return met(`No published judgement has changed since version ${last.version}.`);
        const open = explained.filter(({ reason }) => reason === "");
        const words = countWords(explained.length, "published judgement has", "published judgements have");
        const changed = `${capitalise(words)} changed since version ${last.version}`;
        if (open.length === 0) return met(`${changed}, and each has its reason.`);
        return {
          verdict: "not-met",
          because: `${changed}; ${countWords(open.length, "reason is", "reasons are")} still to be given.`,
          shortfalls: open.map(({ of, was, now }) => ({
            words: `${capitalise(of)}: was “${was}”, ${now === "" ? "and is no longer stated" : `is now “${now}”`}. Publishing asks for the reason.`,
            span: undefined,
          })),
        };
      },
    },
  ],
};

const accuracy: Standard = {
  code: "icd203-8",
  title: "Accuracy",
  asks: "Are the judgements such that they can turn out right or wrong?",
  leftToPeople: "How accurate the judgements prove.",
  questions: [
    {
      name: "forecasts",
      asks: "Is a judgement tied to something that the future will answer?",
      answer: ({ assessment }) =>
        assessment.forecasts.length > 0
          ? met(`${countWords(assessment.forecasts.length, "dated forecast")}.`)
          : notMet("There is no dated forecast by which the judgement could be scored.", assessment.case.span),
    },
    {
      name: "resolution",
      asks: "Does every forecast say how it will be resolved, and by what source?",
      answer: ({ assessment }) =>
        every(assessment.forecasts, ({ resolves, resolutionSource }) => resolves !== undefined && resolutionSource !== undefined, {
          one: "forecast",
          several: "forecasts",
          holds: "each says how it is resolved and by what source",
          fails: "no criterion (“resolves”) or no source of resolution",
          none: "There are no forecasts.",
        }),
    },
    {
      name: "due",
      asks: "Is no forecast past its date and still open?",
      answer: (findings) =>
        findings.assessment.forecasts.length === 0
          ? notApplicable("There are no forecasts.")
          : noFindings(findings, ["forecast-expired"], "No forecast is past its date."),
    },
  ],
};

const visuals: Standard = {
  code: "icd203-9",
  title: "Pictures",
  asks: "Are pictures used where they help, with unit, source and uncertainty?",
  leftToPeople: "Whether the pictures help.",
  questions: [
    {
      name: "comparison",
      asks: "Is the comparison of the options drawn, with its uncertainty?",
      answer: ({ objectives }) =>
        objectives.length === 0
          ? notApplicable("No objective is compared.")
          : met(`${countWords(objectives.length, "objective is", "objectives are")} drawn with 50 % and 90 % intervals, in its unit.`),
    },
  ],
};

export const icd203: StandardSet = {
  name: "ICD 203",
  source: "Intelligence Community Directive 203, Analytic Standards, 2 January 2015",
  standards: [sources, uncertainty, distinction, alternatives, relevance, argument, consistency, accuracy, visuals],
};
