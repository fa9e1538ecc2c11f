/** The house check must fail on each thing that it forbids, planted in a small house of its own. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { cyclesOf, layerProblems } from "./layers.js";
import { importsOf, withoutComments } from "./source-text.js";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function house(files: Record<string, string>): string[] {
  const root = mkdtempSync(join(tmpdir(), "house-"));
  folders.push(root);
  const all: Record<string, string> = {};
  for (const path of Object.keys(files)) {
    const name = path.split("/")[1] ?? "";
    all[`packages/${name}/package.json`] = JSON.stringify({ dependencies: { "@noble/hashes": "1" } });
  }
  for (const [path, text] of Object.entries({ ...all, ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return layerProblems(root);
}

const opened = (code: string): string => `/** Something. */\n${code}\n`;

test("a house in order has no problems", () => {
  expect(
    house({
      "packages/engine/src/a.ts": opened(
        'import type { B } from "./b.js";\nexport const a = (b: B) => Math.sqrt(b.x); // process, Math.random',
      ),
      "packages/engine/src/b.ts": opened(
        'import { a } from "./a.js";\nexport interface B { readonly x: number; readonly process: string }\nexport const text = "console.log(Date.now())" + a;',
      ),
      "packages/language/src/c.ts": opened(
        'import { a } from "@outweigh/engine";\nimport { sha256 } from "@noble/hashes/sha2.js";\nexport const day = new Date(0).toLocaleDateString("en-GB");\nexport const order = new Intl.Collator("en", { numeric: true });\nexport { a, sha256 };',
      ),
      "packages/cli/src/d.ts": opened('import { readFileSync } from "node:fs";\nconsole.log(process.argv, readFileSync, Math.random());'),
    }),
  ).toEqual([]);
});

test.each([
  [
    "another edge",
    "packages/engine/src/a.ts",
    'import { x } from "@outweigh/language";',
    "a.ts:2: engine must not import @outweigh/language",
  ],
  [
    "an edge by type alone",
    "packages/language/src/a.ts",
    'import type { X } from "@outweigh/brief";',
    "language must not import @outweigh/brief",
  ],
  [
    "an edge by dynamic import",
    "packages/language/src/a.ts",
    'const x = await import("@outweigh/cli");',
    "language must not import @outweigh/cli",
  ],
  [
    "a deep import",
    "packages/brief/src/a.ts",
    'export { x } from "@outweigh/engine/src/graph.js";',
    "brief must not import @outweigh/engine/src/graph.js",
  ],
  ["a path out of the package", "packages/brief/src/a.ts", 'import { x } from "../../engine/src/graph.js";', "reaches out of its package"],
  ["a dependency that is not declared", "packages/brief/src/a.ts", 'import { x } from "lodash";', "lodash is not among the dependencies"],
  ["Node below the command", "packages/evidence/src/a.ts", 'import { readFileSync } from "node:fs";', "must not import node:fs"],
  ["Node without its prefix", "packages/evidence/src/a.ts", 'import { readFileSync } from "fs";', "must not import fs"],
  ["process", "packages/language/src/a.ts", "const x = process.env.HOME;", "process belongs to the command"],
  ["console in a template", "packages/language/src/a.ts", "const x = `a \u0024{console.log(1)} b`;", "nothing below the command prints"],
  ["fetch", "packages/brief/src/a.ts", 'const x = fetch("http://x");', "no network"],
  ["the clock", "packages/brief/src/a.ts", "const x = Date.now();", "time is an argument"],
  ["the clock by new", "packages/brief/src/a.ts", "const x = new Date();", "time is an argument"],
  ["unseeded randomness", "packages/engine/src/a.ts", "const x = Math.random();", "randomness is an argument"],
  ["inexact mathematics", "packages/engine/src/a.ts", "const x = Math.exp(1);", "Math.exp: not the same bits"],
  ["inexact power", "packages/engine/src/a.ts", "const x = 2 ** 0.5;", "not the same bits"],
  ["locale order", "packages/language/src/a.ts", 'const x = "a".localeCompare("b");', "locale"],
  ["locale form", "packages/language/src/a.ts", "const x = (1).toLocaleString();", "locale"],
  ["a collator of the machine's locale", "packages/language/src/a.ts", "const x = new Intl.Collator();", "locale"],
  ["an unknown package", "packages/common/src/a.ts", "export const x = 1;", "no line in the edges"],
])("%s is found", (_, path, code, problem) => {
  const found = house({ [path]: opened(code) });
  expect(found).toHaveLength(path.includes("engine") && code.includes("Math.random") ? 2 : 1);
  expect(found[0]).toContain(problem);
});

test("a cycle between files is found once, through types it is none", () => {
  const cycle = {
    "packages/engine/src/a.ts": opened('import { b } from "./b.js";\nexport const a = b;'),
    "packages/engine/src/b.ts": opened('import { c } from "./c.js";\nexport const b = c;'),
  };
  expect(house({ ...cycle, "packages/engine/src/c.ts": opened('export { a as c } from "./a.js";') })).toEqual([
    "import cycle: packages/engine/src/a.ts → packages/engine/src/b.ts → packages/engine/src/c.ts → packages/engine/src/a.ts",
  ]);
  expect(house({ ...cycle, "packages/engine/src/c.ts": opened('import { type a } from "./a.js";\nexport type c = typeof a;') })).toEqual(
    [],
  );
});

test("a long file needs its reason, a very long one is refused, an unopened one is found", () => {
  const lines = (count: number) => "export {};\n".repeat(count);
  expect(house({ "packages/engine/src/a.ts": opened(lines(600)) })[0]).toContain("says why it is that long");
  expect(house({ "packages/engine/src/a.ts": `/** A table, long because it is one. */\n${lines(600)}` })).toEqual([]);
  expect(house({ "packages/engine/src/a.ts": `/** A table, long because it is one. */\n${lines(801)}` })[0]).toContain(
    "no file may have more",
  );
  expect(house({ "packages/engine/src/a.ts": lines(3) })[0]).toContain("opens without a sentence");
  expect(house({ "packages/engine/src/a.test.ts": lines(3) })).toEqual([]);
});

test("cycles of a graph", () => {
  expect(cyclesOf(new Map([["a", ["a"]]]))).toEqual([["a", "a"]]);
  expect(
    cyclesOf(
      new Map([
        ["a", ["b", "c"]],
        ["b", ["c"]],
        ["c", []],
      ]),
    ),
  ).toEqual([]);
});

test("comments and strings are blanked at equal length", () => {
  const text = 'const a = "x // y"; /* z */ const b = /["/]/g.test(`q \u0024{a + "w"} r`); // end';
  expect(withoutComments(text, false)).toHaveLength(text.length);
  expect(withoutComments(text, false)).toMatch(/^const a = " {6}"; {9}const b = {7}g\.test\(` {2}\$\{a \+ " "\} {2}`\); *$/);
  expect(withoutComments(text, true)).toContain('"x // y"');
});

test("a long file without line ends in its statements is read in time", () => {
  const begun = performance.now();
  expect(
    importsOf(`${"export const a = 1;\nimport { b } from './b.js'\n".repeat(2)}${"export interface C { d }\n".repeat(20_000)}`),
  ).toHaveLength(2);
  expect(performance.now() - begun).toBeLessThan(20_000);
});

test("imports of a file", () => {
  const text =
    '// import a from "a";\nimport {\n  b,\n  type c,\n} from "b";\nimport "d";\nconst e = "import f from \'f\'";\nexport * from "g";\nimport { type H } from "h";';
  expect(importsOf(text)).toEqual([
    { specifier: "b", isType: false, line: 5 },
    { specifier: "d", isType: false, line: 6 },
    { specifier: "g", isType: false, line: 8 },
    { specifier: "h", isType: true, line: 9 },
  ]);
});
