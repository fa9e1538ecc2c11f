/** The workbench in a browser: typing, sliders, first load, and memory in long use. Others on the machine show in the figures, so each is of the best of some rounds. */
import { loadavg } from "node:os";
import type { Goal, Section } from "../section.js";
import { w1Case } from "../w1-case.js";
import { openCase, whyNot } from "./browser.js";
import { percentile, spreadWords } from "./figures.js";
import { type FirstLoad, firstLoad } from "./first-load.js";
import { dragRound, openAnswer } from "./sliders.js";
import { openText, typingRound } from "./typing.js";
import { use } from "./use.js";

const typingRounds = 3;
const sliderRounds = 5;
const loads = 3;

/** Measures it; `isLong` uses it for 6,000 operations instead of 600. */
export async function workbench(isLong: boolean): Promise<Section> {
  const lines: string[] = [];
  const goals: Goal[] = [];
  const why = whyNot();
  const ceiling = (what: string, value: number | undefined, unit: string, commit: number, aim = commit) =>
    goals.push({ what, unit, commit, aim, isCeiling: true, ...(value === undefined ? { why: why ?? "not measured" } : { value }) });
  const load = () => `load ${loadavg()[0]!.toFixed(1)}`;
  if (why === undefined) {
    const flagship = await openCase("cartels");
    try {
      const first: FirstLoad[] = [];
      for (let round = 0; round < loads; round++) first.push(await firstLoad(flagship));
      ceiling("first load of the workbench, compressed", first[0]!.kilobytes, "kB", 900);
      ceiling("text of the flagship drawn after", Math.min(...first.map(({ shown }) => shown)), "ms", 1500);

      const text = await openText(flagship);
      await typingRound(text);
      const typed: Awaited<ReturnType<typeof typingRound>>[] = [];
      for (let round = 0; round < typingRounds; round++) {
        const times = await typingRound(text);
        typed.push(times);
        for (const kind of ["prose", "formula"] as const)
          lines.push(
            `typing, ${kind}: frame after ${spreadWords(times[kind].latency)}; work of the page ${spreadWords(times[kind].work)}; ${load()}`,
          );
      }
      const best = (of: (times: (typeof typed)[number]) => readonly number[]) =>
        Math.min(...typed.map((times) => percentile(of(times), 0.95)));
      ceiling(
        "work of the page for a key of prose, 95 %",
        best(({ prose }) => prose.work),
        "ms",
        16,
      );
      ceiling(
        "work of the page for a key of a formula, 95 %",
        best(({ formula }) => formula.work),
        "ms",
        16,
      );
      ceiling(
        "key of prose to its frame, 95 %",
        best(({ prose }) => prose.latency),
        "ms",
        33,
        16,
      );
      ceiling(
        "key of a formula to its frame, 95 %",
        best(({ formula }) => formula.latency),
        "ms",
        33,
        16,
      );
      await text.page.context().close();

      ceiling("slider to picture, flagship, median", await sliders("flagship", flagship), "ms", 50);
    } finally {
      await flagship.close();
    }
    const small = await openCase({ "1-case.md": w1Case().replace("case w1\n", "case w1\n  draws 100000\n") });
    try {
      ceiling("slider to picture, W4 at 100,000 draws, median", await sliders("W4", small), "ms", 50, 33);
    } finally {
      await small.close();
    }
    const again = await openCase("cartels");
    try {
      const rounds = isLong ? 60 : 6;
      const used = await use(again, rounds, rounds / 6, ({ operations, page, worker, buffers, process }) =>
        lines.push(
          `after ${operations} operations: page ${page.toFixed(1)} MB, worker ${worker.toFixed(1)}, buffers ${buffers.toFixed(0)}, process ${process.toFixed(0)}`,
        ),
      );
      ceiling(`memory of the page after ${rounds * 100} operations`, used.at(-1)!.process, "MB", 300);
      const [before, after] = [used.at(-3)!, used.at(-1)!];
      const growth = ((after.page + after.worker - before.page - before.worker) / (after.operations - before.operations)) * 100;
      ceiling("growth of its heaps for 100 operations at the end", growth, "MB", 0.3, 0.05);
    } finally {
      await again.close();
    }
  }
  return { name: "workbench", title: "Workbench  in Chromium, on the flagship", measured: [], lines, goals, wrong: [] };

  async function sliders(name: string, opened: Awaited<ReturnType<typeof openCase>>): Promise<number> {
    const page = await openAnswer(opened);
    const medians: number[] = [];
    for (let round = 0; round < sliderRounds; round++) {
      const followed = await dragRound(page, round % 3);
      const times = followed.map(({ ms }) => ms);
      lines.push(
        `slider, ${name}: ${spreadWords(times)}, ${percentile(
          followed.map(({ draws }) => draws),
          0.5,
        )} draws while moving; ${load()}`,
      );
      medians.push(percentile(times, 0.5));
    }
    await page.context().close();
    return Math.min(...medians);
  }
}
