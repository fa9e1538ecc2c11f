/** The competing hypotheses of a case with what the evidence makes of them: the matrix, inconsistency, probabilities, and what each item does to the answer. */
import {
  diagnosticityOfLikelihoods,
  diagnosticityOfRatings,
  discounted,
  inconsistency,
  likelihoodsOfRatings,
  posteriorOf,
  type Rating,
} from "@outweigh/engine";
import type { Assessment, EvidenceDeclaration, HypothesisDeclaration } from "./assessment.js";

/** An item of evidence by the hypotheses of its set, in their order. */
export interface WeighedEvidence {
  readonly declaration: EvidenceDeclaration;
  /** Where it is rated. */
  readonly ratings: readonly Rating[] | undefined;
  /** Its probability under each hypothesis, before trust; undefined where it does not apply to one of them and so says nothing. */
  readonly likelihoods: readonly number[] | undefined;
  readonly trust: number;
  /** How far it tells the hypotheses apart: the greatest |ln(likelihood ratio)| as it counts, 0 where it is left out. */
  readonly diagnosticity: number;
  /** The probabilities of the hypotheses without it. */
  readonly without: readonly number[] | undefined;
}

/** Hypotheses that exclude each other, with the evidence that speaks of them. Lists are in the order of the hypotheses. */
export interface CompetingHypotheses {
  readonly about: string | undefined;
  readonly hypotheses: readonly HypothesisDeclaration[];
  readonly priors: readonly number[];
  readonly evidence: readonly WeighedEvidence[];
  /** Inconsistency scores over the rated items; undefined where none is rated. */
  readonly inconsistency: readonly number[] | undefined;
  /** Undefined where the evidence rules all of them out. */
  readonly posteriors: readonly number[] | undefined;
}

/** Every set of hypotheses. Evidence with rows amiss, which the check reports, is left out. */
export function competingHypotheses({ hypotheses, evidence }: Pick<Assessment, "hypotheses" | "evidence">): readonly CompetingHypotheses[] {
  return [...new Set(hypotheses.map(({ about }) => about))].map((about) => {
    const members = hypotheses.filter((each) => each.about === about);
    const places = new Map(members.map(({ id }, place) => [id, place]));
    const priors = priorsOf(members);
    const items = evidence.flatMap((declaration) => itemOf(declaration, places));
    const counting = items.map(({ likelihoods, trust }) => likelihoods && discounted(likelihoods, trust));
    const rated = items.flatMap(({ ratings }) => (ratings ? [ratings] : []));
    const posteriorBut = (left: number) =>
      posteriorOf(priors, counting.filter((row, place) => row !== undefined && place !== left) as number[][]);
    return {
      about,
      hypotheses: members,
      priors,
      evidence: items.map((item, place) => ({
        ...item,
        diagnosticity: counting[place] === undefined ? 0 : diagnosticityOfLikelihoods(counting[place]),
        without: posteriorBut(place),
      })),
      inconsistency: rated.length > 0 ? inconsistency(rated) : undefined,
      posteriors: posteriorBut(-1),
    };
  });
}

/** Stated priors, and equal shares of what they leave. */
export function priorsOf(hypotheses: readonly HypothesisDeclaration[]): readonly number[] {
  const stated = hypotheses.reduce((sum, { prior }) => sum + (prior ?? 0), 0);
  const open = hypotheses.filter(({ prior }) => prior === undefined).length;
  const share = Math.max(0, 1 - stated) / Math.max(1, open);
  const priors = hypotheses.map(({ prior }) => prior ?? share);
  const sum = priors.reduce((total, prior) => total + prior, 0);
  return sum > 0 ? priors.map((prior) => prior / sum) : priors.map(() => 1 / priors.length);
}

type Item = Pick<WeighedEvidence, "declaration" | "ratings" | "likelihoods" | "trust">;

function itemOf(declaration: EvidenceDeclaration, places: ReadonlyMap<string, number>): readonly Item[] {
  const { fits, likely, trust = 1 } = declaration;
  const inOrder = <Value>(rows: readonly { readonly hypothesis: { readonly text: string }; readonly value: Value }[]) => {
    const values = new Map(rows.map(({ hypothesis, value }) => [places.get(hypothesis.text), value]));
    const list = [...places.values()].map((place) => values.get(place));
    return rows.length === places.size && !list.includes(undefined) ? (list as Value[]) : undefined;
  };
  if (fits.length > 0 && likely.length > 0) return [];
  if (likely.length > 0) {
    const likelihoods = inOrder(likely.map(({ hypothesis, probability }) => ({ hypothesis, value: probability })));
    return likelihoods ? [{ declaration, ratings: undefined, likelihoods, trust }] : [];
  }
  const ratings = inOrder(fits.map(({ hypothesis, rating }) => ({ hypothesis, value: rating })));
  return ratings ? [{ declaration, ratings, likelihoods: likelihoodsOfRatings(ratings), trust }] : [];
}

/** Whether an item tells nothing: it fits every hypothesis alike. */
export function tellsNothing({ ratings, diagnosticity }: Pick<WeighedEvidence, "ratings" | "diagnosticity">): boolean {
  return diagnosticity === 0 && (ratings === undefined || diagnosticityOfRatings(ratings) === 0);
}
