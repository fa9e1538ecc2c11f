/** What runs elsewhere, in a page, a worker or another Node: the built engine, and the SHA-256 of each result. The path is the same from all of them. */
import { resultBytes, run } from "../../packages/engine/dist/index.js";

/** The answers to jobs, each `{ title, graph, options }`, as pairs of a title and a hash in hexadecimal digits. */
export async function answer(jobs) {
  const answers = [];
  for (const { title, graph, options } of jobs) {
    const digest = await crypto.subtle.digest("SHA-256", resultBytes(run(graph, options).outputs));
    answers.push([title, Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("")]);
  }
  return answers;
}
