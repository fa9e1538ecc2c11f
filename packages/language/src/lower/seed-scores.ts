/** Weights by seed questions, after Cooke's classical model: the answers of a panel put in the form of a study, scored, and tried without each seed and expert. */
import { type CookeScore, type CookeStudy, cooke, type LeftOut, withoutEachExpert, withoutEachSeed } from "@outweigh/engine";
import type { PanelWeights, SeedDeclaration } from "../assessment.js";
import type { SeedScores } from "../judged.js";
import { adopt, asNumber } from "./combine.js";
import { elaborate } from "./expression.js";
import { type ReadJudgement, unitOfJudged } from "./judgements.js";
import { type Model, scopeOf } from "./model.js";

/** Weights by expert, or why there are none. */
export type SeedWeights =
  | { readonly weights: readonly number[]; readonly scores: SeedScores }
  | { readonly problem: string; readonly remedy: string };

type CookePanel = Extract<PanelWeights, { readonly kind: "cooke" | "cooke-by-item" }>;

/** The true value of each seed question that makes sense, in its unit; wrong ones are reported. */
export function readSeeds(model: Model): ReadonlyMap<string, number> {
  const answers = new Map<string, number>();
  for (const seed of model.environment.assessment.seeds) {
    const answer = answerOf(model, seed);
    if (answer !== undefined && !answers.has(seed.id)) answers.set(seed.id, answer);
  }
  return answers;
}

function answerOf(model: Model, declaration: SeedDeclaration): number | undefined {
  const unit = unitOfJudged(model, { kind: "seed", declaration });
  const { answer } = declaration;
  const value = unit && asNumber(model, elaborate(model, scopeOf(declaration.id), answer, unit), answer.span, "The answer");
  const origin = { span: declaration.unit?.span ?? declaration.span, message: `“${declaration.id}” is declared here.` };
  const own = unit && value && adopt(model, value, unit, answer.span, "The answer", origin);
  const found = own && model.builder.fixedNumber(own.node);
  return found === undefined || !unit ? undefined : found / unit.scale;
}

/** The weights of these experts for a quantity on which they say `judged`; for a chance, weights by item are those of all. */
export function cookeWeights(model: Model, experts: readonly string[], panel: CookePanel, judged: readonly ReadJudgement[]): SeedWeights {
  const { seeds } = model.environment.assessment;
  const present = seeds.filter(({ id }) => model.seeds.has(id));
  const answers = new Map<string, ReadJudgement>();
  for (const each of model.judgements) {
    const key = `${each.declaration.by.text} ${each.declaration.of.text}`;
    const before = answers.get(key);
    if (each.numbers.kind === "quantiles" && (!before || before.declaration.round < each.declaration.round)) answers.set(key, each);
  }
  const levels = levelsOf(experts.flatMap((expert) => present.flatMap(({ id }) => answers.get(`${expert} ${id}`) ?? [])));
  if (present.length === 0 || !levels)
    return {
      problem: present.length === 0 ? "there are no seed questions by which to weigh them" : "none of them has answered a seed question",
      remedy: "Ask ten or more questions whose answer you know (seed NAME), or write: weights equal.",
    };
  if (typeof levels === "string")
    return { problem: levels, remedy: "Ask all seed questions at the same probabilities, such as 5 %, 50 % and 95 %." };
  const isByItem = panel.kind === "cooke-by-item" && judged.every(({ numbers }) => isAt(numbers, levels));
  if (panel.kind === "cooke-by-item" && !isByItem)
    return {
      problem: `weights by item need it to be judged at the probabilities of the seed questions (${levels.map((level) => `${Math.round(level * 1000) / 10} %`).join(", ")})`,
      remedy: "Ask for it at these probabilities, or write: weights cooke.",
    };
  const valuesOf = (each: ReadJudgement | undefined) => (each?.numbers.kind === "quantiles" ? sorted(each.numbers.judgement) : undefined);
  const items = present.map(({ id, isLogarithmic }) => ({ isLogarithmic, realisation: model.seeds.get(id)! }));
  const study: CookeStudy = {
    probabilities: levels,
    items: isByItem ? [...items, { isLogarithmic: false }] : items,
    answers: experts.map((expert, place) => [
      ...present.map(({ id }) => valuesOf(answers.get(`${expert} ${id}`))),
      ...(isByItem ? [valuesOf(judged[place])] : []),
    ]),
  };
  const kind = { kind: isByItem ? "item" : "global", optimised: true } as const;
  const options = { allowsFewSeeds: panel.despiteFewSeeds };
  const found = cooke(study, kind, options);
  if ("reason" in found) {
    const isFew = found.kind === "too-few";
    return {
      problem: found.reason,
      remedy: isFew ? "Ask more seed questions, write weights equal, or insist: weights cooke despite few seeds." : "Write: weights equal.",
    };
  }
  const last = found.decisionMaker.weights[isByItem ? items.length : 0]!;
  const weights = isByItem ? last : globalWeights(found.experts, found.decisionMaker.cutOff);
  const equal = cooke(study, { kind: "equal" });
  const names = present.map(({ id }) => id);
  return {
    weights,
    scores: {
      seeds: names,
      cutOff: found.decisionMaker.cutOff,
      experts: found.experts.map((score, place) => ({
        expert: experts[place]!,
        answered: study.answers[place]!.slice(0, items.length).filter((values) => values !== undefined).length,
        calibration: score.calibration,
        information: score.seedInformation,
        weight: weights[place]!,
      })),
      together: scoreOf(found.decisionMaker.score),
      equal: "reason" in equal ? scoreOf(found.decisionMaker.score) : scoreOf(equal.decisionMaker.score),
      without: [
        ...withoutEachSeed(study, kind, options).flatMap((each) => leftOut("seed", names[each.leftOut]!, each)),
        ...withoutEachExpert(study, kind, options).flatMap((each) => leftOut("expert", experts[each.leftOut]!, each)),
      ],
    },
  };
}

function globalWeights(scores: readonly CookeScore[], cutOff: number): readonly number[] {
  const raw = scores.map(({ calibration, seedInformation }) => (calibration >= cutOff ? calibration * Math.max(0, seedInformation) : 0));
  const sum = raw.reduce((total, weight) => total + weight, 0);
  return raw.map((weight) => weight / sum);
}

function scoreOf({ calibration, seedInformation }: CookeScore): SeedScores["together"] {
  return { calibration, information: seedInformation };
}

function leftOut(kind: "seed" | "expert", name: string, { outcome }: LeftOut): SeedScores["without"] {
  return "reason" in outcome ? [] : [{ kind, name, ...scoreOf(outcome) }];
}

function sorted({
  probabilities,
  values,
}: {
  readonly probabilities: readonly number[];
  readonly values: readonly number[];
}): readonly number[] {
  return inner(probabilities).map((index) => values[index]!);
}

/** The places of probabilities strictly between 0 and 1, in rising order. */
function inner(probabilities: readonly number[]): readonly number[] {
  return probabilities
    .map((_, index) => index)
    .filter((index) => probabilities[index]! > 0 && probabilities[index]! < 1)
    .sort((one, other) => probabilities[one]! - probabilities[other]!);
}

function isAt(numbers: ReadJudgement["numbers"], levels: readonly number[]): boolean {
  if (numbers.kind !== "quantiles") return true;
  const found = inner(numbers.judgement.probabilities).map((index) => numbers.judgement.probabilities[index]!);
  return found.length === levels.length && found.every((level, index) => Math.abs(level - levels[index]!) < 1e-9);
}

/** The probabilities at which all seed questions are answered; in words where they differ; undefined without answers. */
function levelsOf(answers: readonly ReadJudgement[]): readonly number[] | string | undefined {
  let levels: readonly number[] | undefined;
  for (const { numbers, declaration } of answers) {
    if (numbers.kind !== "quantiles") continue;
    const { probabilities } = numbers.judgement;
    levels ??= inner(probabilities).map((index) => probabilities[index]!);
    if (!isAt(numbers, levels)) return `the seed questions are answered at different probabilities, as in ${declaration.id}`;
  }
  return levels;
}
