/** Prints how fast and how large things are, with the machine. Nothing is asserted: times on a shared machine prove nothing by themselves. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { composeBrief, renderHtml } from "@outweigh/brief";
import { caseFiles, nodeDisk } from "@outweigh/cli";
import { ChapterMemory, compileCase, runCase } from "@outweigh/language";
import { run } from "@quri/squiggle-lang";
import { longCase, oneChapter } from "./generated-case.js";
import { ours, referenceMeans, squiggles } from "./w1.js";

/** Median milliseconds of some repetitions, after five that warm up and are not counted. */
async function time(repetitions: number, work: () => unknown): Promise<number> {
  for (let count = 0; count < 5; count++) await work();
  const times: number[] = [];
  for (let count = 0; count < repetitions; count++) {
    const begun = performance.now();
    await work();
    times.push(performance.now() - begun);
  }
  return times.sort((left, right) => left - right)[Math.floor(times.length / 2)] ?? Number.NaN;
}

function line(what: string, value: number, unit: string, aim: string): void {
  console.log(`${what.padEnd(48)} ${value.toFixed(value < 10 ? 2 : 0).padStart(8)} ${unit.padEnd(3)}  ${aim}`);
}

function errorsIn(compiled: ReturnType<typeof compileCase>): string {
  const errors = compiled.diagnostics.filter(({ severity }) => severity === "error");
  return errors.length === 0 ? "" : `  (${errors.length} errors: ${errors[0]?.code})`;
}

const [cpu] = cpus();
console.log(
  `${cpu?.model.trim()}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.version}, ${process.platform}\n`,
);

const text = longCase(2000);
const lines = text.split("\n").length;
const files = oneChapter(text);
line(
  `check of ${lines} lines, warm${errorsIn(compileCase(files, "case"))}`,
  await time(15, () => compileCase(files, "case")),
  "ms",
  "under 300, aim 100",
);

let edit = 0;
const memory = new ChapterMemory();
const edited = () => compileCase(oneChapter(text.replace("= 101 to 203", `= 101 to ${204 + (++edit % 50)}`)), "case", memory);
line("check again after one edit", await time(15, edited), "ms", "under 30, aim 8");

const folder = mkdtempSync(join(tmpdir(), "bench-"));
writeFileSync(join(folder, "case.md"), text);
const command = () => spawnSync(process.execPath, ["packages/cli/bin/outweigh.js", "check", folder], { stdio: "ignore" });
line(`outweigh check of ${lines} lines, whole command`, await time(7, command), "ms", "under 1,200");
rmSync(folder, { recursive: true });

const flagship = compileCase(caseFiles(nodeDisk(process.cwd()), []), "examples/cartels");
console.log(errorsIn(flagship) === "" ? "" : `examples/cartels has errors${errorsIn(flagship)}`);
if (errorsIn(flagship) === "") {
  line("examples/cartels at 10,000 draws", await time(3, () => runCase(flagship, { draws: 10_000 })), "ms", "under 3,000");
  const evaluated = runCase(flagship, { draws: 10_000 });
  let html = "";
  line(
    "its brief composed and rendered as HTML",
    await time(3, () => {
      html = renderHtml(composeBrief(evaluated));
    }),
    "ms",
    "",
  );
  line("its size", Buffer.byteLength(html) / 1e6, "MB", "under 1.5");
}

const w1 = compileCase(oneChapter(ours), "case");
const draws = 10_000;
const ourTime = await time(15, () => runCase(w1, { draws, seed: 1 }));
const theirTime = await time(9, () => run(squiggles, { environment: { sampleCount: draws, xyPointLength: 1000, seed: "1" } }));
console.log("");
line(`W1 at ${draws} draws, ours${errorsIn(w1)}`, ourTime, "ms", "");
line("W1 at the same, Squiggle 0.10.0", theirTime, "ms", "");
line("ratio", theirTime / ourTime, "×", "");
const loss = runCase(w1, { draws, seed: 1 }).result.outputs.find(({ name }) => name === "least");
const means = loss?.summaries.map(({ mean }) => mean.toFixed(1)).join(" ") ?? "none";
console.log(`means of the six losses  ours ${means}  reference ${referenceMeans.map((mean) => mean.toFixed(1)).join(" ")}`);
