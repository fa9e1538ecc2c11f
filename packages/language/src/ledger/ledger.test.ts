/** The ledger: hashes from outside, the order of a graph, and every way in which a line can be amiss. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "./canonical.js";
import { draftToLine, idOf, readLedger } from "./chain.js";
import type { LedgerDraft, LedgerEntry } from "./entry.js";
import { isDay, isTime } from "./entry.js";
import { forecastStates } from "./states.js";
import { forecastWords } from "./words.js";

const open: LedgerDraft = {
  kind: "open",
  at: "2026-11-01T08:00:00Z",
  by: "Hale",
  forecast: "flood",
  question: "Will it flood?",
  type: "binary",
  resolves: "Yes, if the gauge reads 3 m.",
  source: "Gauge",
  closes: "2027-06-30",
};

const set = (probability: number, at: string, by = "Hale"): LedgerDraft => ({
  kind: "set",
  at,
  by,
  forecast: "flood",
  forecaster: by,
  value: { probability },
});

/** Writes drafts one after the other. */
function chain(
  drafts: readonly LedgerDraft[],
  heads: readonly string[] = [],
): { readonly lines: string[]; readonly entries: LedgerEntry[] } {
  const [lines, entries]: [string[], LedgerEntry[]] = [[], []];
  let after = heads;
  for (const draft of drafts) {
    const { line, entry } = draftToLine(draft, after);
    lines.push(line);
    entries.push(entry);
    after = [entry.id];
  }
  return { lines, entries };
}

const file = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join("");
const kinds = (text: string) => readLedger(text).problems.map(({ line, kind }) => `${line} ${kind}`);

const three = chain([open, set(0.4, "2026-11-01T08:00:00Z"), set(0.5, "2026-11-02T08:00:00Z"), set(0.6, "2026-11-03T08:00:00Z")]);

describe("canonical JSON", () => {
  it("sorts keys and writes numbers and texts as in the examples of RFC 8785", () => {
    expect(
      canonicalJson({
        numbers: [Number("333333333.33333329"), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
        string: "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\u002f",
        literals: [null, true, false],
      }),
    ).toBe('{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}');
    const keys = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7 };
    expect(canonicalJson(keys)).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}');
  });

  it("refuses what JSON cannot say", () => {
    expect(() => canonicalJson({ x: Number.NaN })).toThrow(RangeError);
    expect(canonicalJson({ x: undefined, y: -0 })).toBe('{"y":0}');
  });
});

describe("ids", () => {
  it("are the hash of the rest", () => {
    const { line, entry } = draftToLine(open, []);
    const expected = createHash("sha256")
      .update(
        '{"after":[],"at":"2026-11-01T08:00:00Z","by":"Hale","closes":"2027-06-30","forecast":"flood","kind":"open","question":"Will it flood?","resolves":"Yes, if the gauge reads 3 m.","source":"Gauge","type":"binary"}',
      )
      .digest("hex")
      .slice(0, 32);
    expect(entry.id).toBe(expected);
    expect(idOf(JSON.parse(line) as Record<string, unknown>)).toBe(expected);
  });

  it("survive any names and texts", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.dictionary(fc.string({ minLength: 1 }), fc.double({ min: 0, max: 1, noNaN: true })),
        (reason, probabilities) => {
          const value = { probabilities: { ...probabilities, ["__proto__"]: 0.5 } };
          const { line } = draftToLine(
            { kind: "set", at: "2026-11-01T08:00:00Z", by: "Hale", forecast: "f", forecaster: "Hale", value, reason },
            [],
          );
          const { entries, problems } = readLedger(`${line}\n`);
          expect(problems).toEqual([]);
          expect(entries).toHaveLength(1);
        },
      ),
    );
  });
});

describe("reading", () => {
  it("an empty ledger has neither entries nor heads", () => {
    expect(readLedger("")).toEqual({ entries: [], heads: [], problems: [], lines: new Map() });
  });

  it("gives the entries, one head, no problem", () => {
    const { entries, heads, problems } = readLedger(file(three.lines));
    expect(entries).toEqual(three.entries);
    expect(heads).toEqual([three.entries.at(-1)!.id]);
    expect(problems).toEqual([]);
  });

  it("bears a byte order mark, the line ends of Windows, blank lines, and other spacing and order of members", () => {
    const loose = three.lines.map((line, index) =>
      index === 1 ? JSON.stringify(reversed(JSON.parse(line)), null, 0).replaceAll(",", ", ") : line,
    );
    expect(readLedger(`\ufeff${loose.join("\r\n\r\n")}\r\n`).problems).toEqual([]);
  });

  it("two who append at once give two heads; the next entry names both", () => {
    const after = [three.entries.at(-1)!.id];
    const [one, other] = [
      chain([set(0.7, "2026-11-05T08:00:00Z", "Ruth")], after),
      chain([set(0.2, "2026-11-04T08:00:00Z", "Ann")], after),
    ];
    const merged = readLedger(file([...three.lines, ...one.lines, ...other.lines]));
    expect(merged.heads).toEqual([one.entries[0]!.id, other.entries[0]!.id].sort());
    expect(merged.entries.slice(-2).map(({ by }) => by)).toEqual(["Ann", "Ruth"]);
    const next = draftToLine(set(0.3, "2026-11-06T08:00:00Z"), merged.heads);
    const all = readLedger(file([...three.lines, ...other.lines, ...one.lines, next.line]));
    expect(all.heads).toEqual([next.entry.id]);
    expect(all.problems).toEqual([]);
  });

  it("takes an identical line once", () => {
    const { entries, problems } = readLedger(file([...three.lines, three.lines[1]!, ...three.lines]));
    expect(entries).toHaveLength(4);
    expect(problems).toEqual([]);
  });

  it("the order of the lines does not matter", () => {
    const wanted = readLedger(file(three.lines)).entries;
    fc.assert(
      fc.property(fc.shuffledSubarray(three.lines, { minLength: 4 }), (lines) => {
        expect(readLedger(file(lines)).entries).toEqual(wanted);
      }),
    );
  });
});

describe("what is amiss", () => {
  it("a torn last line at every byte", () => {
    const text = file(three.lines);
    const begin = text.lastIndexOf("\n", text.length - 2) + 1;
    for (let end = begin + 1; end < text.length - 1; end++) {
      const torn = text.slice(0, end);
      expect(kinds(torn)).toEqual(["4 torn"]);
      const { heads } = readLedger(torn);
      expect(heads).toEqual([three.entries[2]!.id]);
      const next = `${torn}\n${draftToLine(set(0.9, "2026-11-09T08:00:00Z"), heads).line}\n`;
      expect(kinds(next)).toEqual(["4 unreadable"]);
      expect(readLedger(next).entries).toHaveLength(4);
    }
    expect(kinds(text.slice(0, -1))).toEqual([]);
  });

  it("an edited line, and the one that follows it", () => {
    const lines = [...three.lines];
    lines[2] = lines[2]!.replace('"probability":0.5', '"probability":0.9');
    expect(kinds(file(lines))).toEqual(["3 edited", "4 predecessor-missing"]);
  });

  it("any change of any character of a line", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 }), fc.nat(), fc.integer({ min: 33, max: 126 }), (row, place, code) => {
        const line = three.lines[row]!;
        const at = place % line.length;
        const changed = line.slice(0, at) + String.fromCharCode(code) + line.slice(at + 1);
        if (changed === line) return;
        const { problems } = readLedger(file(three.lines.map((each, index) => (index === row ? changed : each))));
        expect(problems.length).toBeGreaterThan(0);
      }),
    );
  });

  it("a line that says two things", () => {
    const lines = [...three.lines];
    lines[3] = lines[3]!.replace('"probability":0.6', '"probability":0.1,"probability":0.6');
    expect(kinds(file(lines))).toEqual(["4 edited"]);
  });

  it("a line taken out of the middle", () => {
    expect(kinds(file(three.lines.filter((_, index) => index !== 1)))).toEqual(["2 predecessor-missing"]);
    expect(readLedger(file(three.lines.filter((_, index) => index !== 1))).entries.map(({ id }) => id)).toEqual([
      three.entries[0]!.id,
      three.entries[3]!.id,
    ]);
  });

  it("a clock that runs backwards is told and the graph's order wins", () => {
    const { lines } = chain([open, set(0.2, "2026-11-05T08:00:00Z"), set(0.3, "2026-10-25T00:30:00Z")]);
    expect(kinds(file(lines))).toEqual(["3 clock-backwards"]);
    const [state] = forecastStates(readLedger(file(lines)).entries);
    expect(state!.latest.get("Hale")!.value).toEqual({ probability: 0.3 });
  });

  it("kinds and fields of another edition keep their place in the chain", () => {
    const odd = draftToLine({ kind: "song", at: "2026-11-05T08:00:00Z", by: "Hale" } as unknown as LedgerDraft, [three.entries[3]!.id]);
    const wild = draftToLine(set(1.5, "2026-11-06T08:00:00Z"), [odd.entry.id]);
    const last = draftToLine(set(0.5, "2026-11-07T08:00:00Z"), [wild.entry.id]);
    const text = file([...three.lines, odd.line, wild.line, last.line]);
    expect(kinds(text)).toEqual(["5 not-understood", "6 not-understood"]);
    expect(readLedger(text).heads).toEqual([last.entry.id]);
    expect(readLedger(text).entries).toHaveLength(5);
  });

  it("rubbish of every sort is told, never thrown", () => {
    const deep = `${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`;
    expect(kinds(file(["[]", "7", "null", '"x"', "{}", deep, "<html>"]))).toEqual([
      "1 unreadable",
      "2 unreadable",
      "3 unreadable",
      "4 unreadable",
      "5 edited",
      "6 unreadable",
      "7 unreadable",
    ]);
    fc.assert(fc.property(fc.string(), (text) => void readLedger(text)));
  });
});

describe("days and times", () => {
  it("states are told in their own order", () => {
    const value = { probabilities: { island: 0.6, private: 0.1, state: 0.3 } };
    expect(forecastWords(value, { options: ["island", "state", "private"] })).toBe("island 60 %, state 30 %, private 10 %");
  });

  it("leap days are days, others are not", () => {
    expect(["2028-02-29", "2000-02-29", "2027-02-29", "1900-02-29", "2026-13-01", "2026-2-1"].map(isDay)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it("times are in UTC, and so an hour that a clock on the wall shows twice is two", () => {
    expect(["2026-10-25T00:30:00Z", "2026-10-25T01:30:00.123Z", "2026-10-25T02:30:00+02:00", "2026-10-25T24:00:00Z"].map(isTime)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe("states", () => {
  const at = "2027-01-01T00:00:00Z";
  const resolve = (outcome: string, on: string): LedgerDraft => ({
    kind: "resolve",
    at,
    by: "Ann",
    forecast: "flood",
    outcome,
    on,
    evidence: "Gauge",
  });
  const stateAfter = (...drafts: readonly LedgerDraft[]) =>
    forecastStates(
      readLedger(file(chain([open, set(0.4, "2026-11-01T08:00:00Z"), set(0.2, "2026-11-02T08:00:00Z", "Ann"), ...drafts]).lines)).entries,
    )[0]!;

  it("keep the history and the latest of each", () => {
    const state = stateAfter(set(0.5, "2026-11-03T08:00:00Z"));
    expect(state.history.map(({ by, value }) => [by, value])).toEqual([
      ["Hale", { probability: 0.4 }],
      ["Ann", { probability: 0.2 }],
      ["Hale", { probability: 0.5 }],
    ]);
    expect(state.latest.get("Hale")!.value).toEqual({ probability: 0.5 });
    expect(state.standing).toBe("open");
  });

  it("a later resolution takes the place of an earlier one, and an annulment of both", () => {
    expect(stateAfter(resolve("yes", "2026-12-01"))).toMatchObject({
      standing: "resolved",
      outcome: "yes",
      on: "2026-12-01",
      wasResolvedBefore: false,
    });
    expect(stateAfter(resolve("yes", "2026-12-01"), resolve("no", "2026-12-02"))).toMatchObject({ outcome: "no", wasResolvedBefore: true });
    expect(stateAfter(resolve("ambiguous", "2026-12-01"))).toMatchObject({ standing: "ambiguous", outcome: undefined });
    expect(stateAfter({ kind: "annul", at, by: "Ann", forecast: "flood", reason: "The gauge was moved." })).toMatchObject({
      standing: "annulled",
      closing: { words: "The gauge was moved." },
    });
  });

  it("are due after the closing day, not on it", () => {
    const entries = readLedger(file(three.lines)).entries;
    expect(forecastStates(entries, undefined, "2027-06-30")[0]!.standing).toBe("open");
    expect(forecastStates(entries, undefined, "2027-07-01")[0]!.standing).toBe("due");
  });
});

function reversed(value: object): object {
  return Object.fromEntries(Object.entries(value).reverse());
}
