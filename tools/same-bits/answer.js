/** What runs elsewhere, in a page, a worker or another Node: the built engine, and the SHA-256 of each result. The path is the same from all of them. */
import { finishRun, openPool, openRun, resultBytes, run, startWebWorker } from "../../packages/engine/dist/index.js";

/** The answers to jobs, each `{ title, graph, options }`, as pairs of a title and a hash in hexadecimal digits. */
export async function answer(jobs) {
  const answers = [];
  for (const { title, graph, options } of jobs) answers.push([title, await hashOf(run(graph, options))]);
  return answers;
}

/** The same by a pool of two web workers, for the jobs of more than one batch. */
export async function answerByPool(jobs, makeWorker) {
  const pool = openPool(2, startWebWorker(makeWorker));
  const answers = [];
  for (const { title, graph, options } of jobs)
    if (options.draws > 8192 && options.tier !== "reference")
      answers.push([title, await hashOf(await finishRun(openRun(graph, options), pool))]);
  pool.close();
  return answers;
}

async function hashOf({ outputs }) {
  const digest = await crypto.subtle.digest("SHA-256", resultBytes(outputs));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
