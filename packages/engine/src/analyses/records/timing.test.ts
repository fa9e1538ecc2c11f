/** Decisions about a moment, against stages that can be enumerated. */
import { describe, expect, test } from "vitest";
import { column } from "../columns-for-tests.js";
import type { DecisionDraws, DecisionTiming, TimingCourses } from "../decision.js";
import { isUnsuitable } from "../draws.js";
import { timing } from "./timing.js";

const settings = { seed: 1, draws: 20_000 };

function subjectWith(timings: readonly DecisionTiming[]): DecisionDraws {
  return {
    decision: {
      graph: { dimensions: [], nodes: [], outputs: [], time: undefined, correlations: [] },
      options: [],
      baseline: 0,
      objectives: [],
      rules: [],
      inputs: [],
      timings,
    },
    settings,
    draws: settings.draws,
    replicated: false,
    objectives: [],
    breaches: [],
    standings: [],
    breachShares: [],
    inputs: [],
    studied: [],
  };
}

/** Acting at once costs 5; a sign seen in 2030, in half of the worlds, makes it 2 then and 8 otherwise; never acting costs 4. */
function courses(sense: "minimise" | "maximise", asked: { draws: number }[] = []): DecisionTiming {
  const sign = sense === "minimise" ? 1 : -1;
  return {
    name: "best",
    label: "At the best moment",
    objective: "cost",
    sense,
    starts: "wait",
    option: "act",
    known: ["sign"],
    make: ({ draws }): TimingCourses => {
      asked.push({ draws });
      const seen = column("sign", draws).map((value) => (value < 0.5 ? 1 : 0));
      const all = (value: number) => new Float64Array(draws).fill(sign * value);
      return {
        dates: [2027, 2030],
        states: [[all(0)], [seen]],
        payoffs: [all(5), seen.map((value) => sign * (value === 1 ? 2 : 8))],
        never: all(4),
        replicated: false,
      };
    },
  };
}

async function solved(...timings: DecisionTiming[]) {
  const result = await timing.run(subjectWith(timings), { settings });
  if (isUnsuitable(result)) throw new Error(result.reason);
  return result;
}

describe.each(["minimise", "maximise"] as const)("a cost to %s", (sense) => {
  const sign = sense === "minimise" ? 1 : -1;

  test("is that of the best answer to what is seen", async () => {
    const [outcome] = (await solved(courses(sense))).timings;
    const { value, clairvoyant, bestFixed, flexibility, dates, never } = outcome!;
    const share = dates[1]!.acting;
    // By enumeration: act on the sign for 2, else never for 4; nothing better can be had with all known.
    expect(value.value).toBeCloseTo(sign * (4 - 2 * share), 9);
    expect(clairvoyant).toEqual(value);
    expect(Math.abs(share - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / 4096));
    expect(bestFixed).toEqual({ value: { value: sign * 4, error: 0 } });
    expect(flexibility.value).toBeCloseTo(2 * share, 9);
    expect(flexibility.error).toBeGreaterThan(0);
    expect(dates.map(({ date, acting }) => [date, acting])).toEqual([
      [2027, 0],
      [2030, share],
    ]);
    expect(dates[0]!.fixed).toEqual({ value: sign * 5, error: 0 });
    expect(dates[1]!.boundary).toEqual({ at: 0.5, acts: "above", agreement: 1 });
    expect(never).toEqual({ fixed: { value: sign * 4, error: 0 }, share: expect.closeTo(1 - share, 12) });
  });
});

test("no more than 4,096 draws are asked for", async () => {
  const asked: { draws: number }[] = [];
  await solved(courses("minimise", asked));
  expect(asked).toEqual([{ draws: 4096 }]);
});

test("what has no answer says why, beside what has one", async () => {
  const broken = courses("minimise");
  const infinite: DecisionTiming = {
    ...broken,
    name: "broken",
    make: (asked) => ({ ...broken.make(asked), never: new Float64Array(asked.draws).fill(Number.POSITIVE_INFINITY) }),
  };
  const { timings, without } = await solved(courses("minimise"), infinite);
  expect([timings.length, without]).toEqual([1, [expect.objectContaining({ timing: "broken", reason: "not-finite" })]]);
  expect(await timing.run(subjectWith([infinite]), { settings })).toMatchObject({ kind: "unsuitable", reason: "not-finite" });
});
