/** The work on one case, apart from threads: files come in, it compiles and runs, and answers questions about the newest version. */
import { Cancelled } from "@outweigh/engine";
import { ChapterMemory, compileCase } from "@outweigh/language";
import { CaseErrors, type Evaluation, openEvaluation, type Tier, type Turns } from "./evaluation.js";
import { holdFiles } from "./held-files.js";
import type { Order, Refused, Report } from "./messages.js";
import type { Question } from "./question.js";
import { questions } from "./questions/index.js";
import { summariseRun } from "./run-summary.js";

/** So often at most, in milliseconds, is the same progress told. */
const progressEvery = 80;

/** While somebody types a case that takes long to run, a run begins when nothing has changed for so many milliseconds; otherwise the page would want for the processor. */
const quietBeforeRun = 250;
const longRun = 60;

interface Asked {
  readonly id: number;
  readonly question: string;
  readonly input: unknown;
  isCancelled: boolean;
}

/** Takes orders, in the order in which they come, and reports. */
export function openCaseWork(tier: Tier, turns: Turns, report: (report: Report) => void): (order: Order) => void {
  const files = holdFiles();
  const memory = new ChapterMemory();
  const open = new Map<number, Asked>();
  let version = 0;
  let evaluation: Evaluation | undefined;
  let isCompiling = false;
  let isStale = false;
  let isWaiting = false;
  let lastChange = -Infinity;
  let isTyping = false;
  let lastRun = 0;

  /** Compiles until the newest files are compiled. What it lacks is asked for, and it goes on when that is given. */
  const compile = async () => {
    isStale = true;
    if (isCompiling) return;
    isCompiling = true;
    try {
      while (isStale) {
        // Changes that have already arrived are taken in before the work begins.
        await turns.pause();
        isStale = false;
        report({ kind: "phase", phase: "compiling" });
        evaluation?.giveUp();
        const compiled = compileCase(files, "", memory);
        const lacking = files.takeLacking();
        isWaiting = lacking.length > 0;
        if (isWaiting) {
          report({ kind: "need", orders: lacking });
          continue;
        }
        const present = openEvaluation(version, compiled, tier, turns);
        evaluation = present;
        const chapters = compiled.assessment.chapters.map(({ file }) => file);
        report({ kind: "checked", version, diagnostics: compiled.diagnostics, chapters });
        if (present.hasErrors) report({ kind: "phase", phase: "idle" });
        else void run(present);
        for (const asked of [...open.values()]) void answer(asked, present);
      }
    } finally {
      isCompiling = false;
    }
  };

  const run = async (present: Evaluation) => {
    let told = -Infinity;
    const onProgress = (share: number) => {
      if (turns.now() - told < progressEvery) return;
      told = turns.now();
      report({ kind: "phase", phase: "running", share });
    };
    try {
      if (isTyping && lastRun > longRun) await turns.wait(lastChange + quietBeforeRun - turns.now());
      if (evaluation !== present) return;
      onProgress(0);
      const { evaluated, milliseconds } = await present.evaluated(onProgress);
      lastRun = milliseconds;
      if (evaluation !== present) return;
      const summary = summariseRun(evaluated, milliseconds);
      report({ kind: "ran", version: present.version, diagnostics: evaluated.diagnostics, summary });
      report({ kind: "phase", phase: "idle" });
    } catch (error) {
      if (!(error instanceof Cancelled)) throw error;
    }
  };

  /** Answers about one version. When the case changes meanwhile it stays open, and is answered about the next. */
  const answer = async (asked: Asked, present: Evaluation) => {
    const question = (questions as Readonly<Record<string, Question<unknown, unknown>>>)[asked.question];
    let told = -Infinity;
    const refuse = (why: Refused, message: string) => {
      open.delete(asked.id);
      report({ kind: "refused", id: asked.id, version: present.version, why, message });
    };
    if (question === undefined) return refuse("broken", `There is no question “${asked.question}”.`);
    try {
      const value = await question.answer(asked.input, {
        evaluation: present,
        files,
        pause: turns.pause,
        signal: {
          get aborted() {
            return asked.isCancelled || evaluation !== present;
          },
        },
        onProgress: (share) => {
          if (turns.now() - told < progressEvery || asked.isCancelled) return;
          told = turns.now();
          report({ kind: "progress", id: asked.id, share });
        },
      });
      if (asked.isCancelled) return refuse("cancelled", "It is not wanted any more.");
      if (evaluation !== present) return;
      open.delete(asked.id);
      report({ kind: "answer", id: asked.id, version: present.version, value });
    } catch (error) {
      if (asked.isCancelled) refuse("cancelled", "It is not wanted any more.");
      else if (evaluation !== present || error instanceof Cancelled) return;
      else if (error instanceof CaseErrors) refuse("errors", error.message);
      else refuse("broken", error instanceof Error ? error.message : String(error));
    }
  };

  return (order) => {
    switch (order.kind) {
      case "change":
        version = order.version;
        isTyping = turns.now() - lastChange < 4 * quietBeforeRun;
        lastChange = turns.now();
        files.change(order.files);
        void compile();
        return;
      case "given":
        files.give(order.orders, order.answers);
        void compile();
        return;
      case "ask": {
        const asked = { id: order.id, question: order.question, input: order.input, isCancelled: false };
        open.set(order.id, asked);
        if (evaluation !== undefined && !isCompiling && !isWaiting) void answer(asked, evaluation);
        return;
      }
      case "cancel": {
        const asked = open.get(order.id);
        if (asked !== undefined) asked.isCancelled = true;
        return;
      }
      default:
        order satisfies never;
    }
  };
}
