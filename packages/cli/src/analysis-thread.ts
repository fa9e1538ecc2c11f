/** What runs in a thread beside the command: it is given the draws of a case and makes the analyses that it was asked for. */
import { once } from "node:events";
import { parentPort, workerData } from "node:worker_threads";
import { adoptCurves, analyses } from "@outweigh/engine";
import { decisionOf } from "@outweigh/language";
import { type AnalysisTask, type DrawnSubject, makeAnalyses } from "./analysis-task.js";

const port = parentPort;
if (port === null) throw new Error("This module is for worker threads.");
const { compiled, settings, names, tailProbability }: AnalysisTask = workerData;
const wanted = analyses.filter(({ name }) => names.includes(name));
const decision = decisionOf(compiled);
// Models without evidence are remembered once they are made; until there are draws, there is nothing else to do.
if (names.includes("evidence")) for (const { make } of decision.without ?? []) make();
const [{ drawn, curves }]: [DrawnSubject] = (await once(port, "message")) as [DrawnSubject];
adoptCurves(curves);
port.postMessage(
  await makeAnalyses({ ...drawn, decision }, wanted, { settings, ...(tailProbability === undefined ? {} : { tailProbability }) }),
);
