/** What runs in a thread beside the command: it draws a case for itself and makes the analyses that it is asked for. */
import { parentPort, workerData } from "node:worker_threads";
import { analyses, drawDecision } from "@outweigh/engine";
import { decisionOf } from "@outweigh/language";
import { type AnalysisTask, makeAnalyses } from "./analysis-task.js";

const port = parentPort;
if (port === null) throw new Error("This module is for worker threads.");
const { compiled, settings, names, tailProbability }: AnalysisTask = workerData;
const subject = drawDecision(decisionOf(compiled), settings);
const wanted = analyses.filter(({ name }) => names.includes(name));
port.postMessage(await makeAnalyses(subject, wanted, { settings, ...(tailProbability === undefined ? {} : { tailProbability }) }));
