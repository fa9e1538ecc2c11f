/** The command as a library: run it with streams, disk and clock of your own. */
export { type CapturedEffects, capturedEffects } from "./captured-effects.js";
export type { Disk, Effects, Input, Output, PathKind, Post, PostAnswer } from "./effects.js";
export { type CaseFiles, caseFiles, nodeDisk } from "./files-node.js";
export { runCli } from "./program.js";
export { workerThreads } from "./worker-threads.js";
