/** Differences over random cases and edits: shuffling is none, edits are found by brute force, and the mirror of one is that of the versions exchanged. */
import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { compileCase } from "../compile.js";
import type { FileSystem } from "../files.js";
import { formatText } from "../format.js";
import { differenceOf, isSame, mirrorOf } from "./index.js";

/** A quantity by its name, value and whether its name is long; the objective rests on all of them. */
interface Model {
  readonly quantities: readonly { readonly name: string; readonly value: number; readonly spread: number; readonly label: string }[];
  readonly options: readonly string[];
  readonly grades: readonly number[];
}

const names = ["ashes", "birch", "cedar", "drift", "elder"];
const model: fc.Arbitrary<Model> = fc.record({
  quantities: fc.uniqueArray(
    fc.record({
      name: fc.constantFrom(...names),
      value: fc.integer({ min: 1, max: 9 }),
      spread: fc.integer({ min: 0, max: 2 }),
      label: fc.constantFrom("one", "two", "three"),
    }),
    { minLength: 1, maxLength: 4, selector: ({ name }) => name },
  ),
  options: fc.uniqueArray(fc.constantFrom("wait", "build", "move"), { minLength: 2, maxLength: 3 }),
  grades: fc.array(fc.integer({ min: 2, max: 6 }), { minLength: 1, maxLength: 3 }),
});

/** Its declarations, each a text of its own. */
function blocksOf({ quantities, options, grades }: Model): readonly string[] {
  return [
    ...options.map((name) => `option ${name} "To ${name}"`),
    'source paper "Paper"\n  grade B',
    ...grades.map((grade, place) => `claim claim${place} from paper\n  states "It is ${place}."\n  grade ${grade}`),
    ...quantities.map(
      ({ name, value, spread, label }) =>
        `quantity ${name} "${label} ${name}"\n  = ${spread === 0 ? value : `${value} to ${value + spread} as normal`}\n  because "A guess."`,
    ),
    `objective whole "whole"\n  minimise ${quantities.map(({ name }) => name).join(" + ")} + ${options
      .slice(1)
      .reduce((rest, name, place) => `(if ${name} then ${place + 1} else ${rest})`, "0")}`,
  ];
}

function compiled(chapters: Readonly<Record<string, string>>, prose = "") {
  const texts: Readonly<Record<string, string>> = {
    ...chapters,
    "0.md": `# Case\n\n${prose}\n\n\`\`\`outweigh\ncase demo\n  question "Which?"\n\`\`\`\n`,
  };
  const files: FileSystem = {
    list: () => Object.keys(texts),
    read: (path) => {
      const text = texts[path];
      return text === undefined ? { ok: false, reason: "missing" } : { ok: true, bytes: new TextEncoder().encode(text) };
    },
  };
  const made = compileCase(files, "");
  expect(made.diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message)).toEqual([]);
  return made;
}

const fence = (blocks: readonly string[]) => `\`\`\`outweigh\n${blocks.join("\n\n")}\n\`\`\`\n`;

test("shuffled, spread over chapters, laid out anew and commented it is the same", async () => {
  await fc.assert(
    fc.asyncProperty(model, fc.array(fc.nat(1000), { minLength: 20, maxLength: 20 }), fc.boolean(), async (drawn, keys, isFormatted) => {
      const blocks = blocksOf(drawn);
      const order = [...blocks.keys()].sort((one, other) => keys[one]! - keys[other]!);
      const half = Math.floor(order.length / 2);
      const noted = (text: string) => text.replace(/\n/g, "   # a remark\n      ");
      const chapters = [order.slice(0, half), order.slice(half)].map((part) => fence(part.map((place) => noted(blocks[place]!))));
      const other = { "b.md": isFormatted ? formatText(chapters[0]!) : chapters[0]!, "a.md": chapters[1]! };
      const [was, now] = [compiled({ "1.md": fence(blocks) }), compiled(other)];
      const found = await differenceOf({ name: "was", compiled: was }, { name: "now", compiled: now }, { isRun: false });
      expect([found.items, isSame(found)]).toEqual([[], true]);
    }),
    { seed: 6, numRuns: 60 },
  );
});

test("two random cases differ in what brute force says, and the other way round in the mirror of it", async () => {
  await fc.assert(
    fc.asyncProperty(model, model, async (one, other) => {
      const sides = [one, other].map((each, place) => ({
        name: `version ${place}`,
        compiled: compiled({ "1.md": fence(blocksOf(each)) }, `It comes to {${each.quantities[0]!.name}}.`),
      }));
      const [was, now] = [sides[0]!, sides[1]!];
      const settings = { draws: 64 };
      const found = await differenceOf(was, now, settings);
      expect(await differenceOf(now, was, settings)).toEqual(mirrorOf(found));

      const stated = (model: Model) => new Map(blocksOf(model).map((block) => [block.split(/["\n]| from /)[0]!.trim(), block] as const));
      const [old, current] = [stated(one), stated(other)];
      const keys = [...new Set([...old.keys(), ...current.keys()])].filter((key) => old.get(key) !== current.get(key));
      const renamed = found.items.flatMap(({ kind, name, formerly }) =>
        formerly === undefined ? [] : [`${kind} ${formerly}`, `${kind} ${name}`],
      );
      const expected = keys.filter((key) => !renamed.includes(key) && (renamed.length === 0 || key !== "objective whole"));
      const listed = found.items.flatMap(({ kind, name, formerly }) => (formerly === undefined ? [`${kind} ${name}`] : []));
      expect(listed.filter((key) => key !== "objective whole" || renamed.length === 0).sort()).toEqual(expected.sort());

      if (found.causes.kind === "shares")
        for (const which of ["means", "best"] as const)
          found.causes.total[which].forEach(({ value }, place) => {
            const sum =
              found.causes.kind === "shares" ? found.causes.shares.reduce((all, share) => all + share[which][place]!.value!, 0) : 0;
            expect(sum).toBeCloseTo(value!, 9);
          });
      const total = found.objectives!.find(({ name }) => name === "whole")!;
      for (const { was: level, now: after, change } of total.options)
        if (change) expect(change.mean.value).toBeCloseTo(after!.mean.value! - level!.mean.value!, 9);
    }),
    { seed: 11, numRuns: 60 },
  );
}, 120_000);

test("the examples are the same as themselves", async () => {
  const root = new URL("../../../../examples/", import.meta.url);
  const below = (folder: string): readonly string[] =>
    readdirSync(new URL(folder, root), { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? below(`${folder}${entry.name}/`) : [`${folder}${entry.name}`],
    );
  const paths = below("");
  const files: FileSystem = {
    list: (folder) => {
      const inside = paths.filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1));
      return inside.length === 0 ? undefined : inside.filter((path) => !path.includes("/"));
    },
    read: (path) => (paths.includes(path) ? { ok: true, bytes: readFileSync(new URL(path, root)) } : { ok: false, reason: "missing" }),
  };
  for (const folder of ["first", "flood", "cartels"]) {
    const [was, now] = [compileCase(files, folder), compileCase(files, folder)];
    const isRun = folder !== "cartels";
    const found = await differenceOf({ name: folder, compiled: was }, { name: folder, compiled: now }, { draws: 64, isRun });
    expect([folder, isSame(found), found.causes.kind]).toEqual([folder, true, "none"]);
    if (isRun) expect(found.statements).toEqual({ before: [], after: [] });
    for (const { options } of found.objectives ?? []) expect(options.every(({ change }) => change!.mean.value === 0)).toBe(true);
  }
}, 60_000);
