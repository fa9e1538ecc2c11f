/** The marks of TLP 2.0: names, order and old names, as FIRST defines them. */
import { expect, test } from "vitest";
import { isStricter, readTlpMark, strictestMark, tlpLabel, tlpMarks } from "./tlp.js";

test("RED over AMBER+STRICT over AMBER over GREEN over CLEAR", () => {
  const order = ["RED", "AMBER+STRICT", "AMBER", "GREEN", "CLEAR"] as const;
  expect([...tlpMarks].reverse()).toEqual(order);
  order.forEach((mark, place) => {
    for (const other of order.slice(place)) expect(isStricter(mark, other)).toBe(mark !== other);
  });
});

test("labels are in capitals with no space; WHITE is read as CLEAR and never written", () => {
  expect(tlpLabel("AMBER+STRICT")).toBe("TLP:AMBER+STRICT");
  expect(readTlpMark("tlp:amber+strict")).toBe("AMBER+STRICT");
  expect(readTlpMark(" Green ")).toBe("GREEN");
  expect(readTlpMark("TLP:WHITE")).toBe("CLEAR");
  expect(readTlpMark("BLUE")).toBeUndefined();
  expect(tlpMarks.map(tlpLabel).join()).not.toContain("WHITE");
});

test("what is made from several takes the strictest; the unmarked does not count", () => {
  expect(strictestMark(["GREEN", undefined, "AMBER", "CLEAR"])).toBe("AMBER");
  expect(strictestMark([undefined])).toBeUndefined();
  expect(strictestMark([])).toBeUndefined();
});
