/** What runs first: it says how much V8 is to compile, and lets a thread for analyses load while the modules of the command are loaded here. */
import { setFlagsFromString } from "node:v8";
import { analysisThreads } from "./analysis-threads.js";

/**
 * A command lives a few seconds, and its threads need the cores that the optimising compiler of V8 would take: in Node 20 it is left to what is
 * called six times as often as usual. All analyses of the flagship on two cores take 5.0 s instead of 5.8, and no command takes longer. Later
 * versions have no such flag, and less need of it.
 */
if (process.versions.node.startsWith("20.")) setFlagsFromString("--interrupt-budget=400000");

/** Commands that make all analyses. */
const analysing = new Set(["analyse", "brief", "publish"]);

const words = process.argv.slice(2);
const analyses = analysisThreads(new URL("./analysis-thread.js", import.meta.url));
if (analysing.has(words[0] ?? "")) analyses.prepare();
const { main } = await import("./main.js");
await main(words, analyses);
