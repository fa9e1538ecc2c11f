// Peak memory of one run in a process of its own without a TypeScript loader: reads a graph and the number of draws, or nothing for an idle Node.
import { readFileSync } from "node:fs";

let text = "";
for await (const part of process.stdin) text += part;
if (text !== "") {
  const { run } = await import("@outweigh/engine");
  const { graph, draws } = JSON.parse(text);
  const { outputs } = run(graph, { seed: 1, draws });
  if (!(outputs[0].summaries[0].mean > 0)) throw new Error("no result");
}
console.log(peak());

/** In MiB. On Linux maxRSS starts from that of the parent, which the high-water mark of the process does not. */
function peak() {
  if (process.platform !== "linux") return process.resourceUsage().maxRSS / 1024;
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]) / 1024;
}
