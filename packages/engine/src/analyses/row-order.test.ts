/** Rows sorted by bits against rows sorted by comparing. */
import { expect, it } from "vitest";
import { column } from "./columns-for-tests.js";
import { keepMarked, markedOnly, rowOrder } from "./row-order.js";

const byComparing = (values: Float64Array) => [...values.keys()].sort((a, b) => values[a]! - values[b]! || a - b);

it.each([
  ["uniforms", column("u", 5000)],
  ["both signs", column("u", 5000).map((u) => 1000 * (u - 0.5))],
  ["many ties", column("u", 5000).map((u) => Math.floor(5 * u) - 2)],
  ["the two zeros are equal", Float64Array.of(0, -0, 1, -0, 0, -1)],
  ["infinite and smallest values", Float64Array.of(5e-324, -Infinity, 0, Infinity, -5e-324, 1e308, -1e308, 1e-300)],
  ["one row", Float64Array.of(3)],
  ["none", new Float64Array(0)],
])("%s", (_, values) => {
  expect([...rowOrder(values)]).toEqual(byComparing(values));
});

it("marked rows stay in their order", () => {
  const order = Uint32Array.of(3, 1, 0, 2);
  expect([...markedOnly(order, Uint8Array.of(1, 0, 1, 1))]).toEqual([3, 0, 2]);
  expect(keepMarked(order, 3, Uint8Array.of(1, 0, 1, 1))).toBe(2);
  expect([...order.subarray(0, 2)]).toEqual([3, 0]);
});
