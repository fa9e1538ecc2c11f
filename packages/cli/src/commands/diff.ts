/** `outweigh diff BEFORE AFTER`: what changed between two versions of a case, how its results moved and why; as text, as data or as a page. */
import { strictestMark, tlpLabel, tlpReaders } from "@outweigh/evidence";
import { type CaseSettings, type CompiledSide, type Difference, differenceOf, isSame, markOfCase, nearNames } from "@outweigh/language";
import { type CaseOptions, tidyPath } from "../case-folder.js";
import { differenceText } from "../diffing/difference-text.js";
import { atRevision, sideOf } from "../diffing/versions-compared.js";
import { type Effects, exit } from "../effects.js";
import { isProblem, type Problem, problem } from "../problem.js";
import { exitOf, failWith } from "../report.js";
import { sizeProblem } from "../size.js";
import { pause, spreadRun, type WorkerOptions } from "../spread-run.js";
import { styleOf, widthOf } from "../terminal.js";
import { progress } from "../watch.js";

/** Options of the command. */
export interface DiffOptions extends CaseOptions, CaseSettings, WorkerOptions {
  readonly git?: string;
  readonly run?: boolean;
  readonly objective?: string;
  readonly html?: string;
  readonly check?: boolean;
}

/** Runs the command. */
export async function diff(before: string, after: string | undefined, options: DiffOptions, effects: Effects): Promise<number> {
  const sides = sidesOf(tidyPath(before), after, options, effects);
  if (isProblem(sides)) return failWith(effects, sides);
  const [was, now] = sides;
  const isSound = [was, now].every(({ compiled }) => exitOf(compiled.diagnostics) === exit.fine);
  if (options.html !== undefined && !/\.html?$/i.test(options.html))
    return failWith(effects, problem(`${options.html} is not .html.`, "The page is written as HTML: --html changes.html"));
  const misnamed = objectiveProblem(was, now, options.objective);
  if (misnamed) return failWith(effects, misnamed);
  if (options.run !== false && isSound)
    for (const { compiled } of sides) {
      const tooLarge = sizeProblem(compiled, options, effects);
      if (tooLarge) return failWith(effects, tooLarge);
    }
  const difference = await compared(was, now, options, effects);
  const mark = strictestMark(sides.map(({ compiled }) => markOfCase(compiled.assessment)));
  if (options.html !== undefined) {
    const { renderDifferenceHtml } = await import("@outweigh/brief/render");
    const failure = effects.disk.write(options.html, renderDifferenceHtml(difference, mark && tlpLabel(mark)));
    if (failure !== undefined)
      return failWith(effects, problem(`${options.html} cannot be written: ${failure}.`, "Choose another place with --html."));
  }
  const style = styleOf(effects, effects.stdout);
  if (options.json) {
    const envelope = { format: "outweigh-diff-1", same: isSame(difference), ...(mark && { handling: tlpLabel(mark) }), ...difference };
    effects.stdout.write(`${JSON.stringify(envelope, null, 2)}\n`);
  } else if (options.html === undefined) {
    if (mark) effects.stdout.write(`${style.bold(tlpLabel(mark))} (for ${tlpReaders[mark]})\n\n`);
    effects.stdout.write(`${differenceText(difference, style, widthOf(effects.stdout))}\n`);
  } else effects.stdout.write(`${style.green("wrote")} ${options.html}\n`);
  if (!isSound) return exit.errors;
  return options.check && !isSame(difference) ? exit.errors : exit.fine;
}

/** The two versions: as given, or one folder now and at a revision. */
function sidesOf(
  before: string,
  after: string | undefined,
  options: DiffOptions,
  effects: Effects,
): readonly [CompiledSide, CompiledSide] | Problem {
  if (options.git !== undefined) {
    if (after !== undefined)
      return problem(
        "--git compares one folder with itself at a revision, and two are given.",
        `Give one: outweigh diff --git ${options.git} ${before}`,
      );
    const now = sideOf(effects, before, undefined, options);
    if (isProblem(now)) return now;
    const was = atRevision(effects, before, options.git, "", `${options.git}:${before}`, options);
    return isProblem(was) ? was : [was, now];
  }
  if (after === undefined)
    return problem(
      "There is one version, and nothing to compare it with.",
      `Give the later one too: outweigh diff OLDER ${before}; or, with git: outweigh diff --git HEAD~1 ${before}`,
    );
  const was = sideOf(effects, before, after, options);
  if (isProblem(was)) return was;
  const now = sideOf(effects, after, before, options);
  return isProblem(now) ? now : [was, now];
}

function objectiveProblem(was: CompiledSide, now: CompiledSide, objective: string | undefined): Problem | undefined {
  const known = now.compiled.assessment.objectives.map(({ id }) => id);
  if (objective === undefined || known.includes(objective)) return undefined;
  const isOld = was.compiled.assessment.objectives.some(({ id }) => id === objective);
  const near = nearNames(objective, known);
  return problem(
    isOld
      ? `${objective} is an objective of the earlier version alone.`
      : `There is no objective called “${objective}”.${near === "" ? "" : ` Near to it: ${near}.`}`,
    `Objectives are: ${known.join(", ")}.`,
  );
}

async function compared(was: CompiledSide, now: CompiledSide, options: DiffOptions, effects: Effects): Promise<Difference> {
  const { seed, draws, sampling, objective } = options;
  const line = progress(effects, "Comparing");
  try {
    return await differenceOf(was, now, {
      ...(seed === undefined ? {} : { seed }),
      ...(draws === undefined ? {} : { draws }),
      ...(sampling === undefined ? {} : { sampling }),
      ...(objective === undefined ? {} : { objective }),
      isRun: options.run !== false,
      make: (graph, settings) => spreadRun(graph, settings, options, effects, () => {}),
      onProgress: line.report,
      signal: effects.stopped,
      pause,
    });
  } finally {
    line.end();
  }
}
