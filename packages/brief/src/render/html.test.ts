import { describe, expect, test } from "vitest";
import { composeBrief } from "../compose.js";
import { floodCase } from "../flood-case-for-tests.js";
import { normals, output, prose, proseParagraph, quantity } from "../test-support.js";
import { escapeHtml, safeAddress } from "./escape.js";
import { renderHtml } from "./html.js";

const html = renderHtml(composeBrief(floodCase(500)));
const all = (pattern: RegExp, text = html) => [...text.matchAll(pattern)].map((match) => match[1] ?? "");

describe("the page stands alone", () => {
  test("nothing is fetched and nothing runs", () => {
    expect(html).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|\ssrc=|\son\w+=/i);
    expect(html).toContain("default-src 'none'");
  });
  test("links lead to the web, to mail or to a place that exists", () => {
    const ids = new Set(all(/ id="([^"]+)"/g));
    for (const target of all(/ href="([^"]+)"/g)) {
      if (target.startsWith("#")) expect(ids, target).toContain(target.slice(1));
      else expect(target).toMatch(/^https?:|^mailto:/);
    }
  });
  test("names of places are unique", () => {
    const ids = all(/ id="([^"]+)"/g);
    expect(new Set(ids).size).toBe(ids.length);
  });
  test("heading levels never skip", () => {
    const levels = all(/<h([1-6])[ >]/g).map(Number);
    expect(levels[0]).toBe(1);
    const steps = levels.slice(1).map((level, position) => level - (levels[position] ?? 0));
    expect(Math.max(...steps)).toBeLessThanOrEqual(1);
  });
  test("figures use the colours of the page, so that dark mode reaches them", () => {
    const pictures = all(/(<svg[\s\S]*?<\/svg>)/g);
    expect(pictures.length).toBeGreaterThan(10);
    for (const picture of pictures)
      expect(all(/(?:fill|stroke)="([^"]+)"/g, picture).filter((colour) => !/^(var\(--[\w-]+\)|currentColor|none)$/.test(colour))).toEqual(
        [],
      );
  });
});

describe("text of the analyst is text", () => {
  const attack = `<script>alert("1")</script><img src=x onerror=alert(1)>&'`;
  const evaluated = floodCase(200);
  const { assessment, result } = evaluated;
  const attacked = renderHtml(
    composeBrief({
      ...evaluated,
      assessment: {
        ...assessment,
        case: { ...assessment.case, question: attack, audience: attack, bottomLine: attack },
        claims: assessment.claims.map((claim) => ({ ...claim, label: attack, quote: attack })),
        quantities: assessment.quantities.map((each) => ({ ...each, label: attack, note: attack })),
        chances: assessment.chances.map((chance) => ({ ...chance, label: attack })),
        rules: assessment.rules.map((rule) => ({
          ...rule,
          label: attack,
          elements: rule.elements.map((element) => ({ ...element, label: attack })),
        })),
        stocks: assessment.stocks.map((stock) => ({ ...stock, label: attack })),
        objectives: assessment.objectives.map((objective) => ({ ...objective, label: attack })),
        chapters: [
          {
            file: "flood.md",
            blocks: [
              proseParagraph(
                prose(attack),
                { kind: "link", href: "javascript:alert(1)", content: [prose("x")] },
                { kind: "code", text: attack },
              ),
            ],
          },
        ],
      },
      result: {
        ...result,
        dimensions: result.dimensions.map((dimension) => ({
          ...dimension,
          members: dimension.members.map((member) => ({
            ...member,
            label: dimension.name === "time" ? member.label : `${attack}${member.id}`,
          })),
        })),
      },
    }),
  );
  test("in labels, quotes, figures, headings and attributes", () => {
    expect(attacked).not.toMatch(/<script|<img|javascript:/i);
    expect(attacked).toContain("&lt;script&gt;");
  });
  test("escapes what HTML gives a meaning, and drops what no page may hold", () => {
    expect(escapeHtml(`<a href="x">'&\u0000`)).toBe("&lt;a href=&quot;x&quot;&gt;&#39;&amp;");
    expect([
      safeAddress("https://a.org/x"),
      safeAddress("javascript:x"),
      safeAddress("data:text/html,x"),
      safeAddress(" mailto:a@b.c "),
    ]).toEqual(["https://a.org/x", undefined, undefined, "mailto:a@b.c"]);
  });
});

test("sixty quantities by seven options stay under 1.5 MB", () => {
  const evaluated = floodCase(200);
  const names = Array.from({ length: 60 }, (_, position) => `quantity_${position}`);
  const big = renderHtml(
    composeBrief({
      ...evaluated,
      assessment: {
        ...evaluated.assessment,
        quantities: names.map((name) => quantity(name, `A quantity with a rather long label, ${name}`)),
      },
      result: {
        ...evaluated.result,
        outputs: [
          ...evaluated.result.outputs,
          ...names.map((name, position) =>
            output(
              name,
              ["option"],
              Array.from({ length: 6 }, (_, option) => normals(position * 7 + option, 200, 10, 2)),
            ),
          ),
        ],
      },
    }),
  );
  expect(new TextEncoder().encode(big).length).toBeLessThan(1_500_000);
  expect(big).toContain("lineage-quantity_59");
});
