/**
 * Runs the workloads against the peers and says which goals are met. `npm run bench` runs all of them, `npm run bench -- W1 memory` those that
 * are named, and `--all` gives the slow peers as many draws as the others and the workbench ten times the use. A wrong answer fails the run; a slow one does not.
 */

import { w6 } from "./accuracy.js";
import { analysesSpeed } from "./analyses.js";
import { caseSpeed } from "./case-speed.js";
import { Contestants } from "./contestants.js";
import { discovery } from "./discovery.js";
import { thisMachine } from "./machine.js";
import { memory } from "./memory.js";
import { keepHistory, printGoals, printSection } from "./report.js";
import { fastest, type Section } from "./section.js";
import { workbench } from "./workbench/workbench.js";
import { w1, w2, w4, w5 } from "./workloads.js";

const known = ["W1", "W2", "W4", "W5", "W6", "memory", "case", "discovery", "analyses", "workbench"];
const asked = process.argv.slice(2).filter((word) => word !== "--all");
const isAll = process.argv.includes("--all");
const unknown = asked.filter((word) => !known.includes(word));
if (unknown.length > 0) {
  console.error(`There is no workload ${unknown.join(", ")}; there are ${known.join(", ")}.`);
  process.exit(2);
}
// The workbench wants its page built and takes ten minutes, so it is measured only when it is named.
const isAsked = (name: string) => (asked.length === 0 && name !== "workbench") || asked.includes(name);

const date = new Date();
const machine = thisMachine();
console.log(
  `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, Node ${machine.node}, ${machine.system}, commit ${machine.commit}`,
);

const contestants = new Contestants();
const sections: Section[] = [];
const finish = (section: Section) => {
  sections.push(section);
  printSection(section);
  return section;
};

if (isAsked("analyses")) finish(await analysesSpeed());
if (isAsked("case")) finish(caseSpeed());
if (isAsked("memory")) finish(memory());
if (isAsked("discovery")) finish(discovery());
if (isAsked("workbench")) finish(await workbench(isAll));
let perDraw: number | undefined;
if (isAsked("W1")) {
  const { measured } = finish(await w1(contestants, isAll));
  const [squiggle, ours] = [fastest(measured, "Squiggle"), fastest(measured, "ours")];
  if (squiggle !== undefined && ours !== undefined) perDraw = squiggle / ours;
}
if (isAsked("W2")) finish(await w2(contestants));
if (isAsked("W4")) {
  finish(await w4(contestants, 10_000));
  finish(await w4(contestants, 100_000));
}
if (isAsked("W5")) finish(await w5(contestants));
if (isAsked("W6")) finish(await w6(contestants, perDraw));
await contestants.close();

printGoals(sections.flatMap(({ goals }) => goals));
for (const [name, reason] of contestants.missing) console.log(`\nnot here: ${name} (${reason})`);
keepHistory("bench/history.jsonl", date, machine, sections);
if (sections.some(({ wrong }) => wrong.length > 0)) {
  console.error("\nAnswers are wrong; see above.");
  process.exitCode = 1;
}
