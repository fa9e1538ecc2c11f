/** What `outweigh open` without a folder offers: a case of this machine, copies of the examples, a new case, one from an article. Nothing that is there is written over. */
import type { StartChoices, StartOrder } from "@outweigh/server";
import { type CaseOptions, tidyPath } from "../case-folder.js";
import { identifierOf, makeFirstCase, newFolderProblem } from "../commands/new.js";
import type { Disk, Effects } from "../effects.js";
import { openGiven, takeOpened } from "../ingest/take-document.js";
import { isProblem, type Problem } from "../problem.js";

const deepest = 3;
const mostFolders = 1000;
const mostCases = 200;

/** The choices from the working folder. */
export function startChoices(effects: Effects, options: CaseOptions = {}): StartChoices {
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
      return isProblem(made) ? { refused: wordsOf(made) } : { folder: disk.absolute(made) };
    },
    beginFrom: async (order, document) => {
      const folder = newFolderOf(order);
      const blocked = isProblem(folder) ? folder : newFolderProblem(folder, disk);
      if (isProblem(folder) || blocked) return { refused: wordsOf(blocked!) };
      const opened = await openGiven(document, effects);
      if ("refused" in opened) return opened;
      const wasThere = disk.kind(folder) === "folder";
      // The folder has the name of the file, which is left to the source.
      const file = makeFirstCase(folder, effects, `${identifierOf(folder)}_case`);
      if (isProblem(file)) return { refused: wordsOf(file) };
      const taken = takeOpened(folder, opened, options, effects);
      if (taken.kind === "taken") return { folder: disk.absolute(folder), taken };
      // What was begun for nothing is taken away again.
      disk.remove(folder);
      if (wasThere) disk.makeFolder(folder);
      return { refused: taken.reason };
    },
  };

  /** The folder that is to be made. */
  function newFolderOf({ folder: given, place = "" }: { readonly folder: string; readonly place?: string }): string | Problem {
    const name = given.trim();
    if (!isFolderName(name))
      return refusal(`“${name}” cannot be the name of a folder.`, "Take letters, digits, spaces and hyphens, like heat-2026.");
    const where = pathOf(place);
    if (where === "" || where === ".") return name;
    const kind = disk.kind(where);
    if (kind !== "folder")
      return refusal(kind === "missing" ? `There is no folder ${where}.` : `${where} is no folder.`, "Say another place for new cases.");
    if (!disk.canWrite(where)) return refusal(`Nothing can be written in ${where}.`, "Say another place for new cases.");
    return `${where.replace(/\/$/, "")}/${name}`;
  }

  /** A path as people write or paste it. */
  function pathOf(given: string): string {
    const home = effects.env.HOME ?? effects.env.USERPROFILE;
    const path = tidyPath(given.trim().replace(/^(["'])(.*)\1$/, "$2"));
    return home !== undefined && /^~(?=\/|$)/.test(path) ? `${tidyPath(home)}${path.slice(1)}` : path;
  }

  function caseAt(given: string): string | Problem {
    const path = pathOf(given);
    if (path === "") return refusal("No folder was named.", "Write or paste its path, or choose one of the list.");
    const kind = disk.kind(path);
    if (kind === "missing") return refusal(`There is no folder ${path}.`, "Check its path; it is best copied from the list of your files.");
    if (kind === "file")
      return refusal(`${path} is a file; a case is a folder.`, "Give its folder; or begin from that file, by dropping it on this page.");
    if (kind === "other" || disk.list(path) === undefined)
      return refusal(`The folder ${path} cannot be read.`, "You may have no right to it. Ask its owner, or choose another.");
    if (questionOf(disk, path) !== undefined) return path;
    const hasChapters = disk.list(path)?.some((name) => /\.md$/i.test(name) && !name.startsWith("."));
    return refusal(
      `${path} is no case: ${hasChapters ? "no chapter in it has a case block" : "there is no chapter (a file ending in .md) in it"}.`,
      "Choose another folder, or begin a new case.",
    );
  }

  function begin(order: StartOrder): string | Problem {
    if (order.kind === "open") return caseAt(order.path);
    const folder = newFolderOf(order);
    if (isProblem(folder)) return folder;
    if (order.kind === "new") {
      const file = makeFirstCase(folder, effects);
      return isProblem(file) ? file : folder;
    }
    const example = named().find(({ name }) => name === order.name);
    if (example === undefined || examples === undefined) return refusal(`There is no example ${order.name}.`, "Choose one of the list.");
    return copyExample(disk, examples, example.name, folder) ?? folder;
  }
}

const wordsOf = ({ message, remedy }: Problem): string => `${message} ${remedy}`;

function refusal(message: string, remedy: string): Problem {
  return { kind: "problem", message, remedy };
}

/** A name that every system takes. */
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
  const parent = folder.includes("/") ? folder.slice(0, folder.lastIndexOf("/") + 1) : "";
  for (const path of modules) {
    if (disk.kind(`${parent}${path}`) !== "missing") continue;
    const unwritten = copyFolder(disk, `${examples}/${path}`, `${parent}${path}`);
    if (unwritten !== undefined)
      return refusal(`${parent}${path} cannot be written: ${unwritten}.`, "Put that right, then choose another name.");
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
