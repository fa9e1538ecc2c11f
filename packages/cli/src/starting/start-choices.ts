/** What `outweigh open` without a folder offers: the cases of the working folder, copies of the examples, and a new case. Nothing that is there is written over. */
import type { StartChoices, StartOrder } from "@outweigh/server";
import { makeFirstCase, newFolderProblem } from "../commands/new.js";
import type { Disk, Effects } from "../effects.js";
import { isProblem, type Problem } from "../problem.js";

const deepest = 3;
const mostFolders = 1000;
const mostCases = 200;

/** The choices in the working folder. */
export function startChoices(effects: Effects): StartChoices {
  const { disk, web } = effects;
  const examples = web?.examples;
  const named = () =>
    examples === undefined
      ? []
      : disk.folders(examples).flatMap((name) => {
          const question = questionOf(disk, `${examples}/${name}`);
          return question === undefined ? [] : [{ name, question }];
        });
  return {
    list: () => ({ place: disk.absolute("."), cases: casesBelow(disk), examples: named() }),
    begin: (order) => {
      const made = begin(order);
      return isProblem(made) ? { refused: `${made.message} ${made.remedy}` } : { folder: disk.absolute(made) };
    },
  };

  function begin(order: StartOrder): string | Problem {
    if (order.kind === "open")
      return casesBelow(disk).some(({ path }) => path === order.path)
        ? order.path
        : refusal(`There is no case in ${order.path}.`, "Reload the page: the list is made anew.");
    const folder = order.folder.trim();
    if (!isFolderName(folder))
      return refusal(`“${folder}” cannot be the name of a folder.`, "Take letters, digits, spaces and hyphens, like heat-2026.");
    if (order.kind === "new") {
      const file = makeFirstCase(folder, effects);
      return isProblem(file) ? file : folder;
    }
    const example = named().find(({ name }) => name === order.name);
    if (example === undefined || examples === undefined) return refusal(`There is no example ${order.name}.`, "Choose one of the list.");
    return copyExample(disk, examples, example.name, folder) ?? folder;
  }
}

function refusal(message: string, remedy: string): Problem {
  return { kind: "problem", message, remedy };
}

/** A name that every system takes, of a folder directly in the working folder. */
function isFolderName(name: string): boolean {
  return (
    /^[\p{L}\p{N}_](?:[\p{L}\p{N}\p{M} _.-]{0,62}[\p{L}\p{N}\p{M}_-])?$/u.test(name) && !/^(?:con|prn|aux|nul|com\d|lpt\d)$/i.test(name)
  );
}

/** Folders of the working folder, itself included, that hold a case; found breadth first. */
function casesBelow(disk: Disk): readonly { readonly path: string; readonly question: string }[] {
  const found: { path: string; question: string }[] = [];
  let level = ["."];
  let looked = 0;
  for (let depth = 0; depth <= deepest && level.length > 0; depth++) {
    const next: string[] = [];
    for (const path of level) {
      if (++looked > mostFolders || found.length >= mostCases) return found;
      const question = questionOf(disk, path);
      if (question !== undefined) found.push({ path, question });
      else
        for (const name of disk.folders(path))
          if (!name.startsWith(".") && name !== "node_modules" && !disk.isLink(path === "." ? name : `${path}/${name}`))
            next.push(path === "." ? name : `${path}/${name}`);
    }
    level = next;
  }
  return found;
}

/** The question of the case in a folder, empty where it has none yet; undefined when it holds no case. */
function questionOf(disk: Disk, folder: string): string | undefined {
  for (const name of disk.list(folder) ?? []) {
    if (!/\.md$/i.test(name) || name.startsWith(".")) continue;
    const read = disk.read(`${folder}/${name}`);
    const text = read.ok ? new TextDecoder().decode(read.bytes) : "";
    // A block begins with a fence of its own; `case` stands at the beginning of a line in it.
    for (const [, block = ""] of text.matchAll(/^ {0,3}```outweigh[ \t]*\r?\n([\s\S]*?)^ {0,3}```/gm))
      if (/^case[ \t]+\S/m.test(block)) return /^[ \t]+question[ \t]+"([^"\n]*)"/m.exec(block)?.[1] ?? "";
  }
  return undefined;
}

/** Copies an example, and the modules that it names to where it looks for them, unless something is there. */
function copyExample(disk: Disk, examples: string, name: string, folder: string): Problem | undefined {
  const taken = newFolderProblem(folder, disk);
  if (taken) return taken;
  const failure = copyFolder(disk, `${examples}/${name}`, folder);
  if (failure !== undefined) return refusal(`${folder} cannot be written: ${failure}.`, "Put that right, then choose another name.");
  const modules = new Set(
    (disk.list(folder) ?? [])
      .filter((file) => /\.md$/i.test(file))
      .flatMap((file) => {
        const read = disk.read(`${folder}/${file}`);
        return read.ok ? [...new TextDecoder().decode(read.bytes).matchAll(/"\.\.\/(modules\/[\w-]+)/g)].map((match) => match[1]!) : [];
      }),
  );
  for (const path of modules) {
    if (disk.kind(path) !== "missing") continue;
    const unwritten = copyFolder(disk, `${examples}/${path}`, path);
    if (unwritten !== undefined) return refusal(`${path} cannot be written: ${unwritten}.`, "Put that right, then choose another name.");
  }
  return undefined;
}

function copyFolder(disk: Disk, from: string, to: string): string | undefined {
  const unmade = disk.makeFolder(to);
  if (unmade !== undefined) return unmade;
  for (const name of disk.list(from) ?? []) {
    const read = disk.readWhole(`${from}/${name}`);
    const failure = read.ok ? disk.write(`${to}/${name}`, read.bytes) : `${name} cannot be read`;
    if (failure !== undefined) return failure;
  }
  for (const name of disk.folders(from)) {
    const failure = copyFolder(disk, `${from}/${name}`, `${to}/${name}`);
    if (failure !== undefined) return failure;
  }
  return undefined;
}
