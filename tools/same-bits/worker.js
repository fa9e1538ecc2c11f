/** Answers the jobs that are posted to it. */
import { answer } from "./answer.js";

addEventListener("message", async ({ data }) => postMessage(await answer(data)));
