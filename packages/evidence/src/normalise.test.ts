import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalise, normaliseQuote, originalSpan, toCodePointOffset, toUtf16Offset } from "./normalise.js";

describe("normalise", () => {
  it.each([
    ["white space runs become one space", "a \t\r\n\n b", "a b"],
    ["no-break, thin and ideographic spaces are white space", "5\u00a0%\u2009of\u3000it", "5 % of it"],
    ["curly quotation marks become straight", "‘a’ “b” ‚c‛ „d‟", `'a' "b" 'c' "d"`],
    ["dashes, hyphens and the minus sign become one mark", "a‐b‑c‒d–e—f―g−1", "a-b-c-d-e-f-g-1"],
    ["soft hyphens go", "fen\u00adta\u00adnyl", "fentanyl"],
    ["letters and marks compose", "cafe\u0301 \u212b", "café Å"],
    ["marks of the direction of writing go", "5,000 \u2067שלום\u2069 \u202eleft\u202c", "5,000 שלום left"],
    ["composition looks through a soft hyphen", "e\u00ad\u0301", "é"],
    ["Hangul letters compose", "\u1112\u1161\u11ab", "한"],
    ["a byte order mark is white space", "\ufeffa", " a"],
    ["case, digits, guillemets, primes and other punctuation stay", "A «b» 5′ 1.000,5…", "A «b» 5′ 1.000,5…"],
    ["compatibility forms stay", "ﬁ ² ½", "ﬁ ² ½"],
  ])("%s", (_law, text, expected) => {
    expect(normalise(text).text).toBe(expected);
  });

  it("equals the platform's NFC where only composition is at stake", () => {
    const letters = fc.constantFrom(
      "a",
      "e",
      "q",
      "\u0301",
      "\u0323",
      "\u0307",
      "\u1100",
      "\u1161",
      "\u11a8",
      "\u00e9",
      "\u1e69",
      "\u{1d15e}",
      "\u{1f600}",
      "\u2260",
    );
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 30 }), (parts) => {
        expect(normalise(parts.join("")).text).toBe(parts.join("").normalize("NFC"));
      }),
      { seed: 1 },
    );
  });

  it("changes nothing the second time, and its offsets rise within the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
        const once = normalise(text);
        expect(normalise(once.text).text).toBe(once.text);
        expect(once.starts.length).toBe(once.text.length);
        for (let index = 0; index < once.text.length; index++) {
          expect(once.starts[index]!).toBeLessThan(once.ends[index]!);
          if (index > 0) expect(once.starts[index]!).toBeGreaterThanOrEqual(once.starts[index - 1]!);
        }
        expect(once.ends.at(-1) ?? 0).toBeLessThanOrEqual(text.length);
      }),
      { seed: 2 },
    );
  });

  it("leads back to the original", () => {
    const text = "x  “cafe\u0301\u00adteria”\n y";
    const { text: plain } = normalise(text);
    const from = plain.indexOf("café");
    const span = originalSpan(normalise(text), from, from + "caféteria".length);
    expect(text.slice(span.from, span.to)).toBe("cafe\u0301\u00adteria");
  });

  it("trims a quote", () => {
    expect(normaliseQuote("\n  a b ")).toBe("a b");
  });

  it("stays fast on a megabyte, and on a megabyte of combining marks", () => {
    expect(normalise("Wörter – und “Zeichen”. ".repeat(42_000)).text.length).toBe(42_000 * 24);
    expect(normalise("\u0301\u0323".repeat(250_000)).text.length).toBeGreaterThan(0);
  });
});

describe("offsets", () => {
  it("counts code points as the W3C annotation model does", () => {
    const text = "a😀b café";
    expect(text.indexOf("café")).toBe(5);
    expect(toCodePointOffset(text, 5)).toBe(4);
    expect(toUtf16Offset(text, 4)).toBe(5);
  });
});
