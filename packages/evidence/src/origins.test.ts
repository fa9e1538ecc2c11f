import { describe, expect, it } from "vitest";
import { groupConflicts, listConflicts } from "./conflicts.js";
import { compareGrades, credibilityGrades, reliabilityGrades } from "./grades.js";
import { hasTwoOrigins, originGraph } from "./origins.js";

const source = (id: string, ...derivedFrom: string[]) => ({ id, derivedFrom });
const claim = (id: string, from: string, saidBy?: string) => ({ id, source: from, saidBy });

describe("originGraph", () => {
  const graph = originGraph([
    source("agency"),
    source("paper", "agency"),
    source("blog", "paper", "witness"),
    source("other"),
    source("left", "right"),
    source("right", "left"),
  ]);

  it("follows derivation to its end", () => {
    expect([...graph.ancestry("blog")].toSorted()).toEqual(["agency", "blog", "paper", "witness"]);
    expect([...graph.origins("blog")].toSorted()).toEqual(["agency", "witness"]);
    expect([...graph.origins("other")]).toEqual(["other"]);
  });

  it("takes a circle as one origin", () => {
    expect([...graph.origins("left")]).toEqual(["left"]);
    expect([...graph.origins("right")]).toEqual(["left"]);
  });

  it("tells what two claims share", () => {
    expect(graph.shared(claim("a", "paper"), claim("b", "paper"))).toEqual({ kind: "same-source", name: "paper" });
    expect(graph.shared(claim("a", "paper"), claim("b", "blog"))).toEqual({ kind: "common-origin", name: "paper" });
    expect(graph.shared(claim("a", "paper"), claim("b", "other"))).toBeUndefined();
    expect(graph.shared(claim("a", "paper", "Dr. Marquez"), claim("b", "other", "dr.  marquez"))).toEqual({
      kind: "same-speaker",
      name: "Dr. Marquez",
    });
    expect(graph.shared(claim("a", "paper", ""), claim("b", "other", ""))).toBeUndefined();
  });

  it("counts origins, not claims", () => {
    expect(hasTwoOrigins(graph, [claim("a", "paper"), claim("b", "blog"), claim("c", "agency")])).toBe(false);
    expect(hasTwoOrigins(graph, [claim("a", "paper"), claim("b", "other")])).toBe(true);
    expect(hasTwoOrigins(graph, [claim("a", "paper")])).toBe(false);
  });
});

describe("conflicts", () => {
  const claims = [
    { id: "a", conflictsWith: ["b", "gone", "a"] },
    { id: "b", conflictsWith: ["a"] },
    { id: "c", conflictsWith: ["b"] },
    { id: "d", conflictsWith: [] },
    { id: "e", conflictsWith: ["f"] },
    { id: "f", conflictsWith: [] },
  ];
  it("lists each pair once, in the order of the text", () => {
    expect(listConflicts(claims)).toEqual([
      ["a", "b"],
      ["b", "c"],
      ["e", "f"],
    ]);
  });
  it("gathers groups", () => {
    expect(groupConflicts(claims)).toEqual([
      ["a", "b", "c"],
      ["e", "f"],
    ]);
  });
});

describe("grades", () => {
  it("has six of each, the last unknown", () => {
    expect([...reliabilityGrades.keys()].join("")).toBe("ABCDEF");
    expect([...credibilityGrades.keys()].join("")).toBe("123456");
    for (const grades of [reliabilityGrades, credibilityGrades])
      expect([...grades.values()].map((grade) => grade.isKnown)).toEqual([true, true, true, true, true, false]);
  });
  it("orders known grades and never an unknown one", () => {
    expect(compareGrades("A", "B")).toBeLessThan(0);
    expect(compareGrades("5", "2")).toBeGreaterThan(0);
    expect(compareGrades("C", "C")).toBe(0);
    expect(compareGrades("E", "F")).toBeUndefined();
    expect(compareGrades("6", "5")).toBeUndefined();
    expect(compareGrades("A", "1")).toBeUndefined();
  });
});
