import { expect, test } from "vitest";
import { remembered } from "./remembered.js";

test("a result is worked out once while it is among the last", () => {
  let calls = 0;
  const sum = remembered((a, b, c) => {
    calls++;
    return a + b + c;
  });
  expect([sum(1, 2, 3), sum(1, 2, 3), sum(3, 2, 1), sum(1, 23, 0)]).toEqual([6, 6, 6, 24]);
  expect(calls).toBe(3);
  for (let k = 0; k < 5000; k++) expect(sum(k, 0.5, 0)).toBe(k + 0.5);
  expect(sum(1, 2, 3)).toBe(6);
  expect(calls).toBe(5004);
});
