/** Studies as they are stated on the command line: `theta mean n=50 sd=12`, `p proportion n=400`, `rate count n=5`. */
import type { Study } from "@outweigh/engine";
import { type Problem, problem } from "./problem.js";

/** A study and the column that it is about. */
export interface StatedStudy {
  readonly input: string;
  readonly study: Study;
}

const forms = 'Write one of: --study "NAME mean n=50 sd=12", --study "NAME proportion n=400", --study "NAME count n=5".';

/** Reads a study, or says what is amiss in it. The name may have spaces; quotation marks around it are taken off. */
export function readStudy(text: string): StatedStudy | Problem {
  const refuse = (why: string) => problem(`The study “${text}” cannot be made: ${why}.`, forms);
  const [, name = "", kind, rest = ""] = /^(.*?)\s+(mean|proportion|count)\b(.*)$/su.exec(text.trim()) ?? [];
  if (kind === undefined) return refuse("it does not say whether a mean, a proportion or a count is found");
  const input = name
    .trim()
    .replace(/^"(.*)"$/, "$1")
    .normalize("NFC");
  const settings = new Map<string, number>();
  for (const word of rest.split(/[\s,]+/).filter((each) => each !== "")) {
    const [, key = "", value = ""] = /^(n|sd)=(.+)$/.exec(word) ?? [];
    const number = /^[\d._]/.test(value) ? Number(value.replaceAll("_", "")) : Number.NaN;
    if (key === "" || settings.has(key)) return refuse(`“${word}” is not understood`);
    if (!(number > 0 && Number.isFinite(number))) return refuse(`${key} is a number above 0, not ${value}`);
    settings.set(key, number);
  }
  const [size, sd] = [settings.get("n"), settings.get("sd")];
  if (size === undefined) return refuse("its size n is missing");
  if (kind !== "count" && !Number.isInteger(size)) return refuse(`its size n is a whole number, not ${size}`);
  if (kind !== "mean" && sd !== undefined) return refuse(`the spread of a ${kind} follows from its size, so that it has no sd`);
  if (kind === "mean") {
    if (sd === undefined) return refuse("the standard deviation sd of one measurement is missing");
    return { input, study: { kind, sd, size } };
  }
  return { input, study: { kind: kind === "count" ? "count" : "proportion", size } };
}
