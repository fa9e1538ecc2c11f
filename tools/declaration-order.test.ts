/** The order of declarations means nothing: the blocks of each example, shuffled over all of its fences, give the same result to the bit. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Result } from "@outweigh/engine";
import { compileCase, type FileSystem, runCase } from "@outweigh/language";
import { expect, it } from "vitest";

const examples = fileURLToPath(new URL("../examples", import.meta.url));

type Files = Readonly<Record<string, string>>;

function readTree(folder: string, prefix: string): Files {
  return Object.assign(
    {},
    ...readdirSync(folder, { withFileTypes: true }).map((entry): Files => {
      const path = `${folder}/${entry.name}`;
      if (entry.name === "versions") return {};
      if (entry.isDirectory()) return readTree(path, `${prefix}${entry.name}/`);
      return { [prefix + entry.name]: readFileSync(path, "utf8") };
    }),
  );
}

const inMemory = (files: Files): FileSystem => ({
  list: (folder) => {
    const own = Object.keys(files).filter((path) => path.startsWith(`${folder}/`));
    return own.length === 0 ? undefined : own.map((path) => path.slice(folder.length + 1)).filter((path) => !path.includes("/"));
  },
  read: (path) => {
    const text = files[path];
    return text === undefined ? { ok: false, reason: "missing" } : { ok: true, bytes: new TextEncoder().encode(text) };
  },
});

const fence = /(?<=^```outweigh\n)[\s\S]*?(?=^```)/gm;
const blocksOf = (text: string) => text.split(/\n(?=[a-z])/).map((block) => block.replace(/\n*$/, "\n"));

/** Whether a block makes a member or an axis: these are listed in the order in which they are declared, which is the order of the cells of a result. */
const givesOrder = (block: string) => /^(option|dimension|use) /.test(block);

/** The text with its blocks in another order, but for those that are ordered, which keep theirs among each other; how many there are in each fence stays as it is. */
function shuffled(files: Files, folder: string, seed: number, isOrdered: (block: string) => boolean): Files {
  const chapters = Object.keys(files).filter((path) => path.startsWith(`${folder}/`) && path.endsWith(".md") && !path.includes("/data/"));
  const blocks = chapters.flatMap((path) => [...files[path]!.matchAll(fence)].flatMap(([text]) => blocksOf(text)));
  let state = seed;
  const below = (count: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * count);
  };
  const left = [...blocks];
  const mixed = blocks.map(() => left.splice(below(left.length), 1)[0]!);
  const ordered = blocks.filter(isOrdered);
  const next = mixed.map((block) => (isOrdered(block) ? ordered.shift()! : block));
  return {
    ...files,
    ...Object.fromEntries(
      chapters.map((path) => [
        path,
        files[path]!.replace(fence, (text) =>
          blocksOf(text)
            .map(() => next.shift()!)
            .join("\n"),
        ),
      ]),
    ),
  };
}

const cases = readdirSync(examples, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "modules")
  .map(({ name }) => name);

const runOf = (files: Files, name: string) => runCase(compileCase(inMemory(files), name), { draws: 700 });

it.each(cases)("%s, but for what gives cells their order", (name) => {
  const files = readTree(examples, "");
  const original = runOf(files, name);
  for (let seed = 1; seed <= 5; seed++) {
    const other = runOf(shuffled(files, name, seed, givesOrder), name);
    expect(other.inputsHash).not.toBe(original.inputsHash);
    expect(other.result.record.resultHash).toBe(original.result.record.resultHash);
    expect(other.diagnostics.map(({ code }) => code).sort()).toEqual(original.diagnostics.map(({ code }) => code).sort());
  }
});

/** The summary of each cell under the names of its output and members, whatever their order. */
function cells({ outputs, dimensions }: Result): ReadonlyMap<string, unknown> {
  const members = new Map(dimensions.map(({ name, members }) => [name, members.map(({ id }) => id)]));
  const named = outputs.flatMap((output) =>
    output.summaries.map((summary, cell) => {
      let rest = cell;
      const places = [...output.dimensions].reverse().map((name) => {
        const all = members.get(name)!;
        const id = all[rest % all.length]!;
        rest = Math.floor(rest / all.length);
        return `${name} ${id}`;
      });
      return [[output.name, ...places.sort()].join(", "), summary] as const;
    }),
  );
  return new Map(named.sort(([one], [other]) => (one < other ? -1 : 1)));
}

it.each(cases)("%s, everything: each cell is the same", (name) => {
  const files = readTree(examples, "");
  const original = cells(runOf(files, name).result);
  for (let seed = 1; seed <= 3; seed++)
    expect(
      cells(
        runOf(
          shuffled(files, name, seed, () => false),
          name,
        ).result,
      ),
    ).toEqual(original);
});
