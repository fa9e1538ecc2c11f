/** Studies stated in a case, from text to value: against closed forms and enumeration. */
import { analyses, drawDecision, isUnsuitable, lacking, normalCdf, normalDensity, type ValuedStudies } from "@outweigh/engine";
import { expect, test } from "vitest";
import { decisionOf } from "./decision.js";
import { compileModel, errorsOf } from "./lower/test-support.js";

const analysis = analyses.find(({ name }) => name === "studies")!;

async function studiesOf(model: string, draws = 65_536): Promise<ValuedStudies> {
  const compiled = compileModel(`option hold "Hold"\noption act "Act"\n${model}`, "", {}, 'case demo\n  question "Which?"\n');
  expect(errorsOf(compiled)).toEqual([]);
  const settings = { seed: 3, draws };
  const subject = drawDecision(decisionOf(compiled), settings);
  expect(lacking(analysis, subject)).toBeUndefined();
  const found = await analysis.run(subject, { settings });
  if (isUnsuitable(found)) throw new Error(found.reason);
  return found as ValuedStudies;
}

/** Raiffa and Schlaifer (1961): two options, of which one gains theta ~ N(mean, priorSd), measured n times with normal error. */
function normalEvsi(mean: number, priorSd: number, sd: number, size: number): number {
  const spread = (priorSd * priorSd) / Math.sqrt(priorSd * priorSd + (sd * sd) / size);
  const distance = Math.abs(mean) / spread;
  return spread * (normalDensity(distance) - distance * normalCdf(-distance));
}

test("a mean with normal error, in units of its own, against the closed form", async () => {
  const { objective, evpi, studies, without } = await studiesOf(`
quantity effect "Gain" : EUR = normal(300, 1000)
objective gain : EUR
  maximise if act then effect else 0 EUR
study trial "A trial"
  of     effect
  sample 16 as mean
  noise  4,000 EUR
  cost   20 EUR
study paid_elsewhere "Paid in another currency"
  of     effect
  sample 1 as mean
  noise  2,000
  cost   5 USD`);
  expect({ objective, without }).toEqual({ objective: "gain", without: [] });
  const [trial, other] = studies;
  const near = (found: { value: number; error: number }, exact: number) => {
    expect(Math.abs(found.value - exact)).toBeLessThan(4 * found.error);
    expect(Math.abs(found.value / exact - 1)).toBeLessThan(0.05);
  };
  near(trial!, normalEvsi(300, 1000, 4000, 16));
  near(other!, normalEvsi(300, 1000, 2000, 1));
  near(trial!.perfect, normalEvsi(300, 1000, 0, 1));
  near(evpi, normalEvsi(300, 1000, 0, 1));
  expect(trial!.sizes.map(({ size }) => size)).toEqual([4, 8, 16, 32, 64]);
  for (const sized of trial!.sizes) near(sized, normalEvsi(300, 1000, 4000, sized.size));
  expect(trial!.shareOfPerfect).toBeCloseTo(trial!.value / trial!.perfect.value, 12);
  expect(trial!.cost).toBe(20);
  expect(trial!.net!.value).toBeCloseTo(trial!.value - 20, 9);
  expect(other!.net).toBeUndefined();
});

// p ~ Beta(3, 5), worth 0.4 elsewhere: after k of n cases the posterior mean is (3 + k) / (8 + n), k being beta-binomial.
test("k of n cases, against enumeration", async () => {
  const size = 25;
  const { studies } = await studiesOf(`
quantity share = beta(3, 5)
objective gain
  maximise if act then share else 0.4
study survey "A survey"
  of     share
  sample ${size} as proportion`);
  // P(k) by recurrence from P(0) = B(3, 5 + n) / B(3, 5).
  let chance = 1;
  for (let j = 0; j < size; j++) chance *= (5 + j) / (8 + j);
  let exact = 0;
  for (let k = 0; k <= size; k++) {
    exact += chance * Math.max(0.4, (3 + k) / (8 + size));
    chance *= ((size - k) * (3 + k)) / ((k + 1) * (size - k + 4));
  }
  exact -= 0.4;
  expect(Math.abs(studies[0]!.value - exact)).toBeLessThan(4 * studies[0]!.error + 0.005 * exact);
  expect(studies[0]!.value).toBeLessThanOrEqual(studies[0]!.perfect.value);
});

// A rate ~ Gamma(2, 1) a year, minimised against 2.5: after k events in t years the posterior mean is (2 + k) / (1 + t), k negative binomial.
test("events over a time that is written in months, for an objective that is minimised", async () => {
  const { studies } = await studiesOf(`
quantity accidents : deaths/year = gamma(shape = 2, scale = 1)
objective harm : deaths/year
  minimise if act then accidents else 2.5 deaths/year
study register "The register"
  of     accidents
  sample 6 months as count`);
  const time = 0.5;
  let exact = 0;
  for (let k = 0; k < 400; k++) exact += (k + 1) * (1 / (1 + time)) ** 2 * (time / (1 + time)) ** k * Math.min(2.5, (2 + k) / (1 + time));
  exact = 2 - exact;
  expect(Math.abs(studies[0]!.value - exact)).toBeLessThan(4 * studies[0]!.error + 0.005 * exact);
});

test("without a study there is nothing to value", () => {
  const compiled = compileModel(
    'option hold "Hold"\noption act "Act"\nquantity x = normal(0, 1)\nobjective gain\n  maximise if act then x else 0',
  );
  expect(lacking(analysis, drawDecision(decisionOf(compiled), { seed: 1, draws: 1024 }))).toMatchObject({ reason: "no-studies" });
});

// A uniform prior and 11 of 30 give Beta(12, 20); 10 further cases, k of them with the outcome, (12 + k) / 42.
test("further cases of a base rate", async () => {
  const { studies } = await studiesOf(`
precedent uprisings "Uprisings"
  question "Did it fail?"
  counted survey 11 of 30 "Counted"
  prior uniform
objective gain
  maximise if act then uprisings else 0.4
study more "Ten more cases"
  of     uprisings
  sample 10 as proportion`);
  let chance = 1;
  for (let j = 0; j < 10; j++) chance *= (20 + j) / (32 + j);
  let exact = -0.4;
  for (let k = 0; k <= 10; k++) {
    exact += chance * Math.max(0.4, (12 + k) / 42);
    chance *= ((10 - k) * (12 + k)) / ((k + 1) * (29 - k));
  }
  expect(Math.abs(studies[0]!.value - exact)).toBeLessThan(4 * studies[0]!.error + 0.01 * exact);
});
