import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type EchoDocument, echoThresholds, findEchoes } from "./echoes.js";
import { compareFingerprints, fingerprint } from "./fingerprint.js";

/** A stream of numbers below `bound`, the same every time (Park and Miller's generator). */
function dice(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (state * 48271) % 2147483647;
    return state % bound;
  };
}

/** Words by Zipf's law, as in a language: few are very frequent. */
function writer(seed: number): (count: number) => string[] {
  const draw = dice(seed);
  return (count) => Array.from({ length: count }, () => `w${Math.floor(4000 ** (draw(1_000_000) / 1_000_000))}`);
}

/** Changes a share of the words: a third each replaced, left out, and given a neighbour. */
function edit(words: readonly string[], share: number, draw: (bound: number) => number): string[] {
  return words.flatMap((word) => {
    if (draw(10_000) >= share * 10_000) return [word];
    const other = `x${draw(100_000)}`;
    return [[other], [], [word, other]][draw(3)]!;
  });
}

/** By sets of strings, without numbers for runs and without an index. */
function likenessByHand(first: string, second: string) {
  const runs = (text: string) => {
    const words = text
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter(Boolean);
    return new Set(
      words.length < 3 ? (words.length > 0 ? [words.join(" ")] : []) : words.slice(2).map((_, at) => words.slice(at, at + 3).join(" ")),
    );
  };
  const [left, right] = [runs(first), runs(second)];
  const shared = [...left].filter((run) => right.has(run)).length;
  return { shared, jaccard: shared / (left.size + right.size - shared), containment: shared / Math.min(left.size, right.size) };
}

describe("findEchoes against every pair compared by hand", () => {
  it.each([1, 2, 3, 4])("texts with edits, excerpts, frames and strangers, seed %i", (seed) => {
    const [write, draw] = [writer(seed), dice(seed + 99)];
    const documents: EchoDocument[] = [];
    for (let story = 0; story < 12; story++) {
      const words = write(60 + draw(500));
      const versions = [
        words,
        edit(words, 0.05 + draw(25) / 100, draw),
        words.slice(draw(30), 40 + draw(words.length)),
        [...write(300), ...words, ...write(300)],
        write(80),
      ];
      for (const [version, text] of versions.entries()) documents.push({ id: `${story}.${version}`, content: text.join(" ") });
    }
    const expected: string[] = [];
    for (const [at, first] of documents.entries()) {
      for (const second of documents.slice(at + 1)) {
        const { shared, jaccard, containment } = likenessByHand(first.content as string, second.content as string);
        if (
          jaccard === 1 ||
          ((jaccard >= echoThresholds.jaccard || containment >= echoThresholds.containment) && shared >= echoThresholds.shared)
        )
          expected.push(`${first.id} ${second.id} ${jaccard} ${containment}`);
      }
    }
    const { pairs, isComplete } = findEchoes(documents);
    expect(pairs.map((pair) => `${pair.first} ${pair.second} ${pair.jaccard} ${pair.containment}`)).toEqual(expected);
    expect(expected.length).toBeGreaterThan(30);
    expect(isComplete).toBe(true);
  });

  it("any two short texts", () => {
    const text = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 12 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(text, text, (first, second) => {
        const [one, other] = [fingerprint(first), fingerprint(second)];
        const { shared, jaccard } = compareFingerprints(one, other);
        const byHand = likenessByHand(first, second);
        expect(shared).toBe(byHand.shared);
        expect(jaccard).toBe(Number.isNaN(byHand.jaccard) ? 0 : byHand.jaccard);
      }),
      { seed: 7 },
    );
  });
});

describe("recall for words changed at random in texts of 800 words", () => {
  it.each([0.05, 0.1, 0.2, 0.3])("%d of the words", (share) => {
    const [write, draw] = [writer(11), dice(12)];
    const documents: EchoDocument[] = [];
    for (let story = 0; story < 100; story++) {
      const words = write(800);
      documents.push({ id: `${story}`, content: words.join(" ") }, { id: `${story} again`, content: edit(words, share, draw).join(" ") });
    }
    const { pairs } = findEchoes(documents);
    expect(pairs).toHaveLength(100);
    for (const { first, second } of pairs) expect(second).toBe(`${first} again`);
  });
});

describe("what an echo says", () => {
  const write = writer(5);
  const story = write(300).join(" ");
  const long = `${write(400).join(" ")} ${story} ${write(400).join(" ")}`;

  it("ignores case, punctuation, quotation marks, width and hidden characters", () => {
    const [echo] = findEchoes([
      { id: "a", content: "Don’t panic, the RIVER is at 4.1 metres. Café closed" },
      { id: "b", content: "“don't panic”: the ri\u00adver is at 4.1 ｍetres – cafe\u0301 closed" },
    ]).pairs;
    expect(echo?.jaccard).toBe(1);
  });

  it("names the earlier one as the origin, where dates tell", () => {
    const origin = (first?: string, second?: string) =>
      findEchoes([
        { id: "a", content: story, date: first },
        { id: "b", content: story, date: second },
      ]).pairs[0]?.origin;
    expect(origin("2026-05-02", "2026-05-01")).toBe("b");
    expect(origin("2026-04", "2026-05-01")).toBe("a");
    expect(origin("2026-05", "2026-05-01")).toBeUndefined();
    expect(origin("2026-05-01", "2026-05-01")).toBeUndefined();
    expect(origin(undefined, "2026-05-01")).toBeUndefined();
  });

  it("tells that one stands in the other", () => {
    const { pairs } = findEchoes([
      { id: "long", content: long },
      { id: "wire", content: story },
    ]);
    expect(pairs).toMatchObject([{ first: "long", second: "wire", contained: "wire" }]);
    expect(
      findEchoes([
        { id: "a", content: story },
        { id: "b", content: story },
      ]).pairs[0]?.contained,
    ).toBeUndefined();
  });

  it("gathers groups, with an origin when all are dated", () => {
    const other = write(200).join(" ");
    const documents = [
      { id: "late", content: long, date: "2026-03-03" },
      { id: "other", content: other },
      { id: "first", content: story, date: "2026-03-01" },
      { id: "alone", content: write(200).join(" ") },
      { id: "mid", content: `${story} the end`, date: "2026-03-02" },
      { id: "other again", content: other, date: "2026-03-02" },
    ];
    expect(findEchoes(documents).groups).toEqual([
      { members: ["late", "first", "mid"], origin: "first" },
      { members: ["other", "other again"], origin: undefined },
    ]);
  });

  it("does not take a shared sentence or a few shared words for an echo", () => {
    const sentence = write(14).join(" ");
    const { pairs } = findEchoes([
      { id: "a", content: `${write(200).join(" ")} ${sentence}` },
      { id: "b", content: `${sentence} ${write(200).join(" ")}` },
      { id: "c", content: "no comment" },
      { id: "d", content: "no comment was made" },
      { id: "e", content: "" },
      { id: "f", content: " … " },
    ]);
    expect(pairs).toEqual([]);
  });

  it("takes kept fingerprints for texts, and a name only once", () => {
    const { pairs } = findEchoes([
      { id: "a", content: fingerprint(story) },
      { id: "b", content: story },
      { id: "a", content: story },
    ]);
    expect(pairs).toMatchObject([{ first: "a", second: "b", jaccard: 1 }]);
  });
});

describe("hostile amounts", () => {
  it("finds one group of five hundred near-copies and says that not all pairs were compared", () => {
    const [write, draw] = [writer(3), dice(4)];
    const words = write(120);
    const documents = Array.from({ length: 500 }, (_, at) => ({ id: `${at}`, content: edit(words, 0.03, draw).join(" ") }));
    const { groups, isComplete } = findEchoes(documents);
    expect(groups).toHaveLength(1);
    expect(groups[0]?.members).toHaveLength(500);
    expect(isComplete).toBe(false);
  });

  it("samples a book, and still finds a chapter in it", () => {
    const write = writer(8);
    const chapter = write(6000);
    const book = [...write(150_000), ...chapter, ...write(150_000)].join(" ");
    const print = fingerprint(book);
    expect(print.hashes.length).toBeLessThan(print.shingles);
    const { pairs } = findEchoes([
      { id: "book", content: print },
      { id: "chapter", content: chapter.join(" ") },
      { id: "other", content: write(6000).join(" ") },
    ]);
    expect(pairs.map(({ first, second, contained }) => [first, second, contained])).toEqual([["book", "chapter", "chapter"]]);
    expect(pairs[0]?.containment).toBe(1);
  });

  it("reads one endless word, a repeated word and scripts without spaces", () => {
    expect(fingerprint("x".repeat(3_000_000)).shingles).toBe(1);
    expect(fingerprint("same ".repeat(200_000)).shingles).toBe(1);
    expect(fingerprint("洪水は堤防を破った").shingles).toBeGreaterThan(5);
    expect(fingerprint("كتاب في السياسة العامة").shingles).toBe(2);
  });
});
