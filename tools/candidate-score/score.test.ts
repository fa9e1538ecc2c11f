/** The corpus is sound, and the scorer counts as its rules say, on annotations and candidates written out by hand. */
import { describe, expect, it } from "vitest";
import type { Candidate, Feature, FigureFeature } from "../../packages/evidence/src/candidates/candidate.js";
import { findCandidates } from "../../packages/evidence/src/candidates/find-candidates.js";
import { sha256Hex } from "../../packages/evidence/src/sha256.js";
import { readAnnotations } from "./annotation.js";
import { hasArticle, readCorpus } from "./corpus.js";
import { floors } from "./floors.js";
import { reportLines, scoreCorpus } from "./report.js";
import { precision, recall, scoreCandidates } from "./score.js";

const corpus = readCorpus();

describe("the corpus", () => {
  for (const text of corpus) {
    it(`${text.set}/${text.name}: every annotation has its place`, () => {
      expect(text.faults).toEqual([]);
      expect(text.style).not.toBe("");
      if (text.sha256 !== undefined) expect(sha256Hex(text.text)).toBe(text.sha256);
    });
    it(`${text.set}/${text.name}: 300 words or more in the one plain form, and 700 at most where we wrote it`, () => {
      const words = text.text.split(/\s+/).length;
      expect(words).toBeGreaterThan(300);
      if (text.set === "article") return;
      expect(words).toBeLessThan(700);
      for (const line of text.text.trimEnd().split("\n")) expect(line).toMatch(/^\S(?:.*\S)?$/);
    });
    it(`${text.set}/${text.name}: figures stand on figures`, () => {
      const points = Array.from(text.text);
      for (const { span, figure, line } of text.annotations) {
        if (!figure) continue;
        const words = points.slice(span.start, span.end).join("");
        for (const digits of words.match(/^\d+(?:\.\d+)?$/g) ?? [])
          expect(
            [...figure.low, ...figure.high].some((value) => String(value).startsWith(digits)),
            `line ${line}`,
          ).toBe(true);
        const [low, high] = [figure.low[0]!, figure.high[0]!];
        if (low !== null && high !== null) expect(low).toBeLessThanOrEqual(high);
      }
    });
  }
  it("five styles and more, and five texts held out, each in a style of its own", () => {
    const styles = (set: string) => [...new Set(corpus.filter((text) => text.set === set).map((text) => text.style))];
    for (const style of ["wire report", "think-tank paper", "government answer", "blog", "tabloid"])
      expect(styles("open")).toContain(style);
    expect(styles("held-out").length).toBeGreaterThanOrEqual(5);
  });
  it.runIf(hasArticle)("the article is among them", () => expect(corpus.some(({ set }) => set === "article")).toBe(true));
});

describe("what finding candidates must reach", () => {
  const { sets } = scoreCorpus(corpus, (one) => findCandidates(one, { language: "en" }));
  for (const [set, kind, least] of floors) {
    const score = sets.get(set)?.kinds.get(kind);
    it.skipIf(score === undefined)(`${set}: ${kind}, recall ${least.recall} and precision ${least.precision}`, () => {
      expect(recall(score!)).toBeGreaterThanOrEqual(least.recall);
      expect(precision(score!)).toBeGreaterThanOrEqual(least.precision);
    });
  }
});

const text = "Ann Lee said 40 ships sank. “We saw it,” she added. About 12% left, a report found.";
const annotations = readAnnotations(
  [
    "figure | 40 ships | 40 | 40 | ships | ships that sank | - | -",
    "figure | About 12% | 12 | 12 | % | ships that left | - | about",
    "attribution | Ann Lee said … sank | Ann Lee | - | named | reported | -",
    "attribution | “We saw it,” she added | Ann Lee | - | named | direct | We saw it,",
    "source | a report | named=no",
    "?legal | it | -",
  ].join("\n"),
  text,
).annotations;

const spanOf = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
const figure = (words: string, low: number, high: number, unit: string | undefined): FigureFeature => ({
  kind: "figure",
  span: spanOf(words),
  text: words,
  low,
  high,
  unit,
  counts: undefined,
  year: undefined,
  hedges: [],
});
const plain = (kind: "source" | "legal" | "causal", words: string): Feature => ({ kind, span: spanOf(words), text: words, detail: {} });
const attribution = (words: string, speaker: string, quoted?: string): Feature => ({
  kind: "attribution",
  span: spanOf(words),
  speaker,
  body: undefined,
  isNamed: true,
  isDirect: quoted !== undefined,
  resolvedFrom: undefined,
  quotation: quoted === undefined ? undefined : spanOf(quoted),
});
const candidate = (features: readonly Feature[]): Candidate => ({
  span: { start: 0, end: text.length },
  quote: text,
  under: [],
  features,
  credibility: { grade: "6", reasons: [] },
  suggestedBy: undefined,
});
const score = (...features: Feature[]) => scoreCandidates(text, annotations, [candidate(features)]);

describe("the scorer", () => {
  it("counts what is found, missed and wrong", () => {
    const { kinds, missed, wrong } = score(figure("40 ships", 40, 40, "ships"), figure("sank", 1, 1, undefined));
    expect(kinds.get("figure")).toEqual({ annotated: 2, found: 2, right: 1 });
    expect(recall(kinds.get("figure")!)).toBe(0.5);
    expect(precision(kinds.get("figure")!)).toBe(0.5);
    expect(missed.map((one) => one.kind)).toEqual(["figure", "attribution", "attribution", "source"]);
    expect(wrong).toHaveLength(1);
  });
  it("asks for equal values, a percentage being a fraction", () => {
    expect(score(figure("12%", 0.12, 0.12, undefined)).kinds.get("figure")?.right).toBe(1);
    expect(score(figure("40", 41, 41, "ships")).kinds.get("figure")?.right).toBe(0);
    expect(score({ ...figure("40", 40, 40, "ships"), high: null }).kinds.get("figure")?.right).toBe(0);
  });
  it("counts a second report of one thing as wrong", () => {
    const both = score(figure("40 ships", 40, 40, "ships"), figure("40", 40, 40, "ships"));
    expect(both.kinds.get("figure")).toEqual({ annotated: 2, found: 2, right: 1 });
  });
  it("knows a speaker by the surname, and not by a pronoun", () => {
    const quote = "“We saw it,” she added";
    expect(score(attribution(quote, "Dr. Lee", "We saw it,")).kinds.get("attribution")?.right).toBe(1);
    expect(score(attribution(quote, "she", "We saw it,")).kinds.get("attribution")?.right).toBe(0);
  });
  it("takes the sentences of one quotation for one attribution, wherever the speaker stands", () => {
    const words = "Bo Ray spoke. “It broke. It sank.”";
    const wanted = readAnnotations(
      "attribution | “It broke. … sank.” | Bo Ray | - | named | direct | It broke. It sank.",
      words,
    ).annotations;
    const piece = (from: number, to: number): Feature => ({
      kind: "attribution",
      span: { start: 0, end: 6 },
      speaker: "Bo Ray",
      body: undefined,
      isNamed: true,
      isDirect: true,
      resolvedFrom: undefined,
      quotation: { start: from, end: to },
    });
    const both = scoreCandidates(words, wanted, [candidate([piece(15, 24), piece(25, 33)])]);
    expect(both.kinds.get("attribution")).toEqual({ annotated: 1, found: 1, right: 1 });
    expect(both.attributes.get("attribution quotation, exactly")).toEqual({ agreeing: 1, compared: 1 });
    const half = scoreCandidates(words, wanted, [candidate([piece(15, 24)])]);
    expect(half.attributes.get("attribution quotation, exactly")).toEqual({ agreeing: 0, compared: 1 });
  });
  it("holds the exact quotation apart", () => {
    const { attributes } = score(attribution("“We saw it,” she added", "Ann Lee", "We saw"));
    expect(attributes.get("attribution quotation, exactly")).toEqual({ agreeing: 0, compared: 1 });
    expect(attributes.get("attribution direct or not")).toEqual({ agreeing: 1, compared: 1 });
  });
  it("leaves optional findings and speakers as sources out of the count", () => {
    const { kinds } = score(plain("legal", "it"), plain("source", "Ann Lee"), plain("source", "a report"), plain("causal", "sank"));
    expect(kinds.get("legal")).toEqual({ annotated: 0, found: 0, right: 0 });
    expect(kinds.get("source")).toEqual({ annotated: 1, found: 1, right: 1 });
    expect(kinds.get("causal")).toEqual({ annotated: 0, found: 1, right: 0 });
  });
  it("reports every text and set, and details of none that is held out", () => {
    const lines = reportLines(
      scoreCorpus(corpus, () => []),
      true,
    ).join("\n");
    expect(lines).toContain("all of held-out");
    expect(lines).toContain("open/tabloid-prisons (tabloid)");
    for (const { set, text } of corpus) if (set === "held-out") expect(lines).not.toContain(text.slice(200, 240));
  });
});
