/** Whether a run fits the machine: found out before anything is computed, so that a request too large is answered and not attempted. */
import { type MemoryNeeded, memoryNeeded, run } from "@outweigh/engine";
import { type Compiled, type RunOptions, settingsOf } from "@outweigh/language";
import type { Effects } from "./effects.js";
import { type Problem, problem } from "./problem.js";

/** The share of the memory that a run may take. */
const share = 0.7;
/** A block of draws must fit the linear memory in which kernels work. */
const mostWorking = 4e9;
/** The draws by which the time of a run is judged. */
const sample = 8192;

/** Says that a run of a compiled case would need more memory than there is, and what would fit. */
export function sizeProblem(compiled: Compiled, options: RunOptions, effects: Effects): Problem | undefined {
  const settings = settingsOf(compiled, options);
  const { graph } = compiled.lowering;
  const needed = memoryNeeded(graph, settings.draws);
  const limit = share * effects.memory;
  if (needed.working > Math.min(mostWorking, limit)) {
    return problem(
      `This model needs ${sizeInWords(needed.working)} of memory for a single block of draws, and ${sizeInWords(Math.min(mostWorking, limit))} can be used.`,
      "Give it fewer members, options or periods, or sum up over a dimension where the single values are not needed.",
    );
  }
  if (needed.objects > share * effects.heap) {
    return problem(
      `This model has so many values that they need ${sizeInWords(needed.objects)} as objects, and ${sizeInWords(share * effects.heap)} of them can be used here.`,
      "Give it fewer members, options or periods, or sum up over a dimension where the single values are not needed. NODE_OPTIONS=--max-old-space-size=16000 allows more where the machine has it.",
    );
  }
  if (needed.bytes <= limit) return undefined;
  const fitting = roundThatFits(needed, settings.draws, limit);
  const begun = effects.now();
  run(graph, { ...settings, draws: Math.min(sample, settings.draws) });
  const seconds = ((effects.now() - begun) / 1000) * (settings.draws / sample);
  const time = seconds >= 60 ? ` It would also take about ${timeInWords(seconds)}.` : "";
  return problem(
    `This run needs ${sizeInWords(needed.bytes)} of memory, ${needed.kept > 0.95 * needed.bytes ? "nearly all" : sizeInWords(needed.kept)} of it for what is kept of ${settings.draws.toLocaleString("en")} draws. This machine has ${sizeInWords(effects.memory)}, of which a run may take ${sizeInWords(limit)}.${time}`,
    fitting === 0
      ? "Give the model fewer members, options or periods: even the shortest run does not fit."
      : `With --draws ${fitting} it fits. 100,000 draws are enough for most questions: the error shrinks with the root of their number. To keep fewer values, sum up over a dimension where the single ones are not needed.`,
  );
}

/** So many draws, or fewer where these would not fit the memory. */
export function drawsThatFit({ lowering }: Compiled, draws: number, effects: Effects): number {
  const needed = memoryNeeded(lowering.graph, draws);
  const limit = share * effects.memory;
  return needed.bytes <= limit ? draws : Math.max(1, roundThatFits(needed, draws, limit));
}

/** A round number of draws that fits, or 0. */
function roundThatFits(needed: MemoryNeeded, draws: number, limit: number): number {
  const most = Math.min(draws, (limit - (needed.bytes - needed.bytesPerDraw * draws)) / needed.bytesPerDraw);
  if (!(most >= 100)) return 0;
  const place = 10 ** (Math.floor(Math.log10(most)) - 1);
  return Math.floor(most / place) * place;
}

/** `24 GB`, `870 MB`. */
function sizeInWords(bytes: number): string {
  const [size, unit] = bytes >= 1e12 ? [1e12, "TB"] : bytes >= 1e9 ? [1e9, "GB"] : [1e6, "MB"];
  return `${Number((bytes / size).toPrecision(2)).toLocaleString("en")} ${unit}`;
}

function timeInWords(seconds: number): string {
  const units = [
    [86_400, "day"],
    [3600, "hour"],
    [60, "minute"],
  ] as const;
  const [size, word] = units.find(([length]) => seconds >= 2 * length) ?? units[2];
  const count = Math.round(seconds / size);
  return `${count.toLocaleString("en")} ${word}${count === 1 ? "" : "s"}`;
}
