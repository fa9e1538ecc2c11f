import { describe, expect, test } from "vitest";
import type { Plot } from "../document.js";
import { axisScale } from "./axis-scale.js";
import { chunks } from "./canvas.js";
import { drawPlot } from "./index.js";
import { roundTicks } from "./scale.js";

const row = (label: string, low90: number, low50: number, median: number, high50: number, high90: number) => ({
  label,
  standing: "clear" as const,
  low90,
  low50,
  median,
  high50,
  high90,
});
const level = (time: number, middle: number) => ({
  time,
  middle,
  low90: undefined,
  low50: undefined,
  high50: undefined,
  high90: undefined,
});

const plots: readonly (readonly [string, Plot])[] = [
  [
    "intervals",
    {
      kind: "intervals",
      unit: "deaths",
      rows: [row("a", -3, -1, 0, 2, 5), { ...row("b", 1, 2, 3, 4, 5), standing: "barred" }],
      reference: { value: 0, label: "zero" },
    },
  ],
  ["certain values", { kind: "intervals", unit: "", rows: [row("a", 4, 4, 4, 4, 4)], reference: undefined }],
  [
    "two options of one name",
    { kind: "intervals", unit: "", rows: [row("a", 1, 2, 3, 4, 5), row("a", 2, 3, 4, 5, 6)], reference: undefined },
  ],
  [
    "probabilities of nothing",
    { kind: "probabilities", panels: ["x"], bars: [{ panel: "x", label: "a", value: 0, error: 0, emphasised: false }] },
  ],
  [
    "a flat course",
    { kind: "fan", unit: "people", series: [{ label: "a", points: [level(2026, 5), level(2027, 5)] }], baseline: undefined },
  ],
  ["a course at zero", { kind: "fan", unit: "", series: [{ label: "a", points: [level(2026, 0), level(2027, 0)] }], baseline: 0 }],
  [
    "swings around a middle",
    {
      kind: "swings",
      unit: "deaths",
      middle: 3,
      rows: [
        { label: "a", low: 1, high: 4 },
        { label: "b", low: 5, high: 2 },
      ],
    },
  ],
  ["a swing of nothing", { kind: "swings", unit: "", middle: 0, rows: [{ label: "a", low: 0, high: 0 }] }],
  [
    "bars",
    {
      kind: "bars",
      unit: "USD",
      reference: { value: 9, label: "all" },
      rows: [
        { label: "a", value: 4, error: 1 },
        { label: "b", value: 0, error: undefined },
      ],
    },
  ],
  [
    "points that lie on each other",
    {
      kind: "map",
      across: { label: "matters", low: "hardly", high: "much" },
      up: { label: "support", low: "badly", high: "well" },
      points: Array.from({ length: 12 }, (_, place) => ({ label: `p${place}`, x: 1, y: 0, emphasised: place < 2 })),
    },
  ],
  [
    "a curve",
    {
      kind: "curve",
      across: { label: "share", unit: "%" },
      unit: "deaths",
      points: [
        { x: 0, y: -1, low: -2, high: 0 },
        { x: 1, y: 1, low: 0, high: 2 },
      ],
      crossings: [{ x: 0.5, label: "0.5 %" }],
    },
  ],
  ["part of a range", { kind: "ranges", rows: [{ label: "a", from: 0, to: 0.3, least: "1", most: "9", words: "up to 3" }] }],
  [
    "a plane with a line",
    {
      kind: "plane",
      across: { label: "cost", unit: "USD", low: 0, high: 10 },
      up: { label: "share", unit: "", low: 0, high: 1 },
      lines: [
        [
          { x: 0, y: 0 },
          { x: 10, y: 1 },
        ],
      ],
      sides: [{ x: 2, y: 0.8, label: "strikes" }],
    },
  ],
  [
    "origins, a circle of arcs and a name longer than the page",
    {
      kind: "echoes",
      lines: [
        { label: "a".repeat(300), sort: "origin", depth: 0, under: undefined },
        { label: "b", sort: "derived", depth: 30, under: 0 },
        { label: "c", sort: "claim", depth: 31, under: 1 },
        { label: "d", sort: "claim", depth: 1, under: 0 },
      ],
      ties: [
        { from: 1, to: 0, sort: "found" },
        { from: 2, to: 3, sort: "echo" },
        { from: 3, to: 2, sort: "independent" },
        { from: 0, to: 1, sort: "derived" },
      ],
    },
  ],
  ["one origin and nothing else", { kind: "echoes", lines: [{ label: "", sort: "origin", depth: 0, under: undefined }], ties: [] }],
  [
    "a calibration of few questions",
    {
      kind: "calibration",
      isSmall: true,
      bins: [{ forecast: 0.31, rate: 1, low: 0, high: 1, questions: 1 }],
      histogram: [{ from: 0.3, to: 0.4, share: 1 }],
    },
  ],
  [
    "a calibration curve",
    {
      kind: "calibration",
      isSmall: false,
      bins: [
        { forecast: 0, rate: 0, low: 0, high: 0, questions: 20 },
        { forecast: 0.95, rate: 0.5, low: 0.8, high: 1, questions: 40 },
      ],
      histogram: [
        { from: 0, to: 0.1, share: 0.4 },
        { from: 0.9, to: 1, share: 0.6 },
      ],
    },
  ],
  ["one state", { kind: "states", states: ["only"], rows: [{ label: "a", shares: [1] }] }],
  ["seven states", { kind: "states", states: [..."abcdefg"], rows: [{ label: "a", shares: new Array<number>(7).fill(1 / 7) }] }],
];

describe.each(plots)("%s", (_, plot) => {
  test.each(["wide", "narrow"] as const)("is drawn %s, without undefined numbers", (room) => {
    const svg = drawPlot(plot, room);
    expect(svg).toMatch(/^<svg [^>]*viewBox="0 0 \d+/);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });
});

test("both options of one name have their own line", () => {
  const svg = drawPlot(plots[2]![1], "wide");
  expect(svg.match(/<circle/g)).toHaveLength(2);
  expect(new Set([...svg.matchAll(/<circle [^>]*cy="([\d.]+)"/g)].map((match) => match[1])).size).toBe(2);
});

describe("scales", () => {
  test.each([
    [0, 178, [0, 50, 100, 150, 200]],
    [520, 890, [500, 600, 700, 800, 900]],
    [-108, 32, [-150, -100, -50, 0, 50]],
    [4, 4, [4, 5]],
  ])("round ticks from %d to %d", (low, high, expected) => {
    expect(roundTicks(low, high)).toEqual(expected);
  });
  test("large numbers are counted in words", () => {
    const scale = axisScale([0, 4e10], "USD a year");
    expect([scale.label, scale.format(2e10), scale.format(-5e9)]).toEqual(["billion USD a year", "20", "\u22125"]);
    expect(axisScale([-120000, 40000], "deaths").label).toBe("thousand deaths");
    expect(axisScale([1, 15000], "people").format(15000)).toBe("15,000");
  });
  test("panels are shared out evenly", () => {
    expect(chunks([1, 2, 3, 4, 5, 6, 7], 3).map((part) => part.length)).toEqual([3, 3, 1]);
    expect(chunks([1, 2, 3, 4], 3).map((part) => part.length)).toEqual([2, 2]);
    expect(chunks([], 3)).toEqual([]);
  });
});
