/** Panels: the judgements that count for a quantity or chance, their weights and their pool, and the node that has the pooled value. */
import { type FitFamily, isJudgementProblem, type NodeId, poolStates, type Unit } from "@outweigh/engine";
import type { ChanceDeclaration, Panel, PoolKind, QuantityDeclaration } from "../assessment.js";
import { certainJudgement, fitMisses, judgementProblem, panelProblem } from "../diagnostics/experts.js";
import { unknownName } from "../diagnostics/names.js";
import type { ExpertView, Judged, JudgedCell } from "../judged.js";
import { nearNames } from "../near.js";
import type { NameSyntax, Span } from "../syntax.js";
import { drawCurve, type Fitted, fitted, fitWords, pooled } from "./curves.js";
import type { ReadJudgement } from "./judgements.js";
import type { Model } from "./model.js";
import { cookeWeights } from "./seed-scores.js";
import { assembleTable, resolveTable, statesOf } from "./tables.js";

/** Certainties are counted as this probability, or this far from certain, by the pool of odds. */
const leastChance = 0.001;

/** The experts of a panel under one option, or under all, with what they say. */
interface Table {
  readonly under: NameSyntax | undefined;
  readonly latest: readonly ReadJudgement[];
  readonly earlier: readonly ReadJudgement[];
}

/** A panel with everything that it needs. */
interface Sitting {
  readonly id: string;
  readonly panel: Panel;
  readonly experts: readonly string[];
  readonly tables: readonly Table[];
}

/** The node of a judged quantity, over its options where experts tell them apart; `unit` is the one that it is declared in. */
export function lowerJudgedQuantity(model: Model, declaration: QuantityDeclaration, panel: Panel, unit: Unit): NodeId | undefined {
  const sitting = sitDown(model, declaration, panel);
  if (!sitting) return undefined;
  const pool: PoolKind = panel.pool ?? "linear";
  const fits = new Map<ReadJudgement, Fitted>();
  let isSound = true;
  for (const each of sitting.tables.flatMap(({ latest, earlier }) => [...latest, ...earlier])) {
    const made = fitOf(model, each);
    if (made) fits.set(each, made);
    else isSound = false;
  }
  const weighed = isSound ? weigh(model, sitting) : undefined;
  if (!weighed) return undefined;
  const cells: JudgedCell[] = [];
  const nodes: NodeId[] = [];
  for (const [index, { under, latest, earlier }] of sitting.tables.entries()) {
    const weights = weighed.weights[index]!;
    const made = pooled(
      latest.map((each) => fits.get(each)!),
      weights,
      pool,
    );
    if (typeof made === "string")
      return reportPanel(model, declaration.id, panel.span, made, "Choose pool linear, which keeps what each of them says.");
    const viewOf = (each: ReadJudgement, weight: number): ExpertView => ({
      ...said(each, weight),
      fit: fits.get(each)!.fit,
      states: undefined,
    });
    cells.push({
      under: under?.text,
      views: latest.map((each, place) => viewOf(each, weights[place]!)),
      earlier: earlier.map((each) => viewOf(each, 0)),
      pooled: made.curve,
      states: undefined,
      linear: undefined,
    });
    nodes.push(drawCurve(model, declaration.id, made, unit.scale));
  }
  remember(model, {
    id: declaration.id,
    kind: "quantity",
    unit,
    pool,
    weights: panel.weights.kind,
    extremisedBy: undefined,
    cells,
    seedScores: weighed.seedScores,
  });
  return together(model, sitting, nodes);
}

/** The probabilities of a judged chance. */
export function lowerJudgedChance(model: Model, declaration: ChanceDeclaration, panel: Panel): NodeId | undefined {
  const sitting = sitDown(model, declaration, panel);
  const weighed = sitting && weigh(model, sitting);
  if (!sitting || !weighed || !mayExtremise(model, sitting)) return undefined;
  const pool: PoolKind = panel.pool ?? "odds";
  const factor = panel.extremisedBy;
  const cells: JudgedCell[] = [];
  const nodes: NodeId[] = [];
  for (const [index, { under, latest, earlier }] of sitting.tables.entries()) {
    const weights = weighed.weights[index]!;
    const viewOf = (each: ReadJudgement, weight: number): ExpertView => ({ ...said(each, weight), fit: undefined, states: statesIn(each) });
    const rows = latest.map(statesIn);
    if (pool === "odds") warnOfCertainty(model, latest);
    const extremised = { kind: "extremised", factor: factor ?? 1, of: pool === "odds" ? "log" : "linear" } as const;
    const kind = factor !== undefined ? extremised : ({ kind: pool === "odds" ? "log" : "linear" } as const);
    const states = poolStates(rows, kind, weights, pool === "odds" ? leastChance : 0);
    const linear = poolStates(rows, { kind: "linear" }, weights);
    if (typeof states === "string" || typeof linear === "string")
      return reportPanel(
        model,
        declaration.id,
        panel.span,
        typeof states === "string" ? states : `${linear}`,
        "Correct the judgements, or choose pool linear.",
      );
    cells.push({
      under: under?.text,
      views: latest.map((each, place) => viewOf(each, weights[place]!)),
      earlier: earlier.map((each) => viewOf(each, 0)),
      pooled: undefined,
      states,
      linear,
    });
    nodes.push(model.builder.constant([statesOf(declaration.id)], states));
  }
  remember(model, {
    id: declaration.id,
    kind: "chance",
    unit: undefined,
    pool,
    weights: panel.weights.kind,
    extremisedBy: factor,
    cells,
    seedScores: weighed.seedScores,
  });
  return together(model, sitting, nodes);
}

function remember(model: Model, judged: Judged): void {
  model.judged.set(judged.id, judged);
}

function reportPanel(model: Model, name: string, span: Span, problem: string, remedy: string): undefined {
  model.report(panelProblem.at(span, { name, problem, remedy }));
  return undefined;
}

function said({ declaration }: ReadJudgement, weight: number): Pick<ExpertView, "expert" | "judgement" | "round" | "weight"> {
  return { expert: declaration.by.text, judgement: declaration.id, round: declaration.round, weight };
}

function statesIn({ numbers }: ReadJudgement): readonly number[] {
  return numbers.kind === "probabilities" ? numbers.probabilities : [];
}

function warnOfCertainty(model: Model, judgements: readonly ReadJudgement[]): void {
  for (const each of judgements)
    if (statesIn(each).some((share) => share < leastChance || share > 1 - leastChance))
      model.report(certainJudgement.at(each.declaration.stated.span, { name: each.declaration.id }));
}

/** The curve through a judgement; one that misses it is remarked on, and an impossible one reported. */
function fitOf(model: Model, { declaration, numbers }: ReadJudgement): Fitted | undefined {
  if (numbers.kind !== "quantiles") return undefined;
  const { fit, stated, id } = declaration;
  const asked = fit?.text ?? "best";
  if (fit && !fitWords.includes(asked)) {
    const near = nearNames(asked, fitWords);
    const problem = `there is no family of curves called “${asked}”${near === "" ? "" : `; nearest: ${near}`}`;
    model.report(judgementProblem.at(fit.span, { name: id, problem, remedy: `Write one of: ${fitWords.join(", ")}.` }));
    return undefined;
  }
  const made = fitted(numbers.judgement, asked as FitFamily | "best", numbers.isAssumedPositive);
  if (isJudgementProblem(made)) {
    const isMetalog = asked === "metalog";
    const remedy = isMetalog
      ? "Correct the value with the expert; or leave the line “fit” out, so that the family that comes nearest is taken."
      : made.kind === "outside-support"
        ? "Give the limits (at least, at most), or leave the line “fit” out."
        : "Ask for at least one value below 40 % and one above 60 %, for instance at 5 %, 50 % and 95 %.";
    model.report(
      judgementProblem.at(made.kind === "too-few" ? stated.span : (fit?.span ?? stated.span), { name: id, problem: made.reason, remedy }),
    );
    return undefined;
  }
  const [worst] = [...made.fit.missed].sort((a, b) => missAt(made.fit, b) - missAt(made.fit, a));
  if (worst !== undefined) {
    const share = (value: number) => `${Math.round(value * 1000) / 10} %`;
    const value = `${Number(made.fit.values[worst]!.toPrecision(4))}`;
    const [judged, drawn] = [share(made.fit.probabilities[worst]!), share(made.fit.fitted[worst]!)];
    model.report(fitMisses.at(stated.span, { name: id, family: made.fit.family.replaceAll("_", " "), judged, fitted: drawn, value }));
  }
  return made;
}

function missAt({ fitted: shares, probabilities }: Fitted["fit"], index: number): number {
  return Math.abs(shares[index]! - probabilities[index]!);
}

/** The experts of a panel and their judgements that count, by option; what is missing is reported. */
function sitDown(model: Model, { id }: QuantityDeclaration | ChanceDeclaration, panel: Panel): Sitting | undefined {
  const { assessment } = model.environment;
  const own = model.judgements.filter(({ declaration: { of, with: other } }) => of.text === id && !other);
  const written = assessment.judgements.filter(({ of, with: other }) => of.text === id && !other);
  const known = new Set(assessment.experts.map((expert) => expert.id));
  const named =
    panel.by === "all"
      ? [...new Set(written.map(({ by }) => by.text))].filter((name) => known.has(name))
      : panel.by.map(({ text }) => text);
  if (panel.by !== "all")
    for (const { text, span } of panel.by)
      if (!known.has(text)) {
        model.report(unknownName.at(span, { name: text, near: model.environment.near(text, known), hint: "Here an expert is wanted." }));
        return undefined;
      }
  if (named.length === 0)
    return reportPanel(model, id, panel.span, "no expert has judged it", judgementHint(id, [...known][0] ?? "EXPERT"));
  if (new Set(named).size < named.length) return reportPanel(model, id, panel.span, "an expert is named twice", "Name each expert once.");
  const unders = new Map<string | undefined, NameSyntax | undefined>();
  for (const { under } of written) if (!unders.has(under?.text)) unders.set(under?.text, under);
  if (written.length > own.length && written.some((each) => !own.some(({ declaration }) => declaration === each))) return undefined;
  const keys = [...unders].sort(([one], [other]) => Number(one === undefined) - Number(other === undefined));
  const tables = (keys.length === 0 ? [[undefined, undefined] as const] : keys).map(([key, under]) =>
    tableOf(model, id, panel, named, own, key, under),
  );
  return tables.every((table) => table !== undefined) ? { id, panel, experts: named, tables } : undefined;
}

function judgementHint(id: string, expert: string): string {
  return `Add the block judgement ${expert}_${id.replaceAll(".", "_")}, by ${expert}, of ${id}; or take ${expert} out of “judged by”.`;
}

function tableOf(
  model: Model,
  id: string,
  panel: Panel,
  experts: readonly string[],
  own: readonly ReadJudgement[],
  key: string | undefined,
  under: NameSyntax | undefined,
): Table | undefined {
  const latest: ReadJudgement[] = [];
  const earlier: ReadJudgement[] = [];
  for (const expert of experts) {
    const given = own
      .filter(({ declaration: { by, under: option } }) => by.text === expert && option?.text === key)
      .sort((one, other) => one.declaration.round - other.declaration.round);
    const last = given.pop();
    if (!last)
      return reportPanel(
        model,
        id,
        panel.span,
        `${expert} has not judged it${key === undefined ? "" : ` under ${key}`}`,
        judgementHint(id, expert),
      );
    latest.push(last);
    earlier.push(...given);
  }
  return { under, latest, earlier };
}

interface Weighed {
  /** By table and expert. */
  readonly weights: readonly (readonly number[])[];
  readonly seedScores: Judged["seedScores"];
}

function weigh(model: Model, sitting: Sitting): Weighed | undefined {
  const { id, panel, experts, tables } = sitting;
  const { weights } = panel;
  const even = experts.map(() => 1 / experts.length);
  switch (weights.kind) {
    case "equal":
      return { weights: tables.map(() => even), seedScores: undefined };
    case "stated": {
      const { values, span } = weights;
      const names = `in the order ${experts.join(", ")}`;
      if (values.length !== experts.length)
        return reportPanel(
          model,
          id,
          span,
          `there are ${experts.length} experts and ${values.length} weights`,
          `Write one weight for each, ${names}.`,
        );
      const sum = values.reduce((total, value) => total + value, 0);
      return { weights: tables.map(() => values.map((value) => value / sum)), seedScores: undefined };
    }
    default: {
      const found = tables.map(({ latest }) => cookeWeights(model, experts, weights, latest));
      const [problem] = found.flatMap((each) => ("problem" in each ? [each] : []));
      if (problem) return reportPanel(model, id, weights.span, problem.problem, problem.remedy);
      const scored = found.flatMap((each) => ("scores" in each ? [each] : []));
      return { weights: scored.map((each) => each.weights), seedScores: scored[0]?.scores };
    }
  }
}

/** Whether the odds may be extremised, where that is asked for: only what each expert knows alone adds up. */
function mayExtremise(model: Model, { id, panel, tables }: Sitting): boolean {
  if (panel.extremisedBy === undefined) return true;
  const later = tables.flatMap(({ latest }) => latest).find(({ declaration }) => declaration.round > 1);
  const problem = !(panel.extremisedBy >= 1 && panel.extremisedBy <= 4)
    ? `a factor of ${panel.extremisedBy} does not extremise; it lies from 1 to 4`
    : panel.panel === "shared"
      ? "they saw the same dossier or discussed it, so what they know does not add up, and their odds must not be extremised"
      : later
        ? `${later.declaration.by.text} answered in round ${later.declaration.round} and so knew what the others said, and odds of such a panel must not be extremised`
        : panel.panel === undefined
          ? "it is not said whether each of them knew what the others did not, and only then may their odds be extremised"
          : undefined;
  if (problem === undefined) return true;
  reportPanel(
    model,
    id,
    panel.span,
    problem,
    "Leave “extremised by” out; or, if they knew nothing of each other’s sources, write: panel separate.",
  );
  return false;
}

/** One node for all options, or each option's own. */
function together(model: Model, { id, panel, tables }: Sitting, nodes: readonly NodeId[]): NodeId | undefined {
  const [only] = nodes;
  if (tables.length === 1 && tables[0]!.under === undefined) return only;
  const { span } = panel;
  const rows = tables.map(({ under }) => ({ labels: [under ?? { text: "otherwise", span }], cells: [], span }));
  const table = { over: [{ text: "option", span }], rows, span };
  const resolved = resolveTable(model, table, id);
  return resolved && assembleTable(model, resolved, nodes, span);
}
