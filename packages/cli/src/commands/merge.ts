/** `outweigh merge PART… [DIR]`: puts the parts of a run together, and prints what the run gives; or says what is missing and how to make it. */
import { type BatchPartial, Cancelled, finishRun, lengthOfPartial, openRun, partialOfBytes, weighDraws } from "@outweigh/engine";
import { compileCase, evaluateCase } from "@outweigh/language";
import { type CaseOptions, folderProblem, openCase, tidyPath } from "../case-folder.js";
import { type Effects, exit } from "../effects.js";
import { differenceOf, isBad, type MadeShard, pieceOf, readPart, writePart } from "../part.js";
import { type Collection, collectParts, piecesInOrder, rangesOf } from "../part-collection.js";
import { isProblem, problem } from "../problem.js";
import { exitOf, failWith } from "../report.js";
import { tableOfShards, writeTable } from "../scenarios.js";
import { partOfRun } from "../shard.js";
import { pause, type WorkerOptions, withMaker } from "../spread-run.js";
import { count, printable, styleOf, widthOf, wrap } from "../terminal.js";
import { printRun, refuseRun } from "./run.js";

/** Options of the command. */
export interface MergeOptions extends CaseOptions, WorkerOptions {
  /** Writes one part instead of a result. */
  readonly out?: string;
  /** Prints the numbers of the shards that are missing, and nothing else. */
  readonly missing?: boolean;
}

/** Runs the command. */
export async function merge(paths: readonly string[], options: MergeOptions, effects: Effects): Promise<number> {
  const given = paths.filter((path) => effects.disk.kind(path) === "folder").map(tidyPath);
  const collection = collectParts(
    paths.filter((path) => effects.disk.kind(path) !== "folder"),
    effects.disk,
  );
  if (isProblem(collection)) return failWith(effects, collection);
  if (given.length > 1)
    return failWith(effects, problem(`${given.join(" and ")} are folders; a case is one folder.`, "Give parts, and at most one folder."));
  const { bad, missing } = collection;
  if (options.missing) {
    for (const { path, reason } of bad) effects.stderr.write(`${printable(path)}: ${reason}\n`);
    if (missing.length > 0) effects.stdout.write(`${rangesOf(missing)}\n`);
    return missing.length > 0 ? exit.errors : exit.fine;
  }
  if (bad.length > 0) return refuseParts(collection, effects);
  if (options.out !== undefined) return combine(collection, options.out, effects);
  if (missing.length > 0) return tellMissing(collection, effects);
  if (collection.of.kind === "scenarios") return printDesign(collection, options, effects);
  return finish(collection, given[0] ?? collection.of.folder, options, effects);
}

const mostCommands = 20;

/** The commands that make missing shards, as they can be typed. */
function commandsFor({ of, parts, missing }: Collection): readonly string[] {
  const quoted = (path: string) => (/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`);
  const place = (parts[0]?.path ?? "").split("/").slice(0, -1).join("/");
  const design = of.design === undefined ? "" : ` --design ${quoted(of.design.path)}`;
  return missing.map((shard) => {
    const out = `${place === "" ? "" : `${place}/`}shard-${shard}-of-${of.count}.part`;
    return `outweigh run ${quoted(of.folder)} --seed ${of.seed} --draws ${of.draws}${design} --shard ${shard}/${of.count} --out ${quoted(out)}`;
  });
}

function printMissing(collection: Collection, effects: Effects): void {
  const { missing, of } = collection;
  if (missing.length === 0) return;
  const { dim } = styleOf(effects, effects.stderr);
  const words = `Missing: ${missing.length === 1 ? "shard" : "shards"} ${rangesOf(missing)} of ${of.count}. To make ${missing.length === 1 ? "it" : "them"}:`;
  effects.stderr.write(`${wrap(words, widthOf(effects.stderr))}\n\n`);
  for (const command of commandsFor(collection).slice(0, mostCommands)) effects.stderr.write(`  ${printable(command)}\n`);
  if (missing.length > mostCommands) effects.stderr.write(`  ${dim(`and ${missing.length - mostCommands} more in the same way`)}\n`);
}

function tellMissing(collection: Collection, effects: Effects): number {
  const { red } = styleOf(effects, effects.stderr);
  const words = `These parts are not the whole run: ${count(collection.missing.length, "shard")} of ${collection.of.count} missing.`;
  effects.stderr.write(`${red(wrap(words, widthOf(effects.stderr)))}\n`);
  printMissing(collection, effects);
  return exit.errors;
}

function refuseParts(collection: Collection, effects: Effects): number {
  const { red } = styleOf(effects, effects.stderr);
  const width = widthOf(effects.stderr);
  const { bad } = collection;
  effects.stderr.write(`${red(`${count(bad.length, "file")} cannot be merged; nothing was made of the others.`)}\n`);
  for (const { path, reason } of bad) effects.stderr.write(`${wrap(printable(`${path}: ${reason}.`), width, "  ", "    ")}\n`);
  effects.stderr.write(`${wrap("Leave them out, or make their shards again.", width)}\n`);
  printMissing(collection, effects);
  return exit.usage;
}

/** Writes the parts as one. */
function combine(collection: Collection, out: string, effects: Effects): number {
  const { of, parts, missing } = collection;
  const made: MadeShard[] = [];
  for (const { path, header } of parts) {
    const part = readPart(effects.disk, path);
    if (isBad(part)) return failWith(effects, problem(`${path} has changed in the meantime: ${part.reason}.`, "Merge again."));
    for (const shard of header.shards) made.push({ shard, pieces: [pieceOf(part, shard)] });
  }
  const failure = writePart(effects.disk, out, of, made);
  if (failure !== undefined) return failWith(effects, problem(`${out} cannot be written: ${failure}.`, "Choose another place with --out."));
  const { green, dim } = styleOf(effects, effects.stdout);
  effects.stdout.write(`${green("wrote")} ${out} ${dim(`(${made.length} of ${count(of.count, "shard")})`)}\n`);
  printMissing(collection, effects);
  return missing.length > 0 ? exit.errors : exit.fine;
}

function printDesign(collection: Collection, options: MergeOptions, effects: Effects): number {
  const pieces: Uint8Array[] = [];
  for (const piece of piecesInOrder(collection, effects.disk)) {
    if (isBad(piece)) return failWith(effects, problem(`${piece.path} has changed in the meantime: ${piece.reason}.`, "Merge again."));
    pieces.push(piece);
  }
  const { rows, quantities } = tableOfShards(pieces);
  return writeTable(rows, quantities, { json: options.json }, effects);
}

async function finish(collection: Collection, folder: string, options: MergeOptions, effects: Effects): Promise<number> {
  const blocked = folderProblem(effects, folder);
  if (blocked) return failWith(effects, problem(blocked.message, "Give the folder of the case after the parts: outweigh merge PART… DIR"));
  const compiled = compileCase(openCase(effects, options), folder);
  if (exitOf(compiled.diagnostics) !== exit.fine) return refuseRun(folder, compiled, options, effects);
  const { seed, draws, sampling, count } = collection.of;
  const settings = { seed, draws, sampling };
  const now = partOfRun(folder, compiled, settings, count);
  const difference = differenceOf(collection.of, now);
  if (difference !== undefined) {
    const words = `The parts are of ${difference}: the case in ${folder}, or Outweigh, is not what it was when they were made.`;
    return failWith(effects, problem(words, "Give the folder as it was then, or make the shards again."));
  }
  const open = openRun(compiled.lowering.graph, settings);
  if (open.isWeighing()) await withMaker(effects, options, open.batches, (maker) => weighDraws(open, maker, effects.stopped));
  for (const piece of piecesInOrder(collection, effects.disk)) {
    if (isBad(piece)) return failWith(effects, problem(`${piece.path} has changed in the meantime: ${piece.reason}.`, "Merge again."));
    for (const partial of partialsIn(piece)) open.add(partial);
    await pause();
    if (effects.stopped.aborted) throw new Cancelled();
  }
  const outputs = open.isDone()
    ? open.outputs()
    : await withMaker(effects, options, open.batches, (maker) => finishRun(open, maker, { signal: effects.stopped }));
  return printRun(folder, evaluateCase(compiled, settings, outputs), options, effects);
}

function* partialsIn(piece: Uint8Array<ArrayBuffer>): Generator<BatchPartial> {
  for (let at = 0; at < piece.length; ) {
    const rest = piece.subarray(at);
    const length = lengthOfPartial(rest) ?? 0;
    yield partialOfBytes(rest.subarray(0, length));
    at += Math.max(length, 8);
  }
}
