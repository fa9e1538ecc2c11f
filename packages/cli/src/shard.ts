/** `outweigh run DIR --shard i/n --out PART`: makes one shard of a run, to be put together with the others by `outweigh merge`. */
import { batchesOfShard, bytesOfPartial, makeBatches } from "@outweigh/engine";
import { type CaseSettings, type Compiled, settingsOf } from "@outweigh/language";
import type { RunOptions, Shard, ShardOptions } from "./commands/run.js";
import { type Effects, exit } from "./effects.js";
import { differenceOf, graphHash, isBad, type PartOf, partOf, readPart, writePart } from "./part.js";
import { problem } from "./problem.js";
import { failWith } from "./report.js";
import { withMaker } from "./spread-run.js";
import { styleOf } from "./terminal.js";
import { progress } from "./watch.js";

/** Of what the shards of such a run are parts. */
export function partOfRun(folder: string, compiled: Compiled, options: CaseSettings, count: number): PartOf {
  const { assessment, inputsHash, lowering } = compiled;
  const settings = settingsOf(compiled, options);
  return partOf({ kind: "draws", case: assessment.case.id, folder, inputsHash, graphHash: graphHash(lowering.graph), ...settings, count });
}

/** Runs the command on a case without errors. */
export async function runShard(folder: string, compiled: Compiled, options: RunOptions & ShardOptions, effects: Effects): Promise<number> {
  const { shard = { index: 1, count: 1 }, out = "" } = options;
  const of = partOfRun(folder, compiled, options, shard.count);
  return writeShard(of, shard, out, effects, async () => {
    const settings = settingsOf(compiled, options);
    const pieces: Uint8Array[] = [];
    const line = progress(effects, `Shard ${shard.index}/${shard.count}`);
    const batches = batchesOfShard(settings.draws, shard.index, shard.count);
    try {
      await withMaker(effects, options, batches.length, (maker) =>
        makeBatches(compiled.lowering.graph, settings, batches, maker, (partial) => void pieces.push(bytesOfPartial(partial)), {
          signal: effects.stopped,
          onProgress: line.report,
        }),
      );
    } finally {
      line.end();
    }
    return pieces;
  });
}

/** Writes what `make` gives, if anything, unless the very part is there already, so that a shard may be started again at any time. */
export async function writeShard(
  of: PartOf,
  { index, count }: Shard,
  out: string,
  effects: Effects,
  make: () => Promise<readonly Uint8Array[] | undefined>,
): Promise<number> {
  const { green, dim } = styleOf(effects, effects.stdout);
  const words = `shard ${index} of ${count}`;
  const before = readPart(effects.disk, out);
  if (!isBad(before) && differenceOf(before.header, of) === undefined && before.header.shards.join() === String(index)) {
    effects.stdout.write(`${out} is there already ${dim(`(${words})`)}\n`);
    return exit.fine;
  }
  const pieces = await make();
  if (pieces === undefined) return exit.errors;
  const failure = writePart(effects.disk, out, of, [{ shard: index, pieces }]);
  if (failure !== undefined) return failWith(effects, problem(`${out} cannot be written: ${failure}.`, "Choose another place with --out."));
  effects.stdout.write(`${green("wrote")} ${out} ${dim(`(${words})`)}\n`);
  return exit.fine;
}
