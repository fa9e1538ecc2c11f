import { expect, it } from "vitest";
import type { OutputResult } from "./result.js";
import { resultBytes } from "./result-bytes.js";
import { summarise } from "./statistics/summary.js";

const output = (name: string, values: readonly number[]): OutputResult => ({
  name,
  dimensions: [],
  summaries: [summarise(Float64Array.from(values))],
  draws: [Float64Array.from(values)],
});

it("bytes do not depend on the order of outputs, nor on the sign of zero or the bits of what is not a number", () => {
  expect(resultBytes([output("a", [1, 2]), output("b", [3])])).toEqual(resultBytes([output("b", [3]), output("a", [1, 2])]));
  expect(resultBytes([output("a", [0, 1])])).toEqual(resultBytes([output("a", [-0, 1])]));
  const odd = Float64Array.of(Number.NaN);
  new DataView(odd.buffer).setUint32(0, 7, true);
  expect(resultBytes([{ ...output("a", [1]), draws: [odd] }])).toEqual(
    resultBytes([{ ...output("a", [1]), draws: [Float64Array.of(Number.NaN)] }]),
  );
});

it("bytes change with every name, number and order of draws", () => {
  const summary = summarise(Float64Array.of(1, 2, 3));
  const variants = [
    [output("a", [1, 2, 3])],
    [output("b", [1, 2, 3])],
    [output("a", [1, 3, 2])],
    [output("a", [1, 2, 3 + 2 ** -51])],
    [output("a", [1, 2, 3]), output("b", [1, 2, 3])],
    [{ ...output("a", [1, 2, 3]), draws: undefined }],
    [{ ...output("a", [1, 2, 3]), summaries: [{ ...summary, quantiles: undefined }] }],
    [{ ...output("a", [1, 2, 3]), summaries: [{ ...summary, tails: undefined }] }],
    [{ ...output("a", [1, 2, 3]), summaries: [{ ...summary, tails: { ...summary.tails, high: 2 } }] }],
    [{ ...output("a", [1, 2, 3]), summaries: [{ ...summary, notFinite: 1 }] }],
  ].map((outputs) => resultBytes(outputs).join());
  expect(new Set(variants).size).toBe(variants.length);
});
