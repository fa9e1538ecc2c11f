/** Studies that could be made, and the result that each would show in every draw if that draw were the truth. */
import { exp, ln } from "../elementary.js";
import { fillUniforms, streamKey } from "../random.js";
import { betaI, gammaQ, normalQuantile } from "../special.js";
import type { Unsuitable } from "./draws.js";

/**
 * What is observed of an input: the mean of `size` measurements of it, each with a normal error of standard deviation `sd`; how many of `size`
 * cases have what the input is the probability of; how many events there are in a time or area of `size`, of which the input is the rate.
 */
export type Study =
  | { readonly kind: "mean"; readonly sd: number; readonly size: number }
  | { readonly kind: "proportion"; readonly size: number }
  | { readonly kind: "count"; readonly size: number };

/**
 * The result of the study in every draw. The same seed and name give the same luck, so that studies of different size can be compared.
 * Refused: a probability outside 0 to 1, a negative rate, a size or error that is not positive.
 */
export function simulateStudy(input: Float64Array, study: Study, seed: number, name: string): Float64Array | Unsuitable {
  const refuse = (reason: Unsuitable["reason"]): Unsuitable => ({ kind: "unsuitable", reason, name });
  const isSized = study.size > 0 && Number.isFinite(study.size) && (study.kind !== "proportion" || Number.isInteger(study.size));
  if (!isSized || (study.kind === "mean" && !(study.sd > 0))) return refuse("no-study");
  if (input.some((value) => !Number.isFinite(value))) return refuse("not-finite");
  if (study.kind === "proportion" && input.some((value) => value < 0 || value > 1)) return refuse("not-a-probability");
  if (study.kind === "count" && input.some((value) => value < 0)) return refuse("not-a-rate");
  const uniforms = new Float64Array(input.length);
  fillUniforms(uniforms, streamKey(seed, ["study", name]), 0);
  switch (study.kind) {
    case "mean": {
      const error = study.sd / Math.sqrt(study.size);
      return input.map((value, draw) => value + error * normalQuantile(uniforms[draw]!));
    }
    case "proportion":
      return input.map((value, draw) => binomialQuantile(study.size, value, uniforms[draw]!));
    case "count":
      return input.map((value, draw) => poissonQuantile(study.size * value, uniforms[draw]!));
  }
}

/** The least k with P(X <= k) >= u. Small cases add up terms; large ones search the distribution function from the normal approximation. */
function binomialQuantile(size: number, probability: number, u: number): number {
  if (probability === 0) return 0;
  if (probability === 1) return size;
  if (size * Math.min(probability, 1 - probability) > 30)
    return searched(
      u,
      size * probability,
      size * probability * (1 - probability),
      (k) => (k >= size ? 1 : k < 0 ? 0 : betaI(size - k, k + 1, 1 - probability)),
      size,
    );
  return probability > 0.5 ? size - fewSuccesses(size, 1 - probability, 1 - u) : fewSuccesses(size, probability, u);
}

function fewSuccesses(size: number, probability: number, u: number): number {
  let term = exp(size * ln(1 - probability));
  let total = term;
  let k = 0;
  while (total < u && k < size) {
    term *= ((size - k) / (k + 1)) * (probability / (1 - probability));
    total += term;
    k++;
  }
  return k;
}

function poissonQuantile(mean: number, u: number): number {
  if (mean > 30) return searched(u, mean, mean, (k) => (k < 0 ? 0 : gammaQ(k + 1, mean)), Infinity);
  let term = exp(-mean);
  let total = term;
  let k = 0;
  while (total < u && k < 1000) {
    k++;
    term *= mean / k;
    total += term;
  }
  return k;
}

/** The least whole number at which a distribution function reaches u, looked for from the normal approximation outwards. */
function searched(u: number, mean: number, variance: number, cdf: (k: number) => number, most: number): number {
  let k = Math.min(most, Math.max(0, Math.round(mean + Math.sqrt(variance) * normalQuantile(u))));
  while (k > 0 && cdf(k - 1) >= u) k--;
  while (k < most && cdf(k) < u) k++;
  return k;
}
