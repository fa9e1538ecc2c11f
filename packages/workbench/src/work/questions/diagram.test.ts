import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import * as dagre from "@dagrejs/dagre";
import { compileCase, type FileSystem, formatText } from "@outweigh/language";
import { describe, expect, test } from "vitest";
import { neighbourOf, spotsOf } from "../../views/diagram/neighbours.js";
import { largeCase } from "./diagram-cases-for-tests.js";
import { withBlock, withLink } from "./diagram-edits.js";
import { type DiagramGraph, diagramOf } from "./diagram-graph.js";
import { type Box, placeDiagram } from "./diagram-layout.js";

function filesAt(folder: string): FileSystem {
  const read = (path: string) => {
    const file = join(folder, path);
    return existsSync(file) && statSync(file).isFile()
      ? { ok: true as const, bytes: new Uint8Array(readFileSync(file)) }
      : { ok: false as const, reason: "missing" as const };
  };
  return {
    list: (path) => (existsSync(join(folder, path)) ? readdirSync(join(folder, path)).sort() : undefined),
    read,
    findByHash: () => undefined,
    findByName: () => undefined,
  };
}

function oneFile(text: string): FileSystem {
  return {
    list: () => ["a.md"],
    read: (path) => (path === "a.md" ? { ok: true, bytes: new TextEncoder().encode(text) } : { ok: false, reason: "missing" }),
    findByHash: () => undefined,
    findByName: () => undefined,
  };
}

const example = (name: string): DiagramGraph =>
  diagramOf(compileCase(filesAt(new URL(`../../../../../examples/${name}`, import.meta.url).pathname), ""), true);

const overlaps = (one: Box, other: Box): boolean =>
  one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;
const isInside = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

describe("the diagram of an example", () => {
  test("has what the text says: the flow into a stock, what a rule forbids, a reason, a correlation, a source", () => {
    const { nodes, edges, groups } = example("flood");
    const kindOf = (from: string, to: string) => edges.find((edge) => edge.from === from && edge.to === to)?.kind;
    expect(kindOf("building", "houses")).toBe("flow");
    expect(kindOf("habitat", "basin")).toBe("rule");
    expect(kindOf("wall", "crest")).toBe("formula");
    expect(kindOf("rise", "flood_depth")).toBe("correlated");
    expect(kindOf("gauge_book", "crest")).toBe("evidence");
    expect(kindOf("breaches", "flooded")).toBe("formula");
    expect(nodes.find(({ id }) => id === "rise")?.support).toBe("none");
    expect(nodes.find(({ id }) => id === "crest")).toMatchObject({
      kind: "quantity",
      unit: "m",
      label: "Crest of the wall",
      support: "good",
    });
    expect(groups.map(({ title }) => title)).toEqual(["The river wall at Lower Weir", "River, wall and water", "Result"]);
  });

  test("modules are groups of their own, and are shown in the text where they are used", () => {
    const { nodes, groups } = example("cartels");
    expect(groups.filter(({ kind }) => kind === "module").map(({ title }) => title)).toEqual(["Module sz", "Module tr"]);
    const imported = nodes.filter(({ id }) => id.startsWith("tr."));
    expect(imported.length).toBeGreaterThan(3);
    expect(imported.every(({ group, place }) => group === "module tr" && !place.isOwn && /^\d\d-.*\.md$/.test(place.file))).toBe(true);
  });

  test.each(["flood", "cartels"])("%s: nothing overlaps, every node lies in its group, arrows begin and end at their nodes", (name) => {
    const graph = example(name);
    for (const collapsed of [[], [graph.groups[1]!.id], graph.groups.map(({ id }) => id)]) {
      const { nodes, groups, edges, hidden } = placeDiagram(dagre, graph, new Set(collapsed));
      expect(nodes.length + hidden.length).toBe(graph.nodes.length);
      const pairs = <Item extends { readonly box: Box }>(items: readonly Item[]) =>
        items.flatMap((one, at) => items.slice(at + 1).filter((other) => overlaps(one.box, other.box)));
      expect(pairs(nodes)).toEqual([]);
      expect(pairs(groups)).toEqual([]);
      expect(nodes.filter(({ box, group }) => !isInside(box, groups.find(({ id }) => id === group)!.box))).toEqual([]);
      const spots = spotsOf({ units: [], nodes, groups, edges, hidden });
      for (const { from, to, points } of edges) {
        const near = (id: string, point: { x: number; y: number }) => {
          const { x, y, width, height } = spots.get(id)!;
          return isInside({ ...point, width: 0, height: 0 }, { x: x - 1, y: y - 1, width: width + 2, height: height + 2 });
        };
        expect([from, near(from, points[0]!), to, near(to, points.at(-1)!)]).toEqual([from, true, to, true]);
      }
    }
  });

  test("300 nodes are laid out", () => {
    const graph = diagramOf(compileCase(oneFile(largeCase(300)), ""), false);
    expect(graph.nodes.length).toBeGreaterThanOrEqual(300);
    expect(placeDiagram(dagre, graph, new Set()).nodes.length).toBe(graph.nodes.length);
  });
});

test("the arrow keys follow arrows, and go up and down among those that share one", () => {
  const at = (x: number, y: number): Box => ({ x, y, width: 10, height: 10 });
  const spots = new Map([
    ["a", at(0, 50)],
    ["b", at(100, 0)],
    ["c", at(100, 60)],
    ["d", at(100, 30)],
  ]);
  const edges = ["b", "c"].map((to) => ({ from: "a", to, kind: "formula" as const, count: 1, points: [] }));
  expect(neighbourOf({ edges }, spots, "a", "right", undefined)).toBe("c");
  expect(neighbourOf({ edges }, spots, "c", "up", { from: "a", direction: "right" })).toBe("b");
  expect(neighbourOf({ edges }, spots, "c", "up", undefined)).toBe("d");
  expect(neighbourOf({ edges }, spots, "c", "left", undefined)).toBe("a");
  expect(neighbourOf({ edges }, spots, "c", "right", undefined)).toBeUndefined();
});

describe("what is drawn as text", () => {
  const chapter =
    '# A\n\n```outweigh\nquantity x "X" : m\n  = 1 to 2  # measured\n\nquantity y : m\n  = 3\n  because  "Said."\n  note     "N, x."\n```\n\nProse.\n';
  const textOf = (edited: ReturnType<typeof withLink>) => ("text" in edited ? edited.text : edited.problem);

  test("a block comes at the end of the chapter, in the shape of the formatter", () => {
    const text = textOf(withBlock(chapter, { kind: "quantity", name: "z", label: 'The "z"', unit: "m/year", value: "1 to 2" }));
    expect(text).toBe(`${chapter}\n\`\`\`outweigh\nquantity z "The \\"z\\"" : m/year\n  = 1 to 2\n\`\`\`\n`);
    expect(formatText(text)).toBe(text);
  });

  test("every kind compiles", () => {
    const head = '```outweigh\ncase c\n  question "Q?"\n  time yearly from 2026 to 2028\n\noption o\n\noption p\n```\n';
    const blocks = [
      ["quantity", "1 to 2 as uniform"],
      ["chance", "30 %"],
      ["stock", "3 m"],
      ["objective", "new_quantity"],
      ["option", ""],
      ["rule", "o"],
    ] as const;
    const text = blocks.reduce(
      (before, [kind, value]) =>
        textOf(
          withBlock(before, {
            kind,
            gains: "2 m/year",
            name: `new_${kind}`,
            label: kind,
            unit: ["quantity", "stock", "objective"].includes(kind) ? "m" : "",
            value,
          }),
        ),
      head,
    );
    const errors = compileCase(oneFile(text), "").diagnostics.filter(({ severity }) => severity === "error");
    expect(errors.map(({ message }) => message)).toEqual([]);
  });

  test("an unclosed fence, a bad name and an open quotation mark are refused", () => {
    const block = { kind: "quantity", name: "z", label: "", unit: "", value: "1" } as const;
    expect(withBlock("```outweigh\nquantity x\n  = 1\n", block)).toHaveProperty("problem");
    expect(withBlock(chapter, { ...block, name: "2 z" })).toHaveProperty("problem");
    expect(withBlock(chapter, { ...block, name: "z\n```" })).toHaveProperty("problem");
  });

  test("an arrow adds a name to the line of reasons, or adds that line; texts and comments are no names", () => {
    expect(textOf(withLink(chapter, "y", "because", "x"))).toBe(chapter.replace('"Said."', '"Said.", x'));
    expect(textOf(withLink(chapter, "x", "because", "y"))).toBe(chapter.replace("# measured", "# measured\n  because  y"));
    expect(withLink(chapter.replace('"Said."', "x"), "y", "because", "x")).toHaveProperty("problem");
    expect(withLink(chapter, "nothing", "because", "x")).toHaveProperty("problem");
  });

  test("a chapter that its author set otherwise keeps its shape", () => {
    const own = chapter.replace("  = 3", "     =    3").replace('  because  "Said."', '     because    "Said."');
    expect(textOf(withLink(own, "y", "because", "x"))).toBe(own.replace('"Said."', '"Said.", x'));
  });
});
