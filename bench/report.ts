/** Prints sections as tables for a terminal, the goals with what was reached, and keeps the figures in the history. */
import { appendFileSync } from "node:fs";
import type { Machine } from "./machine.js";
import type { Goal, Section } from "./section.js";

const number = (value: number) => value.toFixed(value < 0.1 ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0);

/** One section: each contestant with minimum, median, its ratio to ours and what it is. */
export function printSection({ title, measured, lines, wrong }: Section): void {
  console.log(`\n${title}`);
  if (measured.length > 0) {
    console.log(
      `  ${"".padEnd(30)} ${"min ms".padStart(9)} ${"median".padStart(9)} ${"× ours".padStart(8)} ${"runs".padStart(5)} ${"draws".padStart(9)}`,
    );
  }
  const ours = measured.find(({ name }) => name === "ours");
  for (const { name, min, median, repetitions, draws, version } of measured) {
    const ratio = ours === undefined ? "" : number(min / ours.min);
    const cells = [
      number(min).padStart(9),
      number(median).padStart(9),
      ratio.padStart(8),
      String(repetitions).padStart(5),
      String(draws).padStart(9),
    ];
    console.log(`  ${name.padEnd(30)} ${cells.join(" ")}  ${version}`);
  }
  for (const line of lines) console.log(`  ${line}`);
  for (const line of wrong) console.log(`  WRONG  ${line}`);
}

/** Whether a goal's commitment and aim are met; neither when it was not measured. */
export function reached({ value, commit, aim, isCeiling = false }: Goal): { readonly commit?: boolean; readonly aim?: boolean } {
  if (value === undefined) return {};
  return isCeiling ? { commit: value <= commit, aim: value <= aim } : { commit: value >= commit, aim: value >= aim };
}

/** All goals with their figures. */
export function printGoals(goals: readonly Goal[]): void {
  console.log(`\n${"Goals".padEnd(52)} ${"reached".padStart(9)} ${"commit".padStart(11)} ${"aim".padStart(11)}`);
  for (const goal of goals) {
    const { what, value, why, unit, commit, aim } = goal;
    const met = reached(goal);
    const says = (target: number, isMet: boolean | undefined) =>
      `${number(target)}${isMet === undefined ? "" : isMet ? " met" : " no "}`.padStart(11);
    const found = value === undefined ? "–" : `${number(value)} ${unit}`;
    console.log(
      `  ${what.padEnd(50)} ${found.padStart(9)} ${says(commit, met.commit)} ${says(aim, met.aim)}${why === undefined ? "" : `  ${why}`}`,
    );
  }
}

/** Appends one line of JSON for this run. */
export function keepHistory(path: string, date: Date, machine: Machine, sections: readonly Section[]): void {
  const figures = sections.flatMap(({ name: workload, measured }) =>
    measured.map(({ name, version, draws, min, median, repetitions }) => ({ workload, name, version, draws, min, median, repetitions })),
  );
  const goals = sections.flatMap((section) =>
    section.goals.map(({ what, value, unit, commit, aim }) => ({ what, value, unit, commit, aim })),
  );
  const rounded = (_: string, value: unknown) => (typeof value === "number" ? Number(value.toPrecision(5)) : value);
  appendFileSync(path, `${JSON.stringify({ date: date.toISOString(), ...machine, figures, goals }, rounded)}\n`);
}
