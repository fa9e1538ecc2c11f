/** What runs in a thread beside the command: it is given a case, prepares the analyses that it was asked for, is given the draws, and makes them. */
import { on } from "node:events";
import { parentPort } from "node:worker_threads";
import { adoptCurves, analyses } from "@outweigh/engine";
import { decisionOf } from "@outweigh/language";
import { type AnalysisTask, type DrawnSubject, makeAnalyses } from "./analysis-task.js";

const port = parentPort;
if (port === null) throw new Error("This module is for worker threads.");
const messages = on(port, "message");
const next = async () => (await messages.next()).value[0];
const { compiled, settings, names, tailProbability }: AnalysisTask = await next();
const wanted = analyses.filter(({ name }) => names.includes(name));
const decision = decisionOf(compiled);
const means = { settings, ...(tailProbability === undefined ? {} : { tailProbability }) };
for (const { prepare } of wanted) prepare?.(decision, means);
const { drawn, curves }: DrawnSubject = await next();
adoptCurves(curves);
port.postMessage(await makeAnalyses({ ...drawn, decision }, wanted, means));
