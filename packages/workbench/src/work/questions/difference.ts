/** What differs between two versions of the case, published or as it is written now: the same page that `outweigh diff` writes. */
import { finishRun, makerHere, openRun } from "@outweigh/engine";
import { lockFileName, readLock, strictestMark, tlpLabel } from "@outweigh/evidence";
import {
  type Compiled,
  type CompiledSide,
  compileCase,
  differenceOf,
  type FileSystem,
  isSame,
  joinPath,
  markOfCase,
} from "@outweigh/language";
import type { ReadAnswer, ReadOrder } from "@outweigh/server/protocol";
import { defineQuestion, type Means } from "../question.js";
import { readVersions, versionFiles } from "../version-files.js";

/** The names of versions; the present text where one is empty. */
export interface DifferenceInput {
  readonly before: string;
  readonly after: string;
  /** Whether results are computed and their causes told, which takes a while. */
  readonly isRun: boolean;
  /** What was lacking before, as it was read. */
  readonly orders: readonly ReadOrder[];
  readonly answers: readonly ReadAnswer[];
}

/** Lacking files to be read and given with the next asking; a version that cannot be used; or the page. */
export type DifferenceAnswer =
  | { readonly kind: "lacking"; readonly orders: readonly ReadOrder[] }
  | { readonly kind: "damaged"; readonly message: string }
  | { readonly kind: "page"; readonly html: string; readonly isSame: boolean };

/** The share of the work that the runs of both sides take, about; the causes take the rest. */
const shareOfRuns = 0.3;

export const difference = defineQuestion<DifferenceInput, DifferenceAnswer>({
  doc: "The semantic difference of two versions as a page.",
  answer: async ({ before, after, isRun, orders, answers }, means) => {
    const { files, evaluation, onProgress } = means;
    const stop = new AbortController();
    const { signal } = stop;
    const pause = async () => {
      await means.pause();
      if (means.signal.aborted) stop.abort();
    };
    files.give(orders, answers);
    const sides: CompiledSide[] = [];
    for (const name of [before, after]) {
      const side = name === "" ? sideOf(files, "", "the present text", evaluation.compiled) : versionSide(means, name);
      if ("kind" in side) return side;
      sides.push(side);
      await pause();
    }
    const lacking = files.takeLacking();
    if (lacking.length > 0) return { kind: "lacking", orders: lacking };
    const [was, now] = sides as [CompiledSide, CompiledSide];
    let runs = 0;
    const found = await differenceOf(was, now, {
      isRun,
      signal,
      pause,
      make: async (graph, settings) => {
        const outputs = await finishRun(openRun(graph, { ...settings, tier: evaluation.tier }), makerHere(pause), {
          signal,
          onProgress: (done, total) => onProgress((shareOfRuns * (runs + done / total)) / 2),
        });
        runs++;
        return outputs;
      },
      onProgress: (done, total) => onProgress(shareOfRuns + (1 - shareOfRuns) * (done / total)),
    });
    const { renderDifferenceHtml } = await import("@outweigh/brief/render");
    const mark = strictestMark(sides.map(({ compiled }) => markOfCase(compiled.assessment)));
    return { kind: "page", html: renderDifferenceHtml(found, mark && tlpLabel(mark)), isSame: isSame(found) };
  },
});

function versionSide({ files }: Means, name: string): CompiledSide | Extract<DifferenceAnswer, { readonly kind: "damaged" }> {
  const { versions, damaged } = readVersions(files, [name]);
  const [version] = versions;
  if (version === undefined)
    return { kind: "damaged", message: `Version ${name} cannot be used: its manifest ${damaged[0]?.reason ?? "is not there"}.` };
  const own = versionFiles(files, version);
  return sideOf(own, "case", `version ${name}`, compileCase(own, "case"));
}

function sideOf(files: FileSystem, folder: string, name: string, compiled: Compiled): CompiledSide {
  const lock = files.read(joinPath(folder, lockFileName));
  const locked = lock.ok ? readLock(new TextDecoder().decode(lock.bytes)).lock : new Map();
  return { name, compiled, copies: new Map([...locked].map(([id, { sha256 }]) => [id, sha256])) };
}
