/** How fast cases of text are: checking a long one, and the flagship from text to brief. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { composeBrief } from "@outweigh/brief";
import { renderHtml } from "@outweigh/brief/render";
import { caseFiles, nodeDisk } from "@outweigh/cli";
import { ChapterMemory, compileCase, runCase } from "@outweigh/language";
import { longCase, oneChapter } from "./generated-case.js";
import type { Goal, Section } from "./section.js";

/** Median milliseconds of some repetitions, after others that warm up and are not counted. */
function time(repetitions: number, work: () => unknown, warmUps = 5): number {
  for (let count = 0; count < warmUps; count++) work();
  const times: number[] = [];
  for (let count = 0; count < repetitions; count++) {
    const begun = performance.now();
    work();
    times.push(performance.now() - begun);
  }
  return times.sort((left, right) => left - right)[Math.floor(times.length / 2)] ?? Number.NaN;
}

/** Measures the language and the brief; each figure has a ceiling, and an aim where one was set. */
export function caseSpeed(): Section {
  const goals: Goal[] = [];
  const wrong: string[] = [];
  const ceiling = (what: string, value: number, unit: string, commit: number, aim = commit) =>
    goals.push({ what, value, unit, commit, aim, isCeiling: true });
  const compiled = (name: string, ...given: Parameters<typeof compileCase>) => {
    const result = compileCase(...given);
    const errors = result.diagnostics.filter(({ severity }) => severity === "error");
    if (errors.length > 0) wrong.push(`${name} has ${errors.length} errors, first ${errors[0]?.code}`);
    return result;
  };

  const text = longCase(2000);
  const lines = text.split("\n").length;
  const files = oneChapter(text);
  compiled("the long case", files, "case");
  ceiling(
    `check of ${lines} lines, warm`,
    time(15, () => compileCase(files, "case")),
    "ms",
    300,
    100,
  );
  let edit = 0;
  const memory = new ChapterMemory();
  const edited = () => compileCase(oneChapter(text.replace("= 101 to 203", `= 101 to ${204 + (++edit % 50)}`)), "case", memory);
  ceiling("check again after one edit", time(15, edited), "ms", 30, 8);
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  writeFileSync(join(folder, "case.md"), text);
  const command = () => spawnSync(process.execPath, ["packages/cli/bin/outweigh.js", "check", folder], { stdio: "ignore" });
  ceiling(`outweigh check of ${lines} lines, whole command`, time(7, command, 1), "ms", 1200);
  rmSync(folder, { recursive: true });

  const flagship = compiled("examples/cartels", caseFiles(nodeDisk(process.cwd()), []), "examples/cartels");
  if (wrong.length === 0) {
    ceiling(
      "examples/cartels at 10,000 draws",
      time(3, () => runCase(flagship, { draws: 10_000 }), 1),
      "ms",
      3000,
    );
    ceiling(
      "examples/cartels at 100,000 draws",
      time(1, () => runCase(flagship, { draws: 100_000 }), 0),
      "ms",
      1000,
    );
    const evaluated = runCase(flagship, { draws: 10_000 });
    let html = "";
    const brief = time(3, () => {
      html = renderHtml(composeBrief(evaluated));
    });
    ceiling("size of its brief as HTML", Buffer.byteLength(html) / 1e6, "MB", 1.5);
    return section([`its brief composed and rendered as HTML in ${brief.toFixed(0)} ms`]);
  }
  return section([]);

  function section(more: readonly string[]): Section {
    return { name: "case", title: "Case  text to check, result and brief", measured: [], lines: more, goals, wrong };
  }
}
