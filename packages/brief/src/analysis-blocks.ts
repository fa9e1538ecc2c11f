/** One analysis as blocks: the parts of the brief that tell its result, or in words why there is none and what would help. */
import { type Analysis, isUnsuitable, type Unsuitable } from "@outweigh/engine";
import { figureAnchor } from "./anchors.js";
import { heading, paragraph } from "./blocks.js";
import type { Block } from "./document.js";
import type { Findings } from "./findings.js";
import { formatCount } from "./numbers.js";
import { parts } from "./parts/index.js";
import type { Analysed } from "./parts/part.js";

/** The blocks of an analysis. */
export function analysisBlocks(findings: Findings, analysed: Analysed, { name }: Analysis): readonly Block[] {
  const result = analysed.results.get(name);
  if (result === undefined) return [paragraph("It was not made.")];
  if (isUnsuitable(result)) return [paragraph(unsuitableWords(result, (id) => findings.label(id)))];
  const telling = parts.filter(({ analysis }) => analysis === name);
  return telling.flatMap((part) => {
    const blocks = part.compose(findings, analysed);
    return blocks.length === 0 ? [] : [...(telling.length > 1 ? [heading(figureAnchor(`part.${part.name}`), part.title)] : []), ...blocks];
  });
}

/** Why an analysis has no answer, and what would give it one. `label` gives the reader's name of an option or an input. */
export function unsuitableWords({ reason, name, have, need }: Unsuitable, label: (id: string) => string): string {
  const of = name === undefined ? "" : ` of “${label(name)}”`;
  const counted = have === undefined || need === undefined ? "" : ` (${formatCount(have)} of ${formatCount(need)})`;
  switch (reason) {
    case "too-few-draws":
      return `There are too few draws for it${counted}. Ask for more: --draws ${need === undefined ? "10,000" : formatCount(Math.max(need, 1000))}.`;
    case "too-few-options":
      return `It compares options, and there are too few that may be chosen${counted}. Declare another option, or look at the rules that bar those there are.`;
    case "all-barred":
      return "Every option is barred by a rule, so there is none to choose. Look at the rules, or declare an option that they allow.";
    case "no-objective":
      return "The case has no objective that can be compared over options. Declare one: objective NAME : UNIT, and below it minimise … or maximise …";
    case "not-enough-objectives":
      return `It weighs objectives against each other, and there are too few${counted}. Declare another one.`;
    case "no-inputs":
      return "Nothing uncertain reaches the objectives, so there is nothing to find out. Give quantities a range: = 10 to 20 as normal.";
    case "constant":
      return `The result${of} is the same in every draw, so nothing moves it.`;
    case "perfectly-correlated":
      return `The input${of} rises and falls with another one without exception, so the two cannot be told apart. Look at them as one.`;
    case "infinite-variance":
      return `The draws${of} have so heavy a tail that a mean has no reliable error. Use a shape with lighter tails, or truncate it.`;
    case "not-finite":
      return `Some draws${of} are infinite or not a number. outweigh check and explain say where they come from.`;
    case "no-scenarios":
      return "The case names no scenario. Declare one: scenario NAME, and below it the quantities that it sets.";
    case "no-experts":
      return "No two experts of the case have judged anything. Declare them (expert NAME) with their judgements, and quantities that take these: judged by NAME, NAME.";
    case "no-ranges":
    case "empty-range":
      return "The case has no ranges without probabilities. Declare some: futures NAME, and below it QUANTITY LOW to HIGH, a line each.";
    case "no-studies":
      return "The case states no study. Declare one: study NAME, and below it of QUANTITY and sample 400 as proportion (or 50 as mean with its noise, or 5 years as count).";
    case "no-study":
      return `The study${of} has no size or no noise above 0, so it finds nothing.`;
    case "not-a-probability":
      return `The value${of} leaves 0 to 1 in some draw, so a proportion cannot be found. Give it a shape that keeps to 0 and 1, such as beta.`;
    case "not-a-rate":
      return `The value${of} is below 0 in some draw, so events cannot be counted. Give it a shape that keeps above 0, such as lognormal.`;
    case "no-weights":
      return "The weights do not fit the objectives. Declare weights for at least two of them, each from its worst to its best level.";
    case "no-threshold":
      return "No objective has a target. Give one to an objective: target at most VALUE.";
    case "no-pathway":
      return "The case has no pathway that seeks the best moment. Declare one: pathway NAME, and below it starts OPTION, decides OBJECTIVE by NAMES, and switches to OPTION in YEARS.";
    case "no-evidence":
      return "The case has no graded claims or sources on which its quantities rest.";
    case "independent":
      return "The inputs are independent of each other, and Sobol’ indices tell all that there is to tell: outweigh analyse DIR sobol.";
    case "conditioned":
      return "It prescribes what is drawn, and the observations of the case choose the draws; the two do not go together. Leave the observations out to see it.";
    case "follows-statistic":
      return `The result${of} is computed from a statistic over all draws, and so has no value in a single one.`;
    case "none-of-interest":
    case "few-of-interest":
      return "There are too few draws in which it fails to say where it does.";
    case "all-of-interest":
      return "It fails in every draw, wherever one looks.";
    case "too-many-inputs":
      return `There are too many inputs for it${counted}.`;
    case "no-time":
      return "The case has no time.";
    default:
      return `It has no answer here (${reason}${of})${counted}.`;
  }
}
