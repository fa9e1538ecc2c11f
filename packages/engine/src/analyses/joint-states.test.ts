/** Combinations of cells of few values, against counting by hand. */
import { expect, test } from "vitest";
import { evppi, hasValue } from "./evppi.js";
import { jointStates } from "./joint-states.js";
import { fine, normals, options, uniforms } from "./option-draws-for-tests.js";

const count = 4000;
const cell = (name: string, values: number) => uniforms(count, 5, name).map((u) => Math.floor(values * u));

test("every combination that occurs is a state of its own", () => {
  const columns = [cell("a", 2), cell("b", 3), cell("c", 4).map((value) => value ** 3)];
  const states = jointStates(columns)!;
  const names = new Map<string, number>();
  for (let draw = 0; draw < count; draw++) {
    const name = columns.map((column) => column[draw]).join(" ");
    if (!names.has(name)) names.set(name, states.of[draw]!);
    expect(states.of[draw]).toBe(names.get(name));
  }
  expect([names.size, new Set(names.values()).size, states.counts.length]).toEqual([24, 24, 24]);
  expect(states.counts.reduce((sum, each) => sum + each, 0)).toBe(count);
});

test("cells of many values and too many combinations are left to others", () => {
  expect(jointStates([cell("a", 2), normals(count, 5, "z")])).toBeUndefined();
  expect(jointStates([cell("a", 16), cell("b", 5)])).toBeUndefined();
  expect(jointStates([cell("a", 16).subarray(0, 300), cell("b", 2).subarray(0, 300)])).toBeUndefined();
});

test("an input of two cells is worth what counting says: the mean of the best option in each combination", () => {
  const [a, b, noise] = [cell("a", 2), cell("b", 3), normals(count, 5, "noise")];
  const gain = a.map((value, draw) => (value === 1 ? b[draw]! - 1 : 1 - b[draw]!) + noise[draw]!);
  const draws = options(new Float64Array(count), gain);
  const sums = new Map<number, number>();
  for (let draw = 0; draw < count; draw++) sums.set(3 * a[draw]! + b[draw]!, (sums.get(3 * a[draw]! + b[draw]!) ?? 0) + gain[draw]!);
  const mean = gain.reduce((sum, value) => sum + value, 0) / count;
  const expected = [...sums.values()].reduce((sum, value) => sum + Math.max(0, value), 0) / count - Math.max(0, mean);
  const [found] = fine(evppi(draws, [{ name: "ab", columns: [a, b] }])).inputs;
  if (found === undefined || !hasValue(found)) throw new Error("There is no value.");
  expect(found.method).toBe("means");
  expect(found.value).toBeCloseTo(expected, 10);
  expect(Math.abs(found.value - 1 / 3)).toBeLessThan(4 * found.error);
});
