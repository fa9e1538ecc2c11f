/** The suggested confidence against its rubric (docs/methods/hypotheses.md), worked out by hand on small cases. */
import { expect, test } from "vitest";
import type { Assessment } from "./assessment.js";
import { againstHighConfidence, suggestConfidence } from "./confidence.js";
import { compileModel } from "./lower/test-support.js";

const sources = ["one", "two"].map((id) => `source ${id} "${id}"\n  grade A\n`).join("");

/** A claim that is held by its words, whatever the disk of the test holds. */
function held(assessment: Assessment): Assessment {
  return { ...assessment, claims: assessment.claims.map((claim) => ({ ...claim, quoteState: "verified" })) };
}

const claim = (id: string, source: string, grade: string) =>
  `claim ${id} from ${source}\n  quote "Something that is said of ${id}"\n  grade ${grade}\n`;

const assessmentOf = (model: string) => held(compileModel(model).assessment);

const levels = (assessment: Assessment) =>
  Object.fromEntries(suggestConfidence(assessment).factors.map(({ name, level }) => [name, level]));

test("without claims, reasons and rival views every factor is low", () => {
  const bare = assessmentOf("quantity x : people = 1 to 3 as lognormal\n");
  expect(levels(bare)).toEqual({ corroboration: "low", assumptions: "low", inference: "low", gaps: "low" });
  expect(suggestConfidence(bare).level).toBe("low");
  expect(againstHighConfidence(bare)).toBe("no source is drawn on");
});

const rival = "scenario dry\n  y 3 people\n";
const confirmed = (id: string) =>
  `${claim(`${id}_a`, "one", "1")}${claim(`${id}_b`, "two", "1")}quantity ${id} : people = 2\n  because ${id}_a, ${id}_b\n`;

test("two origins that confirm each other, no bare assumption, words held: high but for what nobody has worked out", () => {
  const assessment = assessmentOf(`${sources}${confirmed("x")}${confirmed("y")}`);
  expect(levels(assessment)).toEqual({ corroboration: "high", assumptions: "high", inference: "low", gaps: "high" });
  expect(againstHighConfidence(assessment)).toBeUndefined();
  expect(levels(assessmentOf(`${sources}${confirmed("x")}${confirmed("y")}${rival}`))["inference"]).toBe("moderate");
});

test("claims of one origin, and copies of it, are one origin", () => {
  const one = assessmentOf(`${sources.replace('source two "two"', 'source two "two"\n  derived from one')}${confirmed("x")}`);
  expect(levels(one)["corroboration"]).toBe("low");
  expect(againstHighConfidence(one)).toBe("all evidence goes back to a single origin");
});

test("an unsupported key assumption makes that factor low, one with caveats moderate", () => {
  const assumption = (rating: string) =>
    `assumption a "It stays"\n  behind x\n  confident "So it was."\n  untrue when "It moves."\n  rating ${rating}\n`;
  const base = `${sources}${confirmed("x")}${confirmed("y")}`;
  expect(levels(assessmentOf(base + assumption("solid")))["assumptions"]).toBe("high");
  expect(levels(assessmentOf(base + assumption("caveats")))["assumptions"]).toBe("moderate");
  const unsupported = assessmentOf(base + assumption("unsupported"));
  expect(levels(unsupported)["assumptions"]).toBe("low");
  expect(againstHighConfidence(unsupported)).toBe("the assumption a is unsupported");
});

test("gaps: one quote in two not held, or half of the credibility unknown, is low; three in four held is moderate", () => {
  const four = `${sources}${["a", "b", "c", "d"].map((id) => claim(id, "one", "2")).join("")}`;
  const withLost = (count: number): Assessment => {
    const assessment = assessmentOf(four);
    return { ...assessment, claims: assessment.claims.map((each, index) => (index < count ? { ...each, quoteState: "failed" } : each)) };
  };
  expect([0, 1, 2].map((lost) => levels(withLost(lost))["gaps"])).toEqual(["high", "moderate", "low"]);
  expect(levels(assessmentOf(four.replaceAll("grade 2", "grade 6")))["gaps"]).toBe("low");
});
